import {
  actsBeforeOpening,
  type CheckFacts,
  type CheckOrigin,
  type DueCheck,
  explainCheck,
  type Fired,
  forgetPage,
  type GivenValue,
  isEarly,
  lookAtChecks,
  noteFired,
  nothingFired,
} from '@handlr/core';
import { lateDeviceRegister } from '@handlr/privacy';
import { type ActionOf, type Arrival, type CheckAction, checkFlags, type ServedChecks } from '@handlr/protocol';
import { closedUntil } from '../ban/closed-door.ts';
import type { Chat } from '../chat-in-progress/chat-events.ts';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { BoxState, HandlrEvents } from '../handlr.ts';
import { createPrompts } from '../prompt-suppression/prompts.ts';
import type { SiteIdentity } from '../site-configuration.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import { createBrowserFacts } from '../surroundings/browser-facts.ts';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';
import type { Tabs } from '../tabs/tabs.ts';
import type { ChecksEngine, ShownPrompt } from './checks.ts';
import { createFiredMemory } from './fired-memory.ts';
import { createLookAround } from './look-around.ts';
import { createOpening } from './opening.ts';

/*
 * The site's checks on a visitor's device. What is due, core's `lookAtChecks` says; here it is carried out.
 *
 * CHD2  One request without an identifier brings the checks, and one the availability where a check asks for it; conditions are looked at here and told to nobody.
 * CHD3  Without `history` nothing prompts, nothing is remembered and nothing is on the wire.
 * CHD4  A check whose prompt was held back has not fired.
 * CHD6  The gateway learns which prompt it was only when it was answered, and with the chat that came of it.
 * CHD7  The box that a check opens starts nothing.
 * CHD8  Questions and the offline form stand in the box before the first message; whoever has a chat meets neither.
 * CHD10 A visit is a session of `session-detection`; until this page has followed it, nothing prompts and nothing is done that lasts beyond the page.
 * CHD11 They stand there again in a box that comes back by itself on the next page.
 */

export type ChecksContext = {
  readonly site: SiteIdentity;
  readonly chat: Pick<Chat, 'view' | 'send' | 'setName' | 'setOpening'>;
  readonly storage: DeviceStorage;
  readonly surroundings: Surroundings;
  readonly tabs: Tabs;
  consent(): ConsentEngine | null;
  box(): BoxState;
  open(): void;
  on<Name extends keyof HandlrEvents>(name: Name, listener: (payload: HandlrEvents[Name]) => void): Undo;
  changed(): void;
};

const { visitHistory, promptHistory, origin: originEntry } = lateDeviceRegister;
/** How soon a prompt that was held back is thought of again, if nothing happens before. */
const heldBackMs = 30_000;
const minChecksMs = 1_000;

export async function startChecks(context: ChecksContext): Promise<ChecksEngine> {
  const { pageFacts = createBrowserFacts() } = context.surroundings;
  const { gatewayUrl, siteKey } = context.site;
  const served = await pageFacts.fetchJson(`${gatewayUrl}/sites/${siteKey}/checks.json`);
  return createChecks({ ...context, served: isServed(served) ? served : { checks: [] } });
}

export function createChecks(context: ChecksContext & { readonly served: ServedChecks }): ChecksEngine {
  const { site, chat, storage, surroundings, served, consent, box, open, changed } = context;
  const { pageFacts = createBrowserFacts() } = surroundings;
  const flags = site.checks ?? 0;
  const memory = createFiredMemory(storage, consent);
  const opening = createOpening(chat);
  let fired: Fired = nothingFired;
  let prompt: ShownPrompt | null = null;
  let offline: { readonly text: string | null } | null = null;
  let isHidden = false;
  let waiting: readonly DueCheck[] = [];
  let undoAgain: Undo | null = null;
  let isLooking = false;
  let isClosed = false;

  const around = createLookAround({
    facts: pageFacts,
    surroundings,
    availabilityUrl:
      (flags & checkFlags.availability) === 0 ? null : `${site.gatewayUrl}/sites/${site.siteKey}/availability.json`,
    changed: look,
  });
  const prompts = createPrompts({
    ...context,
    around: () => ({
      policy: served.prompts ?? {},
      isBanned: closedUntil(storage) !== null,
      isBoxOpen: box() === 'open',
      hasChat: goesOn(),
    }),
    show: (offer) => showPrompt(offer?.checkId ?? null),
  });
  const undos = [
    context.on('message:sent', prompts.chatted),
    context.on('chat:started', () => {
      offline = null;
      opening.reset();
    }),
    surroundings.watchPage(look),
    prompts.close,
    around.close,
  ];
  look();

  return {
    view: () => ({
      prompt,
      asked: asked(),
      offline: chat.view().phase === 'none' ? offline : null,
      isHidden: isHidden && !goesOn(),
    }),
    setValues(values: Readonly<Record<string, GivenValue>>) {
      around.setValues(values);
      look();
    },
    update: look,
    dismiss: prompts.dismiss,
    choose(choice) {
      if (choice.then === 'close') return prompts.dismiss();
      takePrompt(choice.department);
      if (choice.then === 'offline-form') offline = { text: null };
      else if (choice.message !== undefined) chat.send(choice.message);
      open();
      changed();
    },
    reply(text) {
      takePrompt();
      chat.send(text);
      open();
    },
    follow() {
      takePrompt();
      open();
    },
    answer(text) {
      opening.answer(text);
      changed();
    },
    back() {
      opening.back();
      changed();
    },
    leaveMessage(text, name) {
      opening.say({ kind: 'offline' });
      if (name.trim() !== '') chat.setName(name);
      const isSent = chat.send(text);
      if (!isSent) opening.say({ kind: 'chat' });
      return isSent;
    },
    chatInstead() {
      offline = null;
      changed();
    },
    close() {
      isClosed = true;
      undoAgain?.();
      undos.forEach((undo) => undo());
    },
  };

  /** To be called at every change, and when it asks for it itself. */
  function look(): void {
    if (isLooking || isClosed) return;
    isLooking = true;
    prompts.update();
    if (around.hasMoved()) {
      fired = forgetPage(fired);
      isHidden = false;
    }
    fired = memory.recall(fired);
    const facts = around.facts(historyFacts());
    const { due, fired: held, againAtMs } = lookAtChecks(served, facts, fired);
    fired = held;
    waiting = due.filter(({ actions }) => actions.some(({ do: what }) => what === 'prompt'));
    for (const each of due) if (!waiting.includes(each)) carryOut(each);
    const [first] = waiting;
    if (first !== undefined && prompt === null) prompts.want({ checkId: first.check.id, campaign: campaignOf(first) });
    undoAgain?.();
    const heldMs = first === undefined ? Infinity : prompts.heldUntilMs(campaignOf(first));
    const thoughtOfMs = first === undefined ? Infinity : facts.nowMs + heldBackMs;
    const nextMs = Math.min(againAtMs ?? Infinity, heldMs, thoughtOfMs);
    undoAgain = nextMs === Infinity ? null : surroundings.after(Math.max(minChecksMs, nextMs - facts.nowMs), look);
    isLooking = false;
  }

  /** CHD4 */
  function showPrompt(checkId: string | null): void {
    const due = waiting.find(({ check }) => check.id === checkId);
    const action = due?.actions.find(isPrompt);
    prompt =
      due === undefined || action === undefined
        ? null
        : {
            checkId: due.check.id,
            text: action.text,
            from: action.from ?? site.name,
            choices: action.choices ?? [],
            why: explainCheck(due.check),
          };
    if (due !== undefined) carryOut(due);
    changed();
  }

  function carryOut({ check, actions }: DueCheck): void {
    fired = noteFired(fired, check);
    if (check.scope === 'visit' || check.scope === 'visitor') memory.keep(fired);
    // CHD9: what came with the loader does that.
    const isDone = (flags & checkFlags.beforeOpening) !== 0 && actsBeforeOpening(check);
    for (const action of actions) if (!(isDone && isEarly(action))) act(action);
    changed();
  }

  function act(action: CheckAction): void {
    switch (action.do) {
      case 'prompt':
        return;
      case 'open':
        return goesOn() ? undefined : open();
      case 'hide':
        return void (isHidden = true);
      case 'department':
        return opening.say({ department: action.department });
      case 'language':
        return opening.say({ language: action.language });
      case 'ask':
        return opening.ask(action.questions);
      case 'offline-form':
        return void (offline = { text: action.text ?? null });
    }
  }

  /** CHD6 */
  function takePrompt(department?: string): void {
    if (prompt === null) return;
    opening.say({ promptedBy: prompt.checkId, ...(department !== undefined && { department }) });
    prompts.answered();
  }

  function asked() {
    return chat.view().phase === 'none' && offline === null ? opening.asked() : null;
  }

  function goesOn(): boolean {
    const { phase } = chat.view();
    return phase !== 'none' && phase !== 'ended';
  }

  function historyFacts(): CheckFacts['history'] {
    if (consent()?.get().history !== true) return 'withheld';
    const visits = storage.read(visitHistory)?.visits;
    // CHD10
    if (visits === undefined || consent()?.session() === null) return 'unknown';
    const hasChatted = typeof storage.read(promptHistory)?.chattedAt === 'number';
    const { origin } = pageFacts.read();
    const kept = storage.read(originEntry);
    return {
      visits,
      pastChats: hasChatted ? 1 : 0,
      visit: kept === null ? origin : originOf(kept.visit),
      first: kept === null ? origin : originOf(kept.first),
    };
  }
}

function originOf({ referrerHost, campaign }: Arrival): CheckOrigin {
  return { referrerHost, campaign: campaign ?? {} };
}

function campaignOf({ check, actions }: DueCheck): string {
  return actions.find(isPrompt)?.campaign ?? check.id;
}

function isPrompt(action: CheckAction): action is ActionOf<'prompt'> {
  return action.do === 'prompt';
}

function isServed(value: unknown): value is ServedChecks {
  return typeof value === 'object' && value !== null && 'checks' in value && Array.isArray(value.checks);
}
