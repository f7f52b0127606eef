import { chatInProgressGrid } from '../chat-in-progress/chat-in-progress.grid.ts';
import { checkLogicGrid } from '../check-logic/check-logic.grid.ts';
import { promptSuppressionGrid } from '../prompt-suppression/prompt-suppression.grid.ts';
import { visitHistoryGrid } from '../visit-history/visit-history.grid.ts';
import type { SimulatedGrid } from './simulated-browser.ts';

/** Every behaviour that the grid is played for. */
export const simulatedGrids: readonly SimulatedGrid[] = [
  chatInProgressGrid,
  checkLogicGrid,
  promptSuppressionGrid,
  visitHistoryGrid,
];
