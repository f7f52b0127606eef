// Prints each import that crosses a boundary, with its rule and the reason. Looks at the working directory.
import { existsSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { boundaries, drawerFolder } from './boundaries.ts';

// With a TypeScript that it cannot read the cruiser sees no modules at all, and reports success.
const fewestModules = 30;

const folders = ['packages', 'examples', 'test'].filter((folder) => existsSync(folder));
const { output } = await cruise(
  folders,
  {
    validate: true,
    ruleSet: { forbidden: boundaries },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
  { bustTheCache: true },
);
if (typeof output === 'string') throw new Error(output);
const problems = [...crossings(output), ...drawers(output)];
for (const problem of problems) console.log(problem);
const seen = output.modules.filter(({ source }) => /^(packages|examples|test)\//.test(source)).length;
if (seen <= fewestModules) {
  problems.push('blind');
  console.log(`blind: saw only ${seen} modules, so it proves nothing`);
}
console.log(`${seen} modules, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;

function crossings({ summary }: ICruiseResult): string[] {
  return summary.violations.map(({ from, to, rule, cycle }) => {
    const reason = boundaries.find(({ name }) => name === rule.name)?.comment ?? '';
    const path = cycle === undefined ? to : cycle.map(({ name }) => name).join(' → ');
    return `${rule.name}: ${from} → ${path}\n    ${reason}`;
  });
}

function drawers({ modules }: ICruiseResult): string[] {
  return modules
    .map(({ source }) => source)
    .filter((source) => !source.includes('node_modules/') && drawerFolder.test(source))
    .map((source) => `no-drawer-folders: ${source}\n    Name the folder for what it is about.`);
}
