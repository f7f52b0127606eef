/*
 * What a visitor leaves with a chat so that they can be written to: left, changed, removed, brought back.
 *
 * EML10  One thing at a time: while an answer is awaited, nothing else is sent.
 * EML11  What the gateway did not take changes nothing of what is known to be there.
 * EML12  The device keeps what was left only where the visitor asked for it, once the gateway has it, and no longer than that has it.
 * EML13  Undo brings back exactly what was there before, once, within its time.
 * EML14  Once removed, and once undo has lapsed, nothing of it is held here.
 */

export type Contact = { readonly email: string; readonly telephone: string; readonly marketing: boolean };

/** What a visitor leaves, and whether this device is to remember it. */
export type Leaving = { readonly contact: Contact; readonly remember: boolean };

/** `untrusted`: the key to seal to is not the site's. `offline`: not now. `no-chat`: the chat is not kept any more. */
export type ContactProblem = 'untrusted' | 'offline' | 'no-chat' | 'too-long';

export type ContactForm = {
  /** `elsewhere`: left on an earlier page, so what it is is known to nobody here. */
  readonly left: 'unknown' | 'none' | 'elsewhere' | Leaving;
  readonly task: Leaving | 'remove' | null;
  /** The task brings something back, which is not brought back again. */
  readonly isUndoing: boolean;
  readonly undo: { readonly back: Leaving; readonly untilMs: number } | null;
  readonly problem: ContactProblem | null;
};

export type ContactEvent =
  | { readonly type: 'looked'; readonly isLeft: boolean }
  | { readonly type: 'left'; readonly leaving: Leaving }
  | { readonly type: 'removed' }
  | { readonly type: 'undone' }
  | { readonly type: 'answered'; readonly problem: ContactProblem | null }
  /** Time went by. */
  | { readonly type: 'lapsed' };

export type ContactEffect =
  | { readonly type: 'send'; readonly contact: Contact }
  | { readonly type: 'send-removal' }
  | { readonly type: 'remember'; readonly contact: Contact }
  | { readonly type: 'forget' }
  | { readonly type: 'lapse'; readonly atMs: number };

export type ContactStep = readonly [ContactForm, readonly ContactEffect[]];

export const undoMs = 30_000;

export const emptyContactForm: ContactForm = {
  left: 'unknown',
  task: null,
  isUndoing: false,
  undo: null,
  problem: null,
};

export function stepContactForm(state: ContactForm, event: ContactEvent, nowMs: number): ContactStep {
  switch (event.type) {
    case 'looked':
      // What was left here is known better.
      if (state.task !== null || typeof state.left === 'object') return [state, []];
      return [{ ...state, left: event.isLeft ? 'elsewhere' : 'none' }, []];
    case 'left':
      return begin(state, event.leaving, false);
    case 'removed':
      return state.left === 'none' ? [state, []] : begin(state, 'remove', false);
    case 'undone':
      return state.undo === null || nowMs >= state.undo.untilMs ? [state, []] : begin(state, state.undo.back, true);
    case 'answered':
      return answered(state, event.problem, nowMs);
    case 'lapsed':
      return state.undo === null || nowMs < state.undo.untilMs ? [state, []] : [{ ...state, undo: null }, []];
  }
}

/** EML10 */
function begin(state: ContactForm, task: Leaving | 'remove', isUndoing: boolean): ContactStep {
  if (state.task !== null) return [state, []];
  const effect: ContactEffect = task === 'remove' ? { type: 'send-removal' } : { type: 'send', contact: task.contact };
  return [{ ...state, task, isUndoing, problem: null }, [effect]];
}

function answered(state: ContactForm, problem: ContactProblem | null, nowMs: number): ContactStep {
  const { task, left } = state;
  if (task === null) return [state, []];
  // EML11
  if (problem !== null) return [{ ...state, task: null, isUndoing: false, problem }, []];
  const back = typeof left === 'object' && !state.isUndoing ? left : null;
  const undo = back === null ? null : { back, untilMs: nowMs + undoMs };
  const lapse: readonly ContactEffect[] = undo === null ? [] : [{ type: 'lapse', atMs: undo.untilMs }];
  // EML12
  const kept: ContactEffect =
    task !== 'remove' && task.remember ? { type: 'remember', contact: task.contact } : { type: 'forget' };
  return [
    { left: task === 'remove' ? 'none' : task, task: null, isUndoing: false, undo, problem: null },
    [kept, ...lapse],
  ];
}
