import type { Typist } from './conversation.ts';

/** Its place is always kept, so that nothing jumps when somebody begins to type. */
export function TypingRow({ typist, visitorName }: { typist: Typist | null; visitorName: string }) {
  return (
    <p class={typist === null ? 'typing-row' : 'typing-row typing-row-on'}>
      {typist !== null && (
        <>
          <span class="typing-dots" aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          <span>
            <bdi>{typist.who === 'visitor' ? visitorName : (typist.name ?? 'A colleague')}</bdi> is typing
          </span>
        </>
      )}
    </p>
  );
}
