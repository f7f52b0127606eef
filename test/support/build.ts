/** A test that serves `dist` begins with `await ensureBuilt()`: a few milliseconds where it is up to date. */
export { ensureBuilt, readManifest } from '../../packages/build/ensure-built.ts';
