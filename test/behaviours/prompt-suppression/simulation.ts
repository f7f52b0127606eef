import type * as core from '@handlr/core';
import type { PromptPolicy } from '@handlr/protocol';
import fc from 'fast-check';

export type Core = Pick<typeof core, 'startPrompter' | 'stepPrompter'>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const tabCount = 3;
/** Between two tabs; short beside the time for which a claim waits. */
const deliveryMs = 30;

/** A day in a browser: what the site lays down, and what happens. */
export type Story = { readonly policy: Windows; readonly commands: readonly Command[] };
type Windows = { readonly [Name in keyof Omit<PromptPolicy, 'off'>]-?: number };

/** Mostly one thing at a time, so that each has its turn at being what stands in the way. */
const windows: fc.Arbitrary<Windows> = fc.record({
  afterPromptMinutes: fc.constantFrom(0, 5),
  afterDismissalMinutes: fc.constantFrom(0, 120),
  afterChatMinutes: fc.constantFrom(0, 90),
  afterVisitMinutes: fc.constantFrom(0, 0, 60),
  perVisit: fc.constantFrom(10, 2),
  perDay: fc.constantFrom(10, 1),
  perCampaign: fc.constantFrom(10, 2),
  campaignDays: fc.constant(3),
});

export type Command =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'want'; readonly tab: number; readonly campaign: string; readonly ticket: number }
  | { readonly do: 'restart' | 'campaign' }
  | { readonly do: 'prompt'; readonly tab: number; readonly campaign: string; readonly ticket: number }
  | { readonly do: 'want-everywhere'; readonly campaign: string; readonly tickets: readonly number[] }
  | { readonly do: 'dismiss' | 'answer' | 'seen' | 'reload'; readonly tab: number }
  | { readonly do: 'box' | 'visible'; readonly tab: number; readonly on: boolean }
  | { readonly do: 'history' | 'chat' | 'ban' | 'off'; readonly on: boolean };

const tab = fc.nat({ max: tabCount - 1 });
const mostly = (on: boolean) => fc.constantFrom(on, on, on, !on);
const campaign = fc.constantFrom('shipping', 'returns');
const ticket = fc.nat({ max: 1_000_000 });
const ms = fc.constantFrom(
  1,
  60,
  250,
  10_000,
  5 * minuteMs,
  20 * minuteMs,
  31 * minuteMs,
  2 * hourMs,
  dayMs,
  3 * dayMs,
);

const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('pass'), ms }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('prompt', 'prompt', 'want'), tab, campaign, ticket }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('want-everywhere'), campaign, tickets: fc.tuple(ticket, ticket, ticket) }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('dismiss', 'answer', 'seen', 'seen', 'reload'), tab }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('restart', 'restart', 'restart', 'campaign') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('box'), tab, on: mostly(false) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('visible'), tab, on: mostly(true) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('history'), on: mostly(true) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('chat', 'ban', 'off'), on: mostly(false) }) },
  ),
  { minLength: 10, maxLength: 60 },
);

export const stories: fc.Arbitrary<Story> = fc.record({ policy: windows, commands });

/**
 * Three tabs of one browser that talk with each other, and somebody who watches them with a diary of their own. Answers the names
 * of the invariants that were broken.
 */
export function findBreaches(
  { startPrompter, stepPrompter }: Core,
  { policy, commands: given }: Story,
): ReadonlySet<string> {
  const breaches = new Set<string>();
  let nowMs = Date.UTC(2026, 10, 24);
  let hasHistory = true;
  let hasChat = false;
  let isBanned = false;
  let isOff = false;
  let stored: core.PromptMemory | null = null;
  let queue: { readonly dueMs: number; readonly run: () => void }[] = [];
  let diary = emptyDiary();
  let serial = 0;
  let session = 1;
  const tabs = Array.from({ length: tabCount }, () => newTab());

  tabs.forEach((_, at) => send(at, { type: 'seen' }));
  for (const command of given) {
    carryOut(command);
    look();
  }
  pass(1_000);
  return breaches;

  function newTab(isDismissed = false) {
    const circumstances = {
      policy: { ...policy, off: isOff },
      hasHistory,
      isBanned,
      isBoxOpen: false,
      hasChat,
      isVisible: true,
      isDismissed,
      session,
      memory: stored,
    };
    return { state: startPrompter(circumstances), isShown: false, isBoxOpen: false, isVisible: true, isDismissed };
  }

  function carryOut(command: Command): void {
    switch (command.do) {
      case 'pass':
        return pass(command.ms);
      case 'want':
        return want(command.tab, command.campaign, command.ticket);
      case 'prompt':
        want(command.tab, command.campaign, command.ticket);
        return pass(250);
      case 'restart':
        diary.inSessionAt = null;
        tabs.forEach((_, at) => (tabs[at] = newTab()));
        return send(0, { type: 'seen' });
      case 'want-everywhere':
        return command.tickets.forEach((each, at) => want(at, command.campaign, each));
      case 'dismiss':
        if (tabs[command.tab]?.isShown === true) diary.dismissedAt = diary.inSessionAt = nowMs;
        send(command.tab, { type: 'dismissed' });
        // The word of it takes its moment.
        return pass(deliveryMs);
      case 'answer':
        return send(command.tab, { type: 'answered' });
      case 'campaign':
        // Tabs read what is stored afresh; here they are told of it, which takes its moment.
        pass(deliveryMs);
        beginSession();
        send(0, { type: 'seen' });
        return pass(deliveryMs);
      case 'seen':
        return send(command.tab, { type: 'seen' });
      case 'reload': {
        const { isDismissed = false } = tabs[command.tab] ?? {};
        tabs[command.tab] = newTab(isDismissed);
        return send(command.tab, { type: 'seen' });
      }
      case 'box':
        return change(command.tab, { isBoxOpen: command.on });
      case 'visible':
        return change(command.tab, { isVisible: command.on });
      case 'history':
      case 'chat':
      case 'ban':
      case 'off':
        return changeAll(command.do, command.on);
    }
  }

  /** As `session-detection` has it: every tab hears of it at once, since all read the same. */
  function beginSession(): void {
    session += 1;
    everywhere({ session });
  }

  function want(at: number, wanted: string, number: number): void {
    const offer = { checkId: 'check', campaign: wanted };
    send(at, { type: 'wanted', offer, ticket: `${String(number).padStart(8, '0')}-${serial++}` });
  }

  function change(at: number, fields: Partial<core.PromptCircumstances>): void {
    const changed = tabs[at];
    if (changed === undefined) return;
    Object.assign(changed, fields);
    send(at, { type: 'changed', circumstances: fields });
  }

  function changeAll(what: 'history' | 'chat' | 'ban' | 'off', isOn: boolean): void {
    if (what === 'history') {
      hasHistory = isOn;
      if (!isOn) [stored, diary] = [null, emptyDiary()];
      everywhere({ hasHistory, memory: stored });
    } else if (what === 'chat') {
      hasChat = isOn;
      everywhere({ hasChat });
      if (!isOn || !hasHistory) return;
      diary.chattedAt = nowMs;
      send(0, { type: 'chatted' });
      pass(deliveryMs);
    } else if (what === 'ban') {
      isBanned = isOn;
      everywhere({ isBanned });
    } else {
      isOff = isOn;
      everywhere({ policy: { ...policy, off: isOff } });
    }
  }

  function everywhere(circumstances: Partial<core.PromptCircumstances>): void {
    tabs.forEach((_, at) => send(at, { type: 'changed', circumstances }));
  }

  function pass(ms: number): void {
    const untilMs = nowMs + ms;
    for (;;) {
      const [next] = queue.filter(({ dueMs }) => dueMs <= untilMs).sort((one, other) => one.dueMs - other.dueMs);
      if (next === undefined) break;
      queue = queue.filter((other) => other !== next);
      nowMs = Math.max(nowMs, next.dueMs);
      next.run();
      look();
    }
    nowMs = untilMs;
  }

  function send(at: number, event: core.PromptEvent): void {
    const spoken = tabs[at];
    if (spoken === undefined) return;
    if (hasHistory && (event.type === 'seen' || event.type === 'chatted')) {
      if (diary.lastSeenAt !== null && nowMs - diary.lastSeenAt >= 30 * minuteMs) beginSession();
      diary.seen(session, nowMs);
    }
    const [state, effects] = stepPrompter(spoken.state, event, nowMs);
    spoken.state = state;
    for (const effect of effects) perform(at, spoken, effect);
  }

  function perform(at: number, spoken: (typeof tabs)[number], effect: core.PromptEffect): void {
    switch (effect.do) {
      case 'keep':
        if (!hasHistory) breaches.add('nothing is remembered without history');
        stored = effect.memory;
        // Tabs read what is stored afresh at everything that happens; at the very same moment they do not see it yet.
        return tabs.forEach((_, other) => {
          if (other !== at) queue.push({ dueMs: nowMs + 1, run: () => change(other, { memory: stored }) });
        });
      case 'keep-dismissal':
        return void (spoken.isDismissed = true);
      case 'tell':
        return tabs.forEach((_, other) => {
          if (other !== at)
            queue.push({ dueMs: nowMs + deliveryMs, run: () => send(other, { type: 'heard', word: effect.word }) });
        });
      case 'wake':
        return void queue.push({
          dueMs: effect.atMs,
          run: () => {
            if (tabs[at] === spoken) send(at, { type: 'woke' });
          },
        });
      case 'close':
        return void (spoken.isShown = false);
      case 'show':
        watchShow(spoken, effect.offer.campaign);
        spoken.isShown = true;
    }
  }

  function watchShow(spoken: (typeof tabs)[number], shown: string): void {
    diary.seen(session, nowMs);
    const { shows, dismissedAt, chattedAt, earlierVisitAt, visitBeganAt } = diary;
    if (!hasHistory) breaches.add('no prompt without history');
    if (isOff) breaches.add('no prompt where the site switched them off');
    if (isBanned) breaches.add('no prompt to the banned');
    if (spoken.isBoxOpen) breaches.add('no prompt while the box is open');
    if (hasChat) breaches.add('no prompt while a chat goes on');
    if (!spoken.isVisible) breaches.add('no prompt on a page that nobody looks at');
    if (spoken.isDismissed) breaches.add('no prompt after a dismissal in this session');
    const since = (at: number | undefined | null): number => (at === undefined || at === null ? Infinity : nowMs - at);
    if (since(shows.at(-1)?.at) < policy.afterPromptMinutes * minuteMs) breaches.add('no prompt soon after another');
    if (since(shows.at(-1)?.at) < 1_000) breaches.add('tabs at the same moment prompt once');
    if (since(dismissedAt) < policy.afterDismissalMinutes * minuteMs) breaches.add('no prompt soon after a dismissal');
    if (since(chattedAt) < policy.afterChatMinutes * minuteMs) breaches.add('no prompt soon after a chat');
    if (since(earlierVisitAt) < policy.afterVisitMinutes * minuteMs) breaches.add('no prompt soon after a visit');
    const count = (fits: (show: (typeof shows)[number]) => boolean): number => shows.filter(fits).length;
    if (count(({ at }) => at >= visitBeganAt) >= policy.perVisit) breaches.add('the cap of a visit holds');
    if (count(({ at }) => nowMs - at < dayMs) >= policy.perDay) breaches.add('the cap of a day holds');
    const inSpan = count((show) => show.campaign === shown && nowMs - show.at < policy.campaignDays * dayMs);
    if (inSpan >= policy.perCampaign) breaches.add('the cap of a campaign holds');
    shows.push({ at: nowMs, campaign: shown });
  }

  /** What must hold at every moment. */
  function look(): void {
    for (const { isShown, isBoxOpen, isDismissed } of tabs) {
      if (!isShown) continue;
      if (!hasHistory) breaches.add('a withdrawal closes the prompt');
      if (isBanned || isOff || isBoxOpen || hasChat) breaches.add('whatever forbids a prompt closes it');
      if (isDismissed) breaches.add('a dismissal closes the prompt where it was made');
    }
    const isOld = diary.inSessionAt !== null && nowMs - diary.inSessionAt > deliveryMs;
    if (isOld && tabs.some(({ isShown }) => isShown)) {
      breaches.add('a dismissal closes the prompt in all tabs');
    }
    if (!hasHistory && stored !== null) breaches.add('nothing is remembered without history');
  }
}

/** What the watcher writes down: from what happened, not from what the tabs remember. */
function emptyDiary() {
  const diary = {
    shows: [] as { at: number; campaign: string }[],
    dismissedAt: null as number | null,
    inSessionAt: null as number | null,
    chattedAt: null as number | null,
    visitBeganAt: -Infinity,
    earlierVisitAt: null as number | null,
    lastSeenAt: null as number | null,
    session: 0,
    seen(session: number, nowMs: number): void {
      const { lastSeenAt } = diary;
      if (lastSeenAt === null) diary.visitBeganAt = nowMs;
      // What is written down of a visit is a minute behind at most.
      else if (session !== diary.session) [diary.earlierVisitAt, diary.visitBeganAt] = [lastSeenAt, nowMs];
      else if (nowMs - lastSeenAt < minuteMs) return;
      diary.session = session;
      diary.lastSeenAt = nowMs;
    },
  };
  return diary;
}
