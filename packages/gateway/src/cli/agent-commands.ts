import { parseArgs } from 'node:util';
import { type Role, roles } from '@handlr/protocol';
import { email, is, pipe, string } from 'valibot';
import { requireSite } from '../site/index.ts';
import { invitationLink, invite } from '../staff/index.ts';
import type { Store } from '../storage/index.ts';
import { systemClock as clock, systemRandom as random } from '../system.ts';
import { type Command, onlyArgument, UsageError } from './command.ts';
import { withStore } from './open-store.ts';

export const agentAdd: Command = {
  usage: 'agent add <email> [--name <name>] [--role <role>] [--site <key>]',
  about: 'makes a one-time link with which that person sets up their account',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string' }, site: { type: 'string' } },
    });
    const address = onlyArgument(positionals, agentAdd);
    if (!is(pipe(string(), email()), address)) throw new UsageError('That is not an e-mail address.');
    const { name = '', role = 'agent', site } = values;
    const known = roles.find((each) => each === role);
    if (known === undefined) throw new UsageError(`Roles are: ${roles.join(', ')}.`);
    return withStore(context, async ({ store, publicUrl }) => {
      const invited = { role: known satisfies Role, siteId: await findSiteId(store, site), email: address, name };
      const token = await invite({ store, clock, random }, invited);
      context.output.line(invitationLink(publicUrl, token));
      context.output.note('Works once, for 7 days. Give it to that person alone.');
      return 0;
    });
  },
};

/** Null, for every site, where none is named. */
async function findSiteId(store: Store, siteKey: string | undefined): Promise<string | null> {
  if (siteKey === undefined) return null;
  return (await requireSite(store, siteKey)).siteId;
}
