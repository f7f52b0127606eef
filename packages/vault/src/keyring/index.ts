export * from './keyring.ts';
export * from './recovery-key.ts';
export * from './shared-key.ts';
export * from './wrapped-key.ts';
