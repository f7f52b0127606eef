import { createBanReads } from './ban.ts';
import { createChatReads } from './chats.ts';
import { createCheckReads } from './check-logic.ts';
import { createConsentReads } from './consents.ts';
import { createErasureReads } from './erasure.ts';
import { createInboxReads } from './inbox.ts';
import { createMessageReads } from './messages.ts';
import { createSiteReads } from './sites.ts';
import { createStaffReads } from './staff.ts';
import type { Queries } from './tables.ts';
import { createVisitorEmailReads } from './visitor-email.ts';
import { createVisitorReads } from './visitors.ts';

/** Every question that the store answers. */
export function createReads(queries: Queries) {
  return {
    ...createSiteReads(queries),
    ...createChatReads(queries),
    ...createInboxReads(queries),
    ...createMessageReads(queries),
    ...createStaffReads(queries),
    ...createConsentReads(queries),
    ...createCheckReads(queries),
    ...createVisitorReads(queries),
    ...createBanReads(queries),
    ...createVisitorEmailReads(queries),
    ...createErasureReads(queries),
  };
}

export type Reads = ReturnType<typeof createReads>;
