import { createTargets } from './packages/build/targets.ts';

// `npm run build` runs these, and adds the compressed twins and the manifest.
export default Object.values(createTargets(import.meta.dirname)).flat();
