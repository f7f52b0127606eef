import { ensureBuilt } from './ensure-built.ts';
import { targetNames } from './targets.ts';

// `npm run build -- widget` builds only that.
const named = process.argv.slice(2);
const unknown = named.filter((name) => !targetNames.some((target) => target === name));
if (unknown.length > 0) {
  console.error(`No such target: ${unknown.join(', ')}. There are: ${targetNames.join(', ')}.`);
  process.exit(1);
}
try {
  const wanted = targetNames.filter((target) => named.length === 0 || named.includes(target));
  const built = await ensureBuilt(wanted);
  for (const target of built) console.log(`built dist/${target}`);
} catch (error) {
  console.error(error instanceof Error ? `Build failed: ${error.message}` : error);
  process.exit(1);
}
