import { ban } from './ban.ts';
import { boxState } from './box-state.ts';
import { chatInProgress } from './chat-in-progress.ts';
import type { ChromiumGrid } from './chromium-browser.ts';
import { draft } from './draft.ts';
import { origin } from './origin.ts';
import { sessionDetection } from './session-detection.ts';
import { transcriptPosition } from './transcript-position.ts';
import { visitHistory } from './visit-history.ts';

/** Every behaviour that the grid is played for in Chromium. */
export const chromiumGrids: readonly ChromiumGrid[] = [
  // A line each.
  ban,
  boxState,
  chatInProgress,
  draft,
  origin,
  sessionDetection,
  transcriptPosition,
  visitHistory,
];
