/** What the shop itself needs: its own style sheet and pictures, and nothing that runs. */
const ownPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The shop's policy widened by `allowed`, the policy text that the chat's gateway tells developers to allow:
 * the sources of each directive are joined, and a `'none'` gives way to the first real source (CSP3 §2.3.1).
 */
export const contentSecurityPolicy = (allowed = ''): string => {
  const directives = new Map<string, Set<string>>();
  for (const text of `${ownPolicy};${allowed}`.split(';')) {
    const [name, ...sources] = text.trim().split(/\s+/);
    if (!name) continue;
    const known = directives.get(name.toLowerCase()) ?? [];
    directives.set(name.toLowerCase(), new Set([...known, ...sources]));
  }
  return [...directives].map(([name, sources]) => [name, ...withoutIdleNone(sources)].join(' ')).join('; ');
};

const withoutIdleNone = (sources: ReadonlySet<string>): string[] =>
  [...sources].filter((source) => source !== "'none'" || sources.size === 1);
