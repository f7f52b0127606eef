import { type CheckFacts, mayPrompt, type PromptMemory, type PromptVerdict } from '@handlr/core';
import type { PromptPolicy } from '@handlr/protocol';

export const doings = ['looks', 'elsewhere', 'box', 'chat', 'banned'] as const;
/** What the visitor is doing, as far as it holds prompts back. */
export type Doing = (typeof doings)[number];

/** What is taken for granted of a visitor's earlier prompts while a check is tried out. Minutes since; undefined: never. */
export type PromptPast = {
  readonly doing: Doing;
  /** How long this visit has lasted. */
  readonly visitMinutes: number;
  /** So many prompts were shown, all of them at this time before now. */
  readonly shown: number;
  readonly shownMinutes: number;
  /** They were of the very campaign that is asked about. */
  readonly isSameCampaign: boolean;
  readonly dismissedMinutes: number | undefined;
  readonly chattedMinutes: number | undefined;
  readonly earlierVisitMinutes: number | undefined;
};

export const noPromptPast: PromptPast = {
  doing: 'looks',
  visitMinutes: 10,
  shown: 0,
  shownMinutes: 5,
  isSameCampaign: true,
  dismissedMinutes: undefined,
  chattedMinutes: undefined,
  earlierVisitMinutes: undefined,
};

const minuteMs = 60_000;
/** What is tried out is one visit, whatever its number. */
const thisSession = 1;

/** Whether a prompt would be shown to such a visitor, by the rules by which their browser decides it. */
export function verdictOf(past: PromptPast, policy: PromptPolicy, facts: CheckFacts, campaign: string): PromptVerdict {
  const { doing, dismissedMinutes, visitMinutes } = past;
  const circumstances = {
    policy: JSON.parse(JSON.stringify(policy)),
    hasHistory: typeof facts.history !== 'string',
    isBanned: doing === 'banned',
    isBoxOpen: doing === 'box',
    hasChat: doing === 'chat',
    isVisible: doing !== 'elsewhere',
    session: thisSession,
    isDismissed: dismissedMinutes !== undefined && dismissedMinutes <= visitMinutes,
    memory: memoryOf(past, campaign, facts.nowMs),
  };
  return mayPrompt(circumstances, campaign, facts.nowMs);
}

function memoryOf(past: PromptPast, campaign: string, nowMs: number): PromptMemory {
  const before = (minutes: number): number => nowMs - minutes * minuteMs;
  const since = (minutes: number | undefined): number | null => (minutes === undefined ? null : before(minutes));
  const prompt = { at: before(past.shownMinutes), campaign: past.isSameCampaign ? campaign : `not ${campaign}` };
  return {
    prompts: Array.from({ length: past.shown }, () => prompt),
    dismissedAt: since(past.dismissedMinutes),
    chattedAt: since(past.chattedMinutes),
    session: thisSession,
    visitBeganAt: before(past.visitMinutes),
    seenAt: nowMs,
    earlierVisitAt: since(past.earlierVisitMinutes),
  };
}
