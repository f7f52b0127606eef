import { staffCalls } from '@handlr/protocol';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { sessionCookie } from '../../../packages/gateway/src/staff/session-cookie.ts';
import type { Wire } from '../../support/wire.ts';

const withAuthKey = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ authKey: staffCalls['sign-in/finish'].payload.entries.authKey }),
);

/** What the console sent and was given that only it may know: of the password, one half of its stretch. */
export async function readSecrets(
  page: Page,
  { requests }: Wire,
): Promise<{ readonly authKeys: readonly string[]; readonly session: string }> {
  const authKeys = requests.flatMap(({ body }) => {
    const sent = v.safeParse(withAuthKey, body);
    return sent.success ? [sent.output.authKey] : [];
  });
  const { name } = sessionCookie(page.url());
  const session = (await page.context().cookies()).find((cookie) => cookie.name === name)?.value;
  if (session === undefined || authKeys.length === 0) throw new Error('The agent is not signed in');
  return { authKeys, session };
}
