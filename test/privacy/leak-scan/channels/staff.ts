import type { Page } from 'playwright-core';
import { captureWire, readStorage, type Wire } from '../../../support/chromium.ts';
import type { Canaries } from '../canaries.ts';
import type { Stage } from '../stage.ts';
import { readSecrets } from '../staff-secrets.ts';
import { answerChats } from '../answer-chats.ts';
import type { Channels } from './channel.ts';

const email = 'maya@agents.example';

/** What the people who answer know and type: in a real console, which goes on through the gateway's death. */
export function staff(canaries: Canaries): Channels {
  const phrase = (channel: string): string => Array.from({ length: 3 }, () => canaries.word(channel)).join(' ');
  const password = phrase('agent’s password');
  const mistyped = phrase('agent’s password, mistyped');
  const unsent = phrase('typed by an agent, not sent');
  let page: Page;
  let wire: Wire;

  async function beforeKill(stage: Stage): Promise<void> {
    const context = await stage.openBrowser('agent-profile');
    page = await context.newPage();
    wire = captureWire(page);
    // The first owner's link is printed for the operator to open, and every browser keeps a history of its own.
    const link = await stage.gateway.setUpLink();
    canaries.note('first owner’s set-up token', tokenOf(link), ['greeting', 'agent-profile']);
    const invitation = await stage.gateway.command('agent', 'add', 'ines@agents.example', '--name', 'Ines');
    canaries.note('invitation token', tokenOf(invitation));
    await setUp(link);
    await answerAll(stage);
    await page
      .getByRole('button', { name: /not a drip/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: /Reply to/ }).fill(unsent);
  }

  async function afterRestart(stage: Stage): Promise<void> {
    await signInAgain();
    await answerAll(stage);
  }

  async function atEnd({ recordings }: Stage): Promise<void> {
    for (const { direction, payload } of wire.frames)
      if (direction === 'received') recordings.note('agents-wire', payload);
    recordings.note('agent-storages', JSON.stringify(await readStorage(page)));
    await page.context().close();
  }

  async function setUp(link: string): Promise<void> {
    await page.goto(link);
    await page.getByLabel('Your name, as visitors see it').fill('Maya Lind');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(password);
    await page.getByRole('button', { name: 'Create my account' }).click();
    await page.getByText('Inbox').first().waitFor();
  }

  async function signInAgain(): Promise<void> {
    await page.getByRole('button', { name: 'Sign out' }).click();
    for (const typed of [mistyped, password]) {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(typed);
      await page.getByRole('button', { name: 'Sign in' }).click();
      if (typed === mistyped) await page.getByRole('alert').waitFor();
    }
    await page.getByText('Inbox').first().waitFor();
  }

  async function answerAll(stage: Stage): Promise<void> {
    const { authKeys, session } = await readSecrets(page, wire);
    for (const authKey of authKeys) canaries.note('agent’s auth key', authKey);
    canaries.note('agent’s session', session, ['agent-profile', 'agent-storages']);
    await answerChats(stage, session);
  }

  return { beforeKill, afterRestart, atEnd };
}

function tokenOf(link: string): string {
  const token = /#set-up=([\w-]{43})/.exec(link)?.[1];
  if (token === undefined) throw new Error('That is no set-up link');
  return token;
}
