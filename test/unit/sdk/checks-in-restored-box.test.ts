import type { ServedCheck } from '@handlr/protocol';
import { expect, test, vi } from 'vitest';
import { openBrowser } from '../../behaviours/check-logic/open-checks-tab.ts';

/* Where checks, the draft and the box's place meet; so it is no one behaviour's test. */

const questions = [{ id: 'order', text: 'Which order?', optional: true }];
const ask: ServedCheck = {
  id: 'ask',
  when: { is: 'page', paths: ['/**'] },
  then: [{ do: 'ask', questions }],
  scope: 'page',
};

test('CHD11 a box that comes back open on the next page asks there too', async () => {
  const browser = openBrowser({ served: { prompts: { afterPromptMinutes: 0 }, checks: [ask] } });
  const first = await browser.open();
  first.handlr.open();
  first.handlr.draft.write({ text: 'Where is it?', caret: 12, kind: 'chat' });
  await vi.dynamicImportSettled();
  await browser.pass(1_000);
  first.handlr.destroy();
  const next = await browser.open(first.session);
  await browser.pass(1_000);
  expect(next.handlr.state().box).toBe('open');
  expect(next.view()?.asked?.question).toEqual(questions[0]);
});
