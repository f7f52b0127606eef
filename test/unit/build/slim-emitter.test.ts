import { Emitter as Whole } from '@socket.io/component-emitter';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Emitter as Slim } from '../../../packages/build/slim-emitter.ts';

const event = fc.constantFrom('one', 'two');
const step = fc.oneof(
  fc.record({ does: fc.constantFrom('on', 'once', 'off', 'on and leave'), event, listener: fc.nat(2) }),
  fc.record({ does: fc.constant('forget event'), event }),
  fc.record({ does: fc.constant('forget all') }),
  fc.record({ does: fc.constant('emit'), event, payload: fc.nat() }),
);
type Listener = (payload: number) => void;
type Subject = {
  on(event: string, listener: Listener): unknown;
  once(event: string, listener: Listener): unknown;
  off(event?: string, listener?: Listener): unknown;
  emit(event: string, payload: number): unknown;
};
type Events = Record<string, Listener>;
type Step = { does: string; event?: string; listener?: number; payload?: number };

function heardBy(subject: Subject, steps: readonly Step[]): string[] {
  const heard: string[] = [];
  const listeners = [0, 1, 2].map((name) => (payload: number) => void heard.push(`${name}: ${payload}`));
  for (const { does, event: name = '', listener: at = 0, payload = 0 } of steps) {
    const listener = listeners[at] ?? (() => {});
    if (does === 'on') subject.on(name, listener);
    if (does === 'once') subject.once(name, listener);
    if (does === 'off') subject.off(name, listener);
    if (does === 'on and leave') {
      // Leaves in the midst of an event, which the others still hear.
      const leaves = (): void => {
        subject.off(name, leaves);
        subject.off(name, listener);
      };
      subject.on(name, leaves);
    }
    if (does === 'forget event') subject.off(name);
    if (does === 'forget all') subject.off();
    if (does === 'emit') subject.emit(name, payload);
  }
  return heard;
}

test('the slim emitter is heard as socket.io’s own is', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      expect(heardBy(new Slim(), steps)).toEqual(heardBy(new Whole<Events, Events>(), steps));
    }),
    { numRuns: 1_000 },
  );
});
