import type { Look } from '../box/model.ts';
import type { PlacedMessage } from './place-messages.ts';
import { splitLinks } from './split-links.ts';

type Props = Look & { readonly placed: PlacedMessage; readonly isLastOwn: boolean; readonly startsNew: boolean };

/** One message: the bubble, above the first of a group who wrote it, beneath the last when, and how far it got. */
export function Line({ model: { handlr, texts, times }, placed, isLastOwn, startsNew }: Props) {
  const { message, startsDay, startsGroup, endsGroup } = placed;
  const { messageId, body, sender, isOwn, atMs, delivery, failure } = message;
  return (
    <>
      {startsDay && <p class="day">{times.day(atMs)}</p>}
      {startsNew && <p class="divider">{texts('transcript.new')}</p>}
      <div class={`line ${isOwn ? 'own' : 'other'}`}>
        {startsGroup && (
          <p class={isOwn ? 'unseen' : 'name'}>
            <bdi>{sender.kind === 'agent' ? sender.name : texts('transcript.you')}</bdi>
          </p>
        )}
        <div class={`bubble ${delivery}`} dir="auto">
          {splitLinks(body).map(({ text, href }, at) =>
            href === undefined ? (
              text
            ) : (
              <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">
                {text}
              </a>
            ),
          )}
        </div>
        {delivery === 'failed' ? (
          <p class="under danger">
            {texts(failure === 'ended' ? 'delivery.failed.ended' : 'delivery.failed')}
            <button type="button" class="link" onClick={() => handlr.retry(messageId)}>
              {texts('delivery.retry')}
            </button>
            <button type="button" class="link" onClick={() => handlr.discard(messageId)}>
              {texts('delivery.discard')}
            </button>
          </p>
        ) : (
          endsGroup && (
            <p class="under" aria-live="off">
              <time dir="auto" dateTime={new Date(atMs).toISOString()}>
                {times.clock(atMs)}
              </time>
              {isLastOwn && ` · ${texts(`delivery.${delivery}`)}`}
            </p>
          )
        )}
      </div>
    </>
  );
}
