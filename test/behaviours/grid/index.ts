import { chatInProgressGrid } from '../chat-in-progress/chat-in-progress.grid.ts';
import { visitHistoryGrid } from '../visit-history/visit-history.grid.ts';
import { visitorEmailGrid } from '../visitor-email/visitor-email.grid.ts';
import type { SimulatedGrid } from './simulated-browser.ts';

/** Every behaviour that the grid is played for. */
export const simulatedGrids: readonly SimulatedGrid[] = [chatInProgressGrid, visitHistoryGrid, visitorEmailGrid];
