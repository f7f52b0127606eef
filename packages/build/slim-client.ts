import { Socket as Engine, type SocketOptions } from 'engine.io-client';
import { Emitter } from './slim-emitter.ts';
import { decode, encode, type Packet, PacketType, type Received } from './slim-parser.ts';

/*
 * What the widget uses of socket.io's client: one namespace over one connection, which is opened when asked for and never again
 * once it is lost; events heard, and requests that are answered in time or fail. `slim-socket.ts` puts this in the place of
 * socket.io-client, whose manager and socket would bring reconnection, buffers, queues and listeners of their own.
 */

type Options = Partial<SocketOptions> & { readonly timeout: number };
type Answer = (error: Error | null, result?: unknown) => void;

export class Manager {
  readonly #url: string;
  readonly #options: Options;

  constructor(url: string, options: Options) {
    this.#url = url;
    this.#options = options;
  }

  socket(namespace: string, { auth }: { readonly auth: object }): Socket {
    return new Socket(() => new Engine(this.#url, this.#options), this.#options.timeout, namespace, auth);
  }
}

class Socket extends Emitter {
  connected = false;

  readonly #createEngine: () => Engine;
  readonly #connectTimeoutMs: number;
  readonly #namespace: string;
  readonly #auth: object;
  readonly #answers = new Map<number | undefined, Answer>();
  #engine: Engine | null = null;
  #requests = 0;
  #answerTimeoutMs = 0;

  constructor(createEngine: () => Engine, connectTimeoutMs: number, namespace: string, auth: object) {
    super();
    this.#createEngine = createEngine;
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#namespace = namespace;
    this.#auth = auth;
  }

  connect(): void {
    const engine = this.#createEngine();
    this.#engine = engine;
    const timer = setTimeout(() => {
      this.#refused(new Error('timeout'));
      this.#close('timeout');
    }, this.#connectTimeoutMs);
    engine.on('open', () => {
      clearTimeout(timer);
      this.#send({ type: PacketType.CONNECT, data: this.#auth });
    });
    engine.on('data', (data) => {
      try {
        const packet = decode(data);
        // What a listener throws says nothing of the packet.
        queueMicrotask(() => this.#heard(packet));
      } catch {
        this.#close('parse error');
      }
    });
    engine.on('error', (error) => this.#refused(error));
    engine.on('close', (reason) => {
      clearTimeout(timer);
      this.#close(reason);
    });
  }

  /** How long the next request may take. */
  timeout(answerTimeoutMs: number): this {
    this.#answerTimeoutMs = answerTimeoutMs;
    return this;
  }

  /** Asks, and hears the answer once: the gateway's, or an error when there is none in time or the connection is lost. */
  override emit(event: string, payload: unknown, answer: Answer): this {
    const id = this.#requests++;
    const timer = setTimeout(() => this.#answered(id, new Error('timeout')), this.#answerTimeoutMs);
    this.#answers.set(id, (error, result) => {
      clearTimeout(timer);
      answer(error, result);
    });
    // A machine that slept learns here that its connection is dead, and closes it.
    if (!this.#engine?._hasPingExpired()) this.#send({ type: PacketType.EVENT, id, data: [event, payload] });
    return this;
  }

  disconnect(): this {
    if (this.connected) this.#send({ type: PacketType.DISCONNECT });
    this.#close('io client disconnect');
    return this;
  }

  #send(packet: Omit<Packet, 'nsp'>): void {
    this.#engine?.write(encode({ ...packet, nsp: this.#namespace }));
  }

  #heard(packet: Received): void {
    if (packet.nsp !== this.#namespace || this.#engine === null) return;
    switch (packet.type) {
      case PacketType.CONNECT:
        this.connected = true;
        this.emitReserved('connect');
        break;
      case PacketType.EVENT:
        if (this.connected) this.emitReserved(...packet.data);
        break;
      case PacketType.ACK:
        this.#answered(packet.id, null, packet.data[0]);
        break;
      case PacketType.DISCONNECT:
        this.#close('io server disconnect');
        break;
      case PacketType.CONNECT_ERROR:
        this.#refused(Object.assign(new Error(packet.data.message), { data: packet.data.data }));
        this.#close('refused');
    }
  }

  #answered(id: number | undefined, error: Error | null, result?: unknown): void {
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    answer?.(error, result);
  }

  #refused(error: unknown): void {
    if (!this.connected) this.emitReserved('connect_error', error);
  }

  #close(reason: string): void {
    const engine = this.#engine;
    if (engine === null) return;
    this.#engine = null;
    this.connected = false;
    engine.close();
    this.emitReserved('disconnect', reason);
    for (const id of this.#answers.keys()) this.#answered(id, new Error(reason));
  }
}
