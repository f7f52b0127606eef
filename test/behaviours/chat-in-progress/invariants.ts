import fc from 'fast-check';
import { acts, createSimulatedTabs, type Step } from './simulated-tabs.ts';

/** What holds of the chat in progress, over any sequence of what can happen in several tabs. */
export const invariants = {
  CIP1: 'before anybody wrote, no tab has a key',
  CIP2: 'no chat is opened with a key that was not kept before',
  CIP3: 'in the end every tab is in the chat whose key the device holds',
  CIP4: 'in the end no tab follows a chat that is gone, and nothing waits in one that goes on',
  CIP5: 'in the end an ended chat has no socket, and its key was not renewed by looking at it',
  CIP6: 'in the end nothing is left of a chat that was forgotten: no key, no socket, and it is over',
  CIP9: 'a key is made where the device holds none, or the one of a chat that is over',
  CIP10: 'what a tab knows of its chat is of the chat to which its key belongs',
  CIP11: 'a chat that has ended stays ended',
} as const;

type Rule = keyof typeof invariants;

/** What must happen before much else can. */
const usual = ['write', 'connect', 'answer', 'hear'] as const;
const does = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...usual) },
  { weight: 2, arbitrary: fc.constantFrom(...acts) },
);
const sequences = fc.tuple(
  fc.integer({ min: 1, max: 3 }),
  fc.array(fc.record({ does, tab: fc.nat(2) }), { minLength: 10, maxLength: 80, size: 'max' }),
);

/** The rules that do not hold in some of so many sequences. */
export function findBreaches(step: Step, runs: number, seed?: number): ReadonlySet<string> {
  const breaches = new Set<string>();
  const broken = (rule: string): void => void breaches.add(rule);
  fc.assert(
    fc.property(sequences, ([count, sequence]) => {
      const world = createSimulatedTabs(step, count, broken);
      for (const act of sequence) world.act(act);
      world.settle();
      for (const rule of atTheEnd(world)) broken(rule);
    }),
    { numRuns: runs, ...(seed !== undefined && { seed }) },
  );
  return breaches;
}

function atTheEnd({ tabs, device, chats, isForgotten }: ReturnType<typeof createSimulatedTabs>): Rule[] {
  const found: Rule[] = [];
  for (const { progress, wantsSocket, isUp, unsent } of tabs) {
    const { capability, facts, proof } = progress;
    const chat = chats.get(facts?.chatId ?? '');
    const isOver = facts?.state === 'ended';
    if (capability !== device.key) found.push('CIP3');
    if (capability !== null && !isOver && (proof === null || !isUp)) found.push('CIP3');
    if (capability !== null && !isOver && chat === undefined) found.push('CIP4');
    if (unsent.length > 0 && chat !== undefined && chat.state !== 'ended') found.push('CIP4');
    if (isOver && (isUp || wantsSocket)) found.push('CIP5');
    if (isForgotten() && (capability !== null || wantsSocket)) found.push('CIP6');
  }
  if (isForgotten() && device.key !== null) found.push('CIP6');
  return found;
}
