import {
  createCapability,
  mayPrompt,
  type Offer,
  type PromptCircumstances,
  type PromptEffect,
  type PromptEvent,
  type PromptMemory,
  type PromptWord,
  startPrompter,
  stepPrompter,
} from '@handlr/core';
import { admit, consentWithoutDecision, lateDeviceRegister } from '@handlr/privacy';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { Tabs } from '../tabs/tabs.ts';

/*
 * Carries out what core's prompter says; decides nothing.
 *
 * PRS15  A dismissal stays in this tab's session under `service`, and is told to the other tabs, which keep it too.
 * PRS16  Prompts, visits and chats are remembered under `history` alone; a browser that keeps nothing gets no prompts, as nothing would hold them back.
 * PRS17  Until the page has followed the session that goes on, it prompts nobody and notes nothing: a visit would be counted wrongly.
 */

const { promptDismissal, promptHistory } = lateDeviceRegister;

/** What only the shell around this knows; the rest it sees for itself. */
type Around = Pick<PromptCircumstances, 'policy' | 'isBanned' | 'isBoxOpen' | 'hasChat'>;

type Deps = {
  readonly storage: DeviceStorage;
  readonly surroundings: Surroundings;
  readonly tabs: Pick<Tabs, 'tell' | 'on'>;
  consent(): ConsentEngine | null;
  around(): Around;
  /** Null: it is to go. */
  show(offer: Offer | null): void;
};

const words = ['claim', 'shown', 'dismissed', 'answered'];
const seenEveryMs = 60_000;

export function createPrompts({ storage, surroundings, tabs, consent, around, show }: Deps) {
  const { nowMs } = surroundings;
  /** Where the browser keeps nothing, the page does. */
  let isDismissed = false;
  let state = startPrompter(circumstances());
  const undos = new Set([
    tabs.on('prompt', (word) => {
      if (isPromptWord(word)) step({ type: 'heard', word });
    }),
    storage.watch(promptHistory, update),
    surroundings.watchPage(update),
  ]);
  stay();

  return {
    want: (offer: Offer): void => step({ type: 'wanted', offer, ticket: createCapability(surroundings) }),
    /** When nothing may hold it back any more, as far as time alone decides. */
    heldUntilMs(campaign: string): number {
      const { reasons } = mayPrompt(circumstances(), campaign, nowMs());
      return Math.max(0, ...reasons.map(({ untilMs }) => untilMs ?? Infinity));
    },
    dismiss: (): void => step({ type: 'dismissed' }),
    answered: (): void => step({ type: 'answered' }),
    chatted: (): void => step({ type: 'chatted' }),
    update,
    close: (): void => undos.forEach((undo) => undo()),
  };

  /** The visitor is here; as long as they look. */
  function stay(): void {
    if (surroundings.isPageVisible()) step({ type: 'seen' });
    const undo = surroundings.after(seenEveryMs, () => {
      undos.delete(undo);
      stay();
    });
    undos.add(undo);
  }

  function update(): void {
    step(surroundings.isPageVisible() ? { type: 'seen' } : { type: 'changed', circumstances: {} });
  }

  function step(event: PromptEvent): void {
    run({ type: 'changed', circumstances: circumstances() });
    run(event);
  }

  function run(event: PromptEvent): void {
    const [next, effects] = stepPrompter(state, event, nowMs());
    state = next;
    effects.forEach(perform);
  }

  function perform(effect: PromptEffect): void {
    switch (effect.do) {
      case 'keep':
        return keep(effect.memory);
      case 'keep-dismissal':
        return keepDismissal();
      case 'tell':
        return tabs.tell('prompt', effect.word);
      case 'wake': {
        const undo = surroundings.after(effect.atMs - nowMs(), () => {
          undos.delete(undo);
          step({ type: 'woke' });
        });
        return void undos.add(undo);
      }
      case 'show':
        return show(effect.offer);
      case 'close':
        return show(null);
    }
  }

  /** PRS16 */
  function circumstances(): PromptCircumstances {
    const session = consent()?.session() ?? null;
    // PRS17
    const hasHistory = session !== null && storage.isPersistent();
    isDismissed ||= storage.read(promptDismissal) !== null;
    const memory = hasHistory ? storage.read(promptHistory) : null;
    return {
      ...around(),
      hasHistory,
      session: session ?? 0,
      memory,
      isDismissed,
      isVisible: surroundings.isPageVisible(),
    };
  }

  function keep(memory: PromptMemory): void {
    const engine = consent();
    if (engine?.get().history !== true) return;
    storage.write(promptHistory, admit(promptHistory, memory, engine.context(promptHistory)));
  }

  /** PRS15: to be left alone is what the visitor asked for, as they ask for a chat by opening it. */
  function keepDismissal(): void {
    isDismissed = true;
    const asked = consentWithoutDecision({ chatOpened: true });
    storage.write(promptDismissal, admit(promptDismissal, { dismissed: true }, { consent: asked, nowMs: nowMs() }));
  }
}

function isPromptWord(word: unknown): word is PromptWord {
  if (typeof word !== 'object' || word === null || !('says' in word)) return false;
  if (word.says === 'claim') return 'ticket' in word && typeof word.ticket === 'string';
  return typeof word.says === 'string' && words.includes(word.says);
}
