import { defaultPromptPolicy, type PromptPolicy } from '@handlr/protocol';
import type { PromptMemory } from './prompt-memory.ts';

/*
 * May a prompt be shown now?
 *
 * PRS3  Without `history` nobody is prompted, and on a site that switched prompts off.
 * PRS4  Nobody is prompted who is banned, has the box open, is in a chat, or does not look at the page.
 * PRS5  Nobody is prompted within the site's windows: since a prompt, a dismissal, a chat, an earlier visit. They end on the millisecond.
 * PRS6  A dismissal holds for the session, whatever the windows are.
 * PRS7  No more prompts than the site's caps: in this visit, in any 24 hours, and of one campaign.
 * PRS8  Every reason is told, with the time at which it ends by itself where there is one.
 * PRS9  Between two prompts are ten seconds at the least, whatever the site says: tabs that would prompt at the same moment prompt once.
 */

/** In the order in which they are told. */
export const promptReasons = [
  'no-consent',
  'off',
  'banned',
  'box-open',
  'chat',
  'page-hidden',
  'dismissed',
  'prompted-recently',
  'dismissed-recently',
  'chatted-recently',
  'visited-recently',
  'visit-cap',
  'day-cap',
  'campaign-cap',
] as const;
export type PromptReason = (typeof promptReasons)[number];

/** These also close a prompt that is shown: it would not have come under them, and the visitor has moved on. */
export const closingReasons: ReadonlySet<PromptReason> = new Set([
  'no-consent',
  'off',
  'banned',
  'box-open',
  'chat',
  'dismissed',
]);

export type PromptCircumstances = {
  /** What is left out is as `defaultPromptPolicy` has it. */
  readonly policy: PromptPolicy;
  readonly hasHistory: boolean;
  readonly isBanned: boolean;
  readonly isBoxOpen: boolean;
  /** A chat of this visitor goes on. */
  readonly hasChat: boolean;
  /** The visitor looks at the page. */
  readonly isVisible: boolean;
  /** The visitor dismissed a prompt in this session. */
  readonly isDismissed: boolean;
  /** The number of the session that goes on. */
  readonly session: number;
  readonly memory: PromptMemory | null;
};

/** `untilMs` null: until something happens. */
export type Suppression = { readonly reason: PromptReason; readonly untilMs: number | null };
export type PromptVerdict = { readonly may: boolean; readonly reasons: readonly Suppression[] };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** PRS9 */
const leastGapMs = 10_000;

export function mayPrompt(circumstances: PromptCircumstances, campaign: string, nowMs: number): PromptVerdict {
  const ends = endsOf(circumstances, campaign);
  const reasons = promptReasons.flatMap((reason) => {
    const end = ends[reason];
    if (end === false || (typeof end === 'number' && end <= nowMs)) return [];
    return [{ reason, untilMs: end === true ? null : end }];
  });
  return { may: reasons.length === 0, reasons };
}

/** When each reason ends; true: it holds, false: it does not. */
function endsOf(circumstances: PromptCircumstances, campaign: string): Record<PromptReason, boolean | number> {
  const { hasHistory, isBanned, isBoxOpen, hasChat, isVisible, isDismissed, memory } = circumstances;
  const policy = fill(circumstances.policy);
  const prompts = memory?.prompts ?? [];
  const shown = prompts.map(({ at }) => at);
  const ofCampaign = prompts.filter((prompt) => prompt.campaign === campaign).map(({ at }) => at);
  const inVisit = shown.filter((at) => memory !== null && at >= memory.visitBeganAt);
  return {
    'no-consent': !hasHistory,
    off: policy.off,
    banned: isBanned,
    'box-open': isBoxOpen,
    chat: hasChat,
    'page-hidden': !isVisible,
    dismissed: isDismissed,
    'prompted-recently': windowEnd(shown[0], Math.max(policy.afterPromptMinutes * minuteMs, leastGapMs)),
    'dismissed-recently': windowEnd(memory?.dismissedAt, policy.afterDismissalMinutes * minuteMs),
    'chatted-recently': windowEnd(memory?.chattedAt, policy.afterChatMinutes * minuteMs),
    'visited-recently': windowEnd(memory?.earlierVisitAt, policy.afterVisitMinutes * minuteMs),
    'visit-cap': inVisit.length >= policy.perVisit,
    'day-cap': capEnd(shown, policy.perDay, dayMs),
    'campaign-cap': capEnd(ofCampaign, policy.perCampaign, policy.campaignDays * dayMs),
  };
}

type FullPolicy = { readonly [Name in keyof PromptPolicy]-?: NonNullable<PromptPolicy[Name]> };

function fill(policy: PromptPolicy): FullPolicy {
  const given = Object.entries(policy).filter(([, value]) => value !== undefined);
  return { ...defaultPromptPolicy, ...Object.fromEntries(given) };
}

function windowEnd(at: number | null | undefined, windowMs: number): number | false {
  return at === null || at === undefined ? false : at + windowMs;
}

/** Times newest first. The cap is reached until the oldest of the newest `cap` has left the span. */
function capEnd(times: readonly number[], cap: number, spanMs: number): boolean | number {
  const oldest = times[cap - 1];
  if (cap === 0) return true;
  return oldest === undefined ? false : oldest + spanMs;
}
