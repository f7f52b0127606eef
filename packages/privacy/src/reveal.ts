export { reveal } from './admit.ts';
