export * from './stretch-password.ts';
