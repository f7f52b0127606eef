import type { SessionBeginning, SessionPolicy } from '@handlr/protocol';
import { dayIn } from './day-in.ts';

/*
 * When one session ends and the next begins.
 *
 * SES1  The first sign of a visitor begins session 1, or goes on counting where more is known.
 * SES2  A sign after the site's idle time without one begins a session; a millisecond earlier it does not.
 * SES3  A campaign other than the session's own begins one; the same again, or none, does not.
 * SES4  Where the site says so, the first sign after midnight in its time zone begins one, on the days on which clocks change too.
 * SES5  A session's number grows by one, however many tabs see it begin at once: they count from the same state.
 * SES6  A clock that was set back begins nothing and ends nothing.
 */

export type SessionState = {
  readonly number: number;
  readonly began: SessionBeginning;
  /** By the device's clock. */
  readonly lastActiveAt: number;
  /** As `campaignKey` has it; '' for none. */
  readonly campaign: string;
};

/** A sign of the visitor. `campaign` is what the address says: '' for none. `known`: sessions that are known without a state. */
export type Sign = { readonly campaign: string; readonly known?: number };

/** Whether this sign begins a session, and the state after it. */
export function followSession(
  state: SessionState | null,
  { campaign, known = 0 }: Sign,
  policy: SessionPolicy,
  nowMs: number,
): readonly [SessionState, begins: boolean] {
  const began = beginning(state, campaign, policy, nowMs);
  if (state !== null && began === null) return [{ ...state, lastActiveAt: nowMs }, false];
  const number = state === null ? Math.max(known, 1) : state.number + 1;
  return [{ number, began: began ?? 'first', lastActiveAt: nowMs, campaign }, true];
}

function beginning(
  state: SessionState | null,
  campaign: string,
  { idleMinutes, midnight }: SessionPolicy,
  nowMs: number,
): SessionBeginning | null {
  if (state === null) return 'first';
  const { lastActiveAt } = state;
  if (campaign !== '' && campaign !== state.campaign) return 'campaign';
  if (nowMs - lastActiveAt >= idleMinutes * 60_000) return 'idle';
  if (midnight === undefined || nowMs <= lastActiveAt) return null;
  return dayIn(midnight, nowMs) === dayIn(midnight, lastActiveAt) ? null : 'midnight';
}
