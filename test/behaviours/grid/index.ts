import { banGrid } from '../ban/ban.grid.ts';
import { boxStateGrid } from '../box-state/box-state.grid.ts';
import { chatInProgressGrid } from '../chat-in-progress/chat-in-progress.grid.ts';
import { checkLogicGrid } from '../check-logic/check-logic.grid.ts';
import { draftGrid } from '../draft/draft.grid.ts';
import { originGrid } from '../origin/origin.grid.ts';
import { promptSuppressionGrid } from '../prompt-suppression/prompt-suppression.grid.ts';
import { sessionDetectionGrid } from '../session-detection/session-detection.grid.ts';
import { transcriptPositionGrid } from '../transcript-position/transcript-position.grid.ts';
import { visitHistoryGrid } from '../visit-history/visit-history.grid.ts';
import { visitorEmailGrid } from '../visitor-email/visitor-email.grid.ts';
import type { SimulatedGrid } from './simulated-browser.ts';

/** Every behaviour that the grid is played for. */
export const simulatedGrids: readonly SimulatedGrid[] = [
  // A line each.
  banGrid,
  boxStateGrid,
  chatInProgressGrid,
  checkLogicGrid,
  draftGrid,
  originGrid,
  promptSuppressionGrid,
  sessionDetectionGrid,
  transcriptPositionGrid,
  visitHistoryGrid,
  visitorEmailGrid,
];
