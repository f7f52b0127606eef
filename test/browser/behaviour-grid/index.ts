import { ban } from './ban.ts';
import { boxState } from './box-state.ts';
import { chatInProgress } from './chat-in-progress.ts';
import { checkLogic } from './check-logic.ts';
import type { ChromiumGrid } from './chromium-browser.ts';
import { draft } from './draft.ts';
import { origin } from './origin.ts';
import { promptSuppression } from './prompt-suppression.ts';
import { sessionDetection } from './session-detection.ts';
import { transcriptPosition } from './transcript-position.ts';
import { visitHistory } from './visit-history.ts';
import { visitorEmail } from './visitor-email.ts';

/** Every behaviour that the grid is played for in Chromium. */
export const chromiumGrids: readonly ChromiumGrid[] = [
  // A line each.
  ban,
  boxState,
  chatInProgress,
  checkLogic,
  draft,
  origin,
  promptSuppression,
  sessionDetection,
  transcriptPosition,
  visitHistory,
  visitorEmail,
];
