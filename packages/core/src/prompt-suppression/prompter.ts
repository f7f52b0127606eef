import { closingReasons, mayPrompt, type PromptCircumstances } from './may-prompt.ts';
import { noteSeen, noteShown, type PromptMemory } from './prompt-memory.ts';

/*
 * The prompts of one tab, and what it says to the others.
 *
 * PRS10  Of tabs that would prompt at the same moment one does: each claims it, waits, and gives way to a lower ticket.
 * PRS11  A prompt is remembered before it is shown, and remembered again nowhere.
 * PRS12  A dismissal in one tab closes the prompt in all of them, and an answer; and nothing is shown in them afterwards.
 * PRS13  The prompt goes when `history` is withdrawn, the visitor is banned, opens the box or begins a chat.
 * PRS14  Without `history` nothing is remembered. A dismissal is kept for the session all the same: the visitor asked for that.
 */

export type Offer = { readonly checkId: string; readonly campaign: string };

/** What tabs tell each other. */
export type PromptWord =
  | { readonly says: 'claim'; readonly ticket: string }
  | { readonly says: 'shown' }
  | { readonly says: 'dismissed' }
  | { readonly says: 'answered' };

export type PromptEvent =
  | { readonly type: 'changed'; readonly circumstances: Partial<PromptCircumstances> }
  /** `ticket`: random, so that no two tabs have the same. */
  | { readonly type: 'wanted'; readonly offer: Offer; readonly ticket: string }
  | { readonly type: 'heard'; readonly word: PromptWord }
  | { readonly type: 'woke' }
  | { readonly type: 'dismissed' }
  | { readonly type: 'answered' }
  /** The visitor is here, or wrote in a chat. */
  | { readonly type: 'seen' }
  | { readonly type: 'chatted' };

export type PromptEffect =
  | { readonly do: 'tell'; readonly word: PromptWord }
  | { readonly do: 'keep'; readonly memory: PromptMemory }
  | { readonly do: 'keep-dismissal' }
  | { readonly do: 'show'; readonly offer: Offer }
  | { readonly do: 'close' }
  | { readonly do: 'wake'; readonly atMs: number };

type Stage =
  | { readonly is: 'quiet' }
  | { readonly is: 'claiming'; readonly offer: Offer; readonly ticket: string; readonly untilMs: number }
  | { readonly is: 'shown'; readonly offer: Offer };

export type PrompterState = { readonly circumstances: PromptCircumstances; readonly stage: Stage };
type Step = readonly [PrompterState, readonly PromptEffect[]];

/** Long enough for every tab's claim to be heard by every other. */
export const claimMs = 200;

export function startPrompter(circumstances: PromptCircumstances): PrompterState {
  return { circumstances, stage: { is: 'quiet' } };
}

export function stepPrompter(state: PrompterState, event: PromptEvent, nowMs: number): Step {
  switch (event.type) {
    case 'changed':
      return settle({ ...state, circumstances: { ...state.circumstances, ...event.circumstances } }, nowMs);
    case 'wanted':
      return claim(state, event.offer, event.ticket, nowMs);
    case 'heard':
      return hear(state, event.word, nowMs);
    case 'woke':
      return wake(state, nowMs);
    case 'dismissed':
      return state.stage.is === 'shown' ? dismiss(state, nowMs) : [state, []];
    case 'answered':
      if (state.stage.is !== 'shown') return [state, []];
      return [quiet(state), [{ do: 'tell', word: { says: 'answered' } }, { do: 'close' }]];
    case 'seen':
      return remember(state, (memory) => noteSeen(memory, state.circumstances.session, nowMs), nowMs);
    case 'chatted':
      return remember(
        state,
        (memory) => ({ ...noteSeen(memory, state.circumstances.session, nowMs), chattedAt: nowMs }),
        nowMs,
      );
  }
}

function claim(state: PrompterState, offer: Offer, ticket: string, nowMs: number): Step {
  if (state.stage.is !== 'quiet' || !mayPrompt(state.circumstances, offer.campaign, nowMs).may) return [state, []];
  const untilMs = nowMs + claimMs;
  return [
    { ...state, stage: { is: 'claiming', offer, ticket, untilMs } },
    [
      { do: 'tell', word: { says: 'claim', ticket } },
      { do: 'wake', atMs: untilMs },
    ],
  ];
}

/** PRS10, PRS12 */
function hear(state: PrompterState, word: PromptWord, nowMs: number): Step {
  const { stage } = state;
  switch (word.says) {
    case 'claim':
      if (stage.is !== 'claiming') return [state, []];
      if (word.ticket < stage.ticket) return [quiet(state), []];
      // It may have come too late to hear ours.
      return [state, [{ do: 'tell', word: { says: 'claim', ticket: stage.ticket } }]];
    case 'shown':
      return stage.is === 'claiming' ? [quiet(state), []] : [state, []];
    case 'dismissed': {
      const [next, effects] = settle(dismissed(state), nowMs);
      return [next, [{ do: 'keep-dismissal' }, ...effects]];
    }
    case 'answered':
      return close(state);
  }
}

/** PRS11 */
function wake(state: PrompterState, nowMs: number): Step {
  const { stage, circumstances } = state;
  if (stage.is !== 'claiming' || nowMs < stage.untilMs) return [state, []];
  const { offer } = stage;
  // By what is known once this moment is counted: another session may have begun meanwhile.
  const seen = noteSeen(circumstances.memory, circumstances.session, nowMs);
  if (!mayPrompt({ ...circumstances, memory: seen }, offer.campaign, nowMs).may) return [quiet(state), []];
  const memory = noteShown(seen, offer.campaign, nowMs);
  return [
    { circumstances: { ...circumstances, memory }, stage: { is: 'shown', offer } },
    [
      { do: 'keep', memory },
      { do: 'tell', word: { says: 'shown' } },
      { do: 'show', offer },
    ],
  ];
}

/** PRS12 */
function dismiss(state: PrompterState, nowMs: number): Step {
  const [next, effects] = remember(
    dismissed(state),
    (memory) => ({ ...noteSeen(memory, state.circumstances.session, nowMs), dismissedAt: nowMs }),
    nowMs,
  );
  return [next, [{ do: 'keep-dismissal' }, { do: 'tell', word: { says: 'dismissed' } }, ...effects]];
}

function dismissed(state: PrompterState): PrompterState {
  return { ...state, circumstances: { ...state.circumstances, isDismissed: true } };
}

/** PRS14 */
function remember(state: PrompterState, note: (memory: PromptMemory | null) => PromptMemory, nowMs: number): Step {
  const { hasHistory, memory: before } = state.circumstances;
  if (!hasHistory) return settle(state, nowMs);
  const memory = note(before);
  if (memory === before) return settle(state, nowMs);
  const [next, effects] = settle({ ...state, circumstances: { ...state.circumstances, memory } }, nowMs);
  return [next, [{ do: 'keep', memory }, ...effects]];
}

/** PRS13: what stands against a prompt closes it; a claim falls with anything that stands against it. */
function settle(state: PrompterState, nowMs: number): Step {
  const { circumstances, stage } = state;
  // What another tab has removed is not to be written again from here.
  const kept = circumstances.hasHistory ? state : { ...state, circumstances: { ...circumstances, memory: null } };
  if (stage.is === 'quiet') return [kept, []];
  const { reasons } = mayPrompt(kept.circumstances, stage.offer.campaign, nowMs);
  const isOver =
    stage.is === 'claiming' ? reasons.length > 0 : reasons.some(({ reason }) => closingReasons.has(reason));
  return isOver ? close(kept) : [kept, []];
}

function close(state: PrompterState): Step {
  return [quiet(state), state.stage.is === 'shown' ? [{ do: 'close' }] : []];
}

function quiet(state: PrompterState): PrompterState {
  return { ...state, stage: { is: 'quiet' } };
}
