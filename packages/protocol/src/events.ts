import { banNotices, banRequests } from './ban.ts';
import { chatInProgressNotices, chatInProgressRequests } from './chat-in-progress.ts';
import { checkLogicRequests } from './check-logic.ts';
import { consentRequests } from './consent.ts';
import type { NoticeListeners, RequestListeners } from './contract.ts';
import { deliveryNotices, deliveryRequests } from './delivery.ts';
import { erasureNotices, erasureRequests } from './erasure.ts';
import { inboxNotices, inboxRequests } from './inbox.ts';
import { staffNotices } from './staff.ts';
import { transcriptPositionRequests } from './transcript-position.ts';
import { typingNotices, typingRequests } from './typing.ts';
import { visitHistoryNotices, visitHistoryRequests } from './visit-history.ts';
import { visitorEmailRequests } from './visitor-email.ts';

/** Visitor → gateway. */
export const visitorRequests = {
  ...chatInProgressRequests.visitor,
  ...deliveryRequests.visitor,
  ...typingRequests.visitor,
  ...transcriptPositionRequests.visitor,
  ...consentRequests.visitor,
  ...visitHistoryRequests.visitor,
  ...erasureRequests.visitor,
  ...visitorEmailRequests,
} as const;

/** Agent → gateway. */
export const agentRequests = {
  ...inboxRequests,
  ...chatInProgressRequests.agent,
  ...deliveryRequests.agent,
  ...typingRequests.agent,
  ...transcriptPositionRequests.agent,
  ...visitHistoryRequests.agent,
  ...banRequests,
  ...checkLogicRequests.agent,
} as const;

/** To everybody in a chat. */
const chatNotices = {
  ...chatInProgressNotices,
  ...deliveryNotices,
  ...typingNotices,
  ...erasureNotices,
} as const;

/** Gateway → visitor. */
export const visitorNotices = {
  ...chatNotices,
  ...banNotices,
} as const;

/** Gateway → agent. */
export const agentNotices = {
  ...chatNotices,
  ...inboxNotices,
  ...visitHistoryNotices,
  ...staffNotices,
} as const;

export type VisitorRequests = typeof visitorRequests;
export type AgentRequests = typeof agentRequests;
export type ChatNotices = typeof chatNotices;
export type VisitorNotices = typeof visitorNotices;
export type AgentNotices = typeof agentNotices;

export type VisitorRequestListeners = RequestListeners<VisitorRequests>;
export type AgentRequestListeners = RequestListeners<AgentRequests>;
export type ChatNoticeListeners = NoticeListeners<ChatNotices>;
export type VisitorNoticeListeners = NoticeListeners<VisitorNotices>;
export type AgentNoticeListeners = NoticeListeners<AgentNotices>;
