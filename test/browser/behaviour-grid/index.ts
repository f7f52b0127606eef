import { ban } from './ban.ts';
import { chatInProgress } from './chat-in-progress.ts';
import type { ChromiumGrid } from './chromium-browser.ts';
import { visitHistory } from './visit-history.ts';

/** Every behaviour that the grid is played for in Chromium. */
export const chromiumGrids: readonly ChromiumGrid[] = [ban, chatInProgress, visitHistory];
