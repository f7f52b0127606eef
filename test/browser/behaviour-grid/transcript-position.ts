import { transcriptPositionGrid } from '../../behaviours/transcript-position/transcript-position.grid.ts';
import { expect } from 'vitest';
import { openBox } from '../../support/open-box.ts';
import { keptKeys, namesOf, write } from '../consent-grid/consent-site.ts';
import { bodyOf, joinAsAgent, scrollTo, uppermost } from '../transcript-position/long-chat.ts';
import type { ChromiumGrid } from './chromium-browser.ts';

const { word, windowMs, keys, wire } = transcriptPositionGrid;
const middle = bodyOf(21);

export const transcriptPosition: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  async act({ page, gateway, siteId }) {
    await write(page, 'Hello');
    const agent = await joinAsAgent(gateway, siteId);
    for (let at = 0; at < 40; at += 1) await agent.say(bodyOf(at));
    agent.close();
    await page.locator('.bubble', { hasText: bodyOf(39) }).waitFor();
    // What was still being drawn may win over a single move; a person scrolls on.
    await expect
      .poll(async () => {
        await scrollTo(page, middle);
        return page.locator('.pill').isVisible();
      })
      .toBe(true);
    // It is written down when the reader rests; where nothing is kept there is nothing to wait for.
    await expect.poll(async () => namesOf(await keptKeys(page).catch(() => [word]))).toContain(word);
  },
  async look({ page }, cell) {
    await openBox(page);
    if (keys(cell).length > 0) await expect.poll(async () => (await uppermost(page))?.text).toBe(middle);
    else await page.locator('.greeting').waitFor();
  },
};
