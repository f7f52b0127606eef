import { createChatReads } from './chats.ts';
import { createInboxReads } from './inbox.ts';
import { createMessageReads } from './messages.ts';
import { createSiteReads } from './sites.ts';
import { createStaffReads } from './staff.ts';
import type { Queries } from './tables.ts';

/** Every question that the store answers. */
export function createReads(queries: Queries) {
  return {
    ...createSiteReads(queries),
    ...createChatReads(queries),
    ...createInboxReads(queries),
    ...createMessageReads(queries),
    ...createStaffReads(queries),
  };
}

export type Reads = ReturnType<typeof createReads>;
