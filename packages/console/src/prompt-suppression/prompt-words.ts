import type { PromptReason } from '@handlr/core';
import type { CheckFault } from '@handlr/protocol';

/** Why a prompt is held back; each follows "The prompt would be held back:". */
export const reasonWords: Readonly<Record<PromptReason, string>> = {
  'no-consent': 'the visitor has not agreed to being remembered',
  off: 'this site has no automatic prompts',
  banned: 'the visitor is banned',
  'box-open': 'the box is open',
  chat: 'the visitor is in a chat',
  'page-hidden': 'the visitor is not looking at the page',
  dismissed: 'the visitor dismissed a prompt in this visit',
  'prompted-recently': 'a prompt was shown not long ago',
  'dismissed-recently': 'a prompt was dismissed not long ago',
  'chatted-recently': 'the visitor wrote in a chat not long ago',
  'visited-recently': 'the visitor was here not long ago',
  'visit-cap': 'there were as many prompts in this visit as there may be',
  'day-cap': 'there were as many prompts in 24 hours as there may be',
  'campaign-cap': 'there were as many prompts of this campaign as there may be',
};

export const units = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof units)[number];

export const minutesOfUnit: Readonly<Record<Unit, number>> = { minutes: 1, hours: 60, days: 24 * 60 };

/** The largest that says it in a whole number. */
export function unitOf(minutes: number): Unit {
  return units.findLast((unit) => minutes > 0 && minutes % minutesOfUnit[unit] === 0) ?? 'minutes';
}

/** `90` → "90 minutes", `60` → "1 hour". */
export function durationWords(minutes: number): string {
  const unit = unitOf(minutes);
  const count = minutes / minutesOfUnit[unit];
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}

/** How long it is from now, rounded as people do. */
export function leftWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes > 2 * minutesOfUnit.days)
    return durationWords(Math.ceil(minutes / minutesOfUnit.days) * minutesOfUnit.days);
  if (minutes > 2 * minutesOfUnit.hours) {
    return durationWords(Math.ceil(minutes / minutesOfUnit.hours) * minutesOfUnit.hours);
  }
  return durationWords(minutes);
}

/** Windows are bounded in minutes, and written in whatever is plainest. */
export function inPlainUnits(faults: readonly CheckFault[]): readonly CheckFault[] {
  return faults.map((fault) => {
    if (!/^\$\.prompts\.\w+Minutes$/.test(fault.path)) return fault;
    return { ...fault, suggestion: fault.suggestion.replace(/\d+/, (minutes) => durationWords(Number(minutes))) };
  });
}
