import type { Undo } from './surroundings/surroundings.ts';

type Listener<Payload> = (payload: Payload) => void;

/** Listeners by event name. One that throws does not keep the others from hearing. */
export function createEmitter<Events extends object>() {
  const listeners: { [Name in keyof Events]?: Set<Listener<Events[Name]>> } = {};

  function off<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): void {
    listeners[name]?.delete(listener);
  }

  return {
    on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): Undo {
      (listeners[name] ??= new Set()).add(listener);
      return () => off(name, listener);
    },
    off,
    emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
      for (const listener of listeners[name] ?? []) {
        try {
          listener(payload);
        } catch (error) {
          // Shown in the page's own console, as the page's own mistake.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
