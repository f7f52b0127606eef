/** Where the output of these libraries holds addresses, headers and messages (CASES 4). */
const revealing = ['socket.io', 'engine'];

/**
 * In production, debug output of the socket libraries and of Node itself is refused: it prints every header and message.
 * Patterns are judged by what stands before their first `*`, exclusions are not counted: rather refused than leaked.
 */
export function debugProblems(env: Readonly<Record<string, string | undefined>>): string[] {
  if (env['NODE_ENV'] !== 'production') return [];
  const isRevealing = (env['DEBUG'] ?? '').split(/[\s,]+/).some(matchesRevealing);
  return [
    ...(isRevealing ? [refused('DEBUG')] : []),
    ...(env['NODE_DEBUG'] === undefined ? [] : [refused('NODE_DEBUG')]),
  ];
}

function matchesRevealing(pattern: string): boolean {
  const [literal = ''] = pattern.split('*', 1);
  return revealing.some((name) => literal.startsWith(name) || (pattern.includes('*') && name.startsWith(literal)));
}

function refused(name: string): string {
  return `${name} would write visitors' addresses and messages into the log, so the gateway does not start with it in production. Unset ${name}, or do not set NODE_ENV to production.`;
}
