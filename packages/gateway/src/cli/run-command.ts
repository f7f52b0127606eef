import { siteChecks } from '../check-logic/checks-command.ts';
import { contactOpen } from './contact-command.ts';
import { keysCreate } from './keys-command.ts';
import { agentAdd } from './agent-commands.ts';
import { banLift, banList } from './ban-commands.ts';
import type { Command, CommandContext } from './command.ts';
import { siteConsent } from './consent-command.ts';
import { doctor } from './doctor.ts';
import { explainError } from './expected-error.ts';
import { siteExport } from './export-command.ts';
import { siteAdd, siteAllow, siteCheck, siteList, siteSnippetCommand } from './site-commands.ts';
import { siteSessions } from './sessions-command.ts';
import { start } from './start.ts';

const commands: Readonly<Record<string, Command>> = {
  start,
  'site add': siteAdd,
  'site allow': siteAllow,
  'site list': siteList,
  'site snippet': siteSnippetCommand,
  'site check': siteCheck,
  'site consent': siteConsent,
  'site sessions': siteSessions,
  'site checks': siteChecks,
  'site export': siteExport,
  'agent add': agentAdd,
  'ban list': banList,
  'ban lift': banLift,
  'keys create': keysCreate,
  'contact open': contactOpen,
  doctor,
};

/** Runs `handlr <args>`. Answers the exit code; only faults of the program itself are thrown. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const { output } = context;
  if (args.length === 0 || args.some((arg) => arg === '--help' || arg === '-h') || args[0] === 'help') {
    output.line(helpText());
    return 0;
  }
  const [name, command] = Object.entries(commands).find(([words]) => beginsWith(args, words)) ?? [];
  if (name === undefined || command === undefined) {
    output.note(`There is no such command.\n\n${helpText()}`);
    return 1;
  }
  try {
    return await command.run(args.slice(name.split(' ').length), context);
  } catch (error) {
    const explained = explainError(error);
    if (explained === null) throw error;
    output.note(explained);
    return 1;
  }
}

export function helpText(): string {
  const entries = Object.values(commands).map(({ usage, about }) => `  handlr ${usage}\n      ${about}`);
  return ['Handlr Chat', '', ...entries, '', 'Settings are environment variables; README.md lists them.'].join('\n');
}

function beginsWith(args: readonly string[], words: string): boolean {
  return words.split(' ').every((word, at) => args[at] === word);
}
