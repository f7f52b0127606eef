/*
 * What socket.io's client uses of its emitter. `slim-client.ts` puts this in the place of @socket.io/component-emitter.
 */

/** As a method, so that a listener may say what it expects. */
type Listener = { hears(...payload: unknown[]): void }['hears'] & { fn?: Listener };

export class Emitter {
  readonly #listeners = new Map<string, readonly Listener[]>();

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, [...this.#of(event), listener]);
    return this;
  }

  once(event: string, listener: Listener): this {
    const once: Listener = (...payload) => {
      this.off(event, once);
      listener.apply(this, payload);
    };
    once.fn = listener;
    return this.on(event, once);
  }

  /** Without a listener all of that event go, without an event all there are. */
  off(event?: string, listener?: Listener): this {
    if (event === undefined) this.#listeners.clear();
    else if (listener === undefined) this.#listeners.delete(event);
    else {
      const at = this.#of(event).findIndex((known) => known === listener || known.fn === listener);
      this.#listeners.set(
        event,
        this.#of(event).filter((_, index) => index !== at),
      );
    }
    return this;
  }

  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener);
  }

  removeAllListeners(event?: string): this {
    return this.off(event);
  }

  emit(event: string, ...payload: unknown[]): this {
    return this.emitReserved(event, ...payload);
  }

  /** A class of socket.io overrides `emit` with the sending of an event. */
  emitReserved(event: string, ...payload: unknown[]): this {
    // Who is added or leaves meanwhile changes nothing for this event.
    for (const listener of this.#of(event)) listener.apply(this, payload);
    return this;
  }

  #of(event: string): readonly Listener[] {
    return this.#listeners.get(event) ?? [];
  }
}
