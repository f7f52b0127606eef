import type { Canaries } from '../canaries.ts';
import type { SentByVisitors, Stage } from '../stage.ts';

/** Ways by which something personal reaches the product. A capability brings a file of them, and one line in `index.ts`. */
export type Channels = SentByVisitors & {
  /** While chats go on, before the gateway is killed. */
  beforeKill?(stage: Stage): Promise<void>;
  /** While chats go on again, on the same folder; once after each kill. */
  afterRestart?(stage: Stage): Promise<void>;
  /** When all is over, while the gateway still answers. */
  atEnd?(stage: Stage): Promise<void>;
};

export type CreateChannels = (canaries: Canaries) => Channels;
