import { limits } from '@handlr/protocol';
import { Amount, Select, Tick } from '../check-logic/fields.tsx';
import { Duration } from './duration.tsx';
import { type Doing, type PromptPast } from './prompt-past.ts';

type Props = { readonly past: PromptPast; readonly onPast: (next: PromptPast) => void };

const doingWords: readonly (readonly [Doing, string])[] = [
  ['looks', 'looks at the page'],
  ['elsewhere', 'looks at something else'],
  ['box', 'has the box open'],
  ['chat', 'is in a chat'],
  ['banned', 'is banned'],
];

/** What may hold a prompt back, to be moved as one likes. */
export function PastForm({ past, onPast }: Props) {
  const set = (fields: Partial<PromptPast>): void => onPast({ ...past, ...fields });
  return (
    <details class="prompt-past">
      <summary>What may hold the prompt back</summary>
      <div class="facts-form">
        <Select label="The visitor" value={past.doing} options={doingWords} onPick={(doing) => set({ doing })} />
        <Duration
          label="This visit has lasted"
          minutes={past.visitMinutes}
          otherwise={0}
          onMinutes={(visitMinutes = 0) => set({ visitMinutes })}
        />
        <Amount
          label="Prompts shown before"
          max={limits.promptCap}
          value={past.shown}
          onNumber={(shown = 0) => set({ shown: Math.min(Math.max(0, Math.trunc(shown) || 0), limits.promptCap) })}
        />
        {past.shown > 0 && (
          <>
            <Duration
              label="They were shown before"
              minutes={past.shownMinutes}
              otherwise={0}
              onMinutes={(shownMinutes = 0) => set({ shownMinutes })}
            />
            <Tick
              label="Of the same campaign"
              checked={past.isSameCampaign}
              onTick={(isSameCampaign) => set({ isSameCampaign })}
            />
          </>
        )}
        <Duration
          label="Since a prompt was dismissed"
          minutes={past.dismissedMinutes}
          otherwise={null}
          onMinutes={(dismissedMinutes) => set({ dismissedMinutes })}
        />
        <Duration
          label="Since the last chat"
          minutes={past.chattedMinutes}
          otherwise={null}
          onMinutes={(chattedMinutes) => set({ chattedMinutes })}
        />
        <Duration
          label="Since an earlier visit"
          minutes={past.earlierVisitMinutes}
          otherwise={null}
          onMinutes={(earlierVisitMinutes) => set({ earlierVisitMinutes })}
        />
      </div>
    </details>
  );
}
