import { createCapability } from '@handlr/core';
import { systemRandom as random } from '../../../../packages/gateway/src/system.ts';
import { hashSecret } from '../../../../packages/gateway/src/secret.ts';
import { statement } from '../../../behaviours/consent/gateway.ts';
import { shopOrigin } from '../../../support/gateway.ts';
import type { Canaries } from '../canaries.ts';
import type { PlaceKind } from '../place.ts';
import type { Stage } from '../stage.ts';
import { say, type Visitor } from '../visitors.ts';
import type { Channels } from './channel.ts';

/** What was said while it was allowed was heard then. */
const heard: readonly PlaceKind[] = ['to-agents', 'to-visitors', 'from-visitors'];

/** Visitors who agree, withdraw and have things erased. Of a token only the hash is kept, and of what was taken back nothing. */
export function consent(canaries: Canaries): Channels {
  const { secret, word, note } = canaries;

  async function agreeAndWithdraw({ visitors }: Stage): Promise<void> {
    const [staying, leaving, erasing] = await visitors.arrive(3);
    if (staying === undefined || leaving === undefined || erasing === undefined) throw new Error('Nobody arrived');

    await visit(staying, secret('visitor’s token', ['from-visitors']), {
      url: `${shopOrigin}/shop?email=${word('e-mail in a reported page')}@post.example#${secret('token in a reported page')}`,
      title: `Basket of ${word('name in a reported title')}`,
    });

    const token = createCapability(random);
    note('token that was withdrawn', token, ['from-visitors']);
    // In memory it stays for an hour, so that no late grant can bring the visitor back.
    note('hash of a token that was withdrawn', hashSecret(token), ['memory']);
    await visit(leaving, token, { url: `${shopOrigin}/shop/${word('page that was withdrawn', heard)}`, title: '' });
    const withdrawn = {
      chatId: leaving.chatId,
      visitorToken: token,
      statement: statement(2, { history: 'withdrawn' }),
    };
    if (!(await leaving.ask('consent:state', withdrawn)).ok) throw new Error('The withdrawal was refused');

    await erasing.ask('message:send', say(erasing.chatId, word('message that was erased', heard)));
    await erasing.eraseChat();
  }

  return { beforeKill: agreeAndWithdraw, afterRestart: agreeAndWithdraw };
}

async function visit(
  { ask, chatId }: Visitor,
  visitorToken: string,
  page: { readonly url: string; readonly title: string },
): Promise<void> {
  await ask('consent:state', { chatId, visitorToken, statement: statement(1, { history: 'granted' }) });
  const visited = await ask('visit:report', { chatId, visitorToken, page });
  if (!visited.ok) throw new Error(`The visit was refused: ${visited.error.code}`);
}
