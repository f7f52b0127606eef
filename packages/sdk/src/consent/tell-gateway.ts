import { isRetryable, type PayloadOf, type ReplyOf, type VisitorRequests } from '@handlr/protocol';
import type { Chat, Proof } from '../chat-in-progress/chat-events.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { SharedTransport } from '../transport/shared-transport.ts';
import type { VisitHistory } from '../visit-history/visit-history.ts';
import type { ConsentRecord } from './consent-record.ts';
import type { ConsentCore } from './consent-engine.ts';

/*
 * What the gateway has to hear of consent, and of visits, in this order and one at a time.
 *
 * TEL1  First whom it has to forget. That is kept until it has answered, and a socket is opened just for it.
 * TEL2  Then what this device states: right after each join and at each change, before anything that needs consent.
 * TEL3  Then the page, where `history` is allowed; a socket is opened for that too. What waits when it is withdrawn is dropped.
 * TEL4  Where the answer shows that something else holds, the same is stated once more, above that.
 */

type Deps = {
  readonly chat: Pick<Chat, 'proof' | 'isJoining'>;
  readonly consent: ConsentCore;
  readonly record: ConsentRecord;
  readonly ofOthers: SharedTransport['ofOthers'];
  readonly surroundings: Surroundings;
  /** A withdrawal was told: what waited for it may begin. */
  told(): void;
  /** Null while `history` is not allowed. */
  visits(): VisitHistory | null;
};

type Stating = PayloadOf<VisitorRequests['consent:state']>;
type Answer = ReplyOf<VisitorRequests['consent:state']>;
/** Answers whether to look at once for what is next. */
type Errand = () => Promise<boolean>;

/** How long to wait after a refusal that names no time. */
const restMs = 5_000;

export function createTeller({ chat, consent, record, ofOthers, surroundings, told, visits }: Deps) {
  /** The own connection, another object for each. */
  let link: object | null = null;
  let isOpen = false;
  /** The page is away, or the gateway will not have it. */
  let isOut = false;
  let isBusy = false;
  let isStale = false;
  /** What was stated last, and where. */
  let stated: { readonly place: object; readonly number: number; readonly token: string | null } | null = null;
  /** The next withdrawal has to be above what the gateway answered to the last one. */
  let withdrawalNumber = 1;

  const transport = ofOthers({
    connected() {
      link = {};
      consent.look();
      update();
    },
    disconnected: () => void (link = null),
    refused: () => follow('left'),
  });
  const unwatchPage = surroundings.watchPage(follow);

  return {
    update,
    close() {
      unwatchPage();
      follow('left');
    },
  };

  function follow(event: string): void {
    if (event === 'left') isOut = true;
    else if (event === 'returned') isOut = false;
    else return;
    update();
  }

  /** To be called whenever anything of it may have changed. */
  function update(): void {
    isStale = true;
    if (!isBusy) void work();
  }

  async function work(): Promise<void> {
    isBusy = true;
    while (isStale) {
      isStale = false;
      const errand = nextErrand();
      if (errand !== null && (await errand())) isStale = true;
    }
    isBusy = false;
  }

  function nextErrand(): Errand | null {
    const proof = chat.proof();
    const withdrawn = record.withdrawn();
    // A chat that is about to be joined comes first, and brings its socket.
    const isAlone = proof === null && !chat.isJoining();
    wantSocket(isAlone && !isOut && (withdrawn !== null || visits()?.isDue(null) === true));
    const place = isAlone ? link : proof;
    if (place === null) return null;
    if (withdrawn !== null) return () => tellWithdrawal(withdrawn);
    return statementErrand(place, proof) ?? pageErrand(proof);
  }

  function wantSocket(wanted: boolean): void {
    if (wanted === isOpen) return;
    isOpen = wanted;
    if (wanted) transport.open();
    else transport.close();
  }

  /** TEL1 */
  async function tellWithdrawal(visitorToken: string): Promise<boolean> {
    const statement = consent.withdrawal(withdrawalNumber);
    const answer = await transport.request('consent:state', { visitorToken, statement });
    // Whatever the reason, nobody said that it was done.
    if (!answer.ok) return rest(answer.error.retryAfterMs);
    if (answer.value.inForce.history !== 'withheld') {
      withdrawalNumber = answer.value.number + 1;
      return true;
    }
    if (record.withdrawn() === visitorToken) record.forgotten();
    told();
    return true;
  }

  /** TEL2 */
  function statementErrand(place: object, proof: Proof | null): Errand | null {
    const statement = consent.statement();
    const token = consent.get().history ? record.token() : null;
    if (statement === null || (proof === null && token === null)) return null;
    const { number } = statement;
    // Outside a chat it is the visitor's, and the gateway knows it from the connection before.
    const isThere = stated !== null && (proof === null || stated.place === place);
    if (isThere && stated?.number === number && stated.token === token) return null;
    const payload: Stating = { ...proof, ...(token !== null && { visitorToken: token }), statement };
    return async () => {
      const answer = await transport.request('consent:state', payload);
      if (!answer.ok && isRetryable(answer.error.code)) return rest(answer.error.retryAfterMs);
      stated = { place, number, token };
      if (answer.ok) compare(answer.value, number);
      return true;
    };
  }

  /** TEL4 */
  function compare({ number, inForce }: Answer, statedNumber: number): void {
    // What was said meanwhile is not what this answers to.
    consent.look();
    const isCurrent = consent.statement()?.number === statedNumber;
    consent.heardOf(number);
    const isSame = (inForce.history !== 'withheld') === consent.get().history;
    if (isCurrent && !isSame) consent.restate();
  }

  /** TEL3 */
  function pageErrand(proof: Proof | null): Errand | null {
    const history = visits();
    if (history?.isDue(proof?.chatId ?? null) !== true) return null;
    return async () => {
      const answer = await history.report(transport.request, proof);
      return answer.ok || !isRetryable(answer.error.code) || rest(answer.error.retryAfterMs);
    };
  }

  function rest(afterMs = restMs): false {
    surroundings.after(afterMs, update);
    return false;
  }
}
