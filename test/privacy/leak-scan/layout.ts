import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file of a run, under one folder. */
export type Layout = { readonly [Part in (typeof folders)[number] | 'log' | 'greeting']: string };

const folders = [
  'data',
  'keys',
  /** The gateway's TMPDIR. */
  'temporary',
  /** The gateway's working directory. */
  'working',
  /** What the gateway's folders were when it was killed. */
  'killed',
  'reports',
  'recordings',
  'visitor-profile',
  'agent-profile',
] as const;

export function layOut(root: string): Layout {
  const at = (name: string): string => join(root, name);
  return {
    data: at('data'),
    keys: at('keys'),
    temporary: at('temporary'),
    working: at('working'),
    killed: at('killed'),
    reports: at('reports'),
    recordings: at('recordings'),
    'visitor-profile': at('visitor-profile'),
    'agent-profile': at('agent-profile'),
    log: at('gateway.log'),
    greeting: at('gateway.greeting'),
  };
}

export async function makeFolders(layout: Layout): Promise<void> {
  for (const folder of folders) await mkdir(layout[folder], { recursive: true });
}
