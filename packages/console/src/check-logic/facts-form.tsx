import { type CheckFacts, type CheckOrigin, type HistoryFacts, leavesOf, needsHistory } from '@handlr/core';
import { capabilities, type Condition, type ConditionKind } from '@handlr/protocol';
import { useId, useState } from 'preact/hooks';
import { Amount, Select, Text, Tick } from './fields.tsx';
import { capabilityWords } from './leaf-fields.tsx';
import { linesOfValues, localText, momentOf, valuesOfLines } from './fact-words.ts';

type Props = { readonly when: Condition; readonly facts: CheckFacts; readonly onFacts: (next: CheckFacts) => void };

const agreed: HistoryFacts = {
  visits: 1,
  pastChats: 0,
  visit: { referrerHost: null, campaign: {} },
  first: { referrerHost: null, campaign: {} },
};

/** The facts that this check asks about, to be moved as one likes. */
export function FactsForm({ when, facts, onFacts }: Props) {
  const leaves = leavesOf(when);
  const asks = (...kinds: ConditionKind[]): boolean => leaves.some(({ is }) => kinds.includes(is));
  const set = (fields: Partial<CheckFacts>): void => onFacts({ ...facts, ...fields });
  const past = typeof facts.history === 'string' ? null : facts.history;
  return (
    <div class="facts-form">
      <Select
        label="Being remembered"
        value={past === null ? 'withheld' : 'agreed'}
        options={[
          ['withheld', 'not agreed to'],
          ['agreed', 'agreed to'],
        ]}
        onPick={(picked) => set({ history: picked === 'agreed' ? agreed : 'withheld' })}
      />
      {asks('page') && <Text label="Page" value={facts.path} onText={(path) => set({ path })} />}
      {asks('time-on-page') && (
        <Slider
          label="On this page for"
          unit="s"
          max={180}
          value={facts.onPageMs / 1000}
          onValue={(to) => set({ onPageMs: to * 1000 })}
        />
      )}
      {asks('idle') && (
        <Slider
          label="Idle for"
          unit="s"
          max={300}
          value={facts.idleMs / 1000}
          onValue={(to) => set({ idleMs: to * 1000 })}
        />
      )}
      {asks('scroll') && (
        <Slider
          label="Seen of the page"
          unit="%"
          max={100}
          value={facts.scrollPercent}
          onValue={(to) => set({ scrollPercent: to })}
        />
      )}
      {asks('exit-intent') && (
        <Tick
          label="The pointer left by the top"
          checked={facts.exitIntent}
          onTick={(exitIntent) => set({ exitIntent })}
        />
      )}
      {asks('agents-available') && (
        <Select
          label="Somebody is there"
          value={String(facts.agentsAvailable)}
          options={[
            ['true', 'yes'],
            ['false', 'no'],
            ['unknown', 'not known yet'],
          ]}
          onPick={(picked) => set({ agentsAvailable: picked === 'unknown' ? 'unknown' : picked === 'true' })}
        />
      )}
      {asks('local-time', 'opening-hours') && (
        <Text
          label="When, by your clock"
          type="datetime-local"
          value={localText(facts.nowMs)}
          onText={(text) => set({ nowMs: momentOf(text) ?? facts.nowMs })}
        />
      )}
      {asks('language') && (
        <Text
          label="Browser’s language"
          value={facts.languages[0] ?? ''}
          onText={(language) => set({ languages: [language] })}
        />
      )}
      {asks('referrer', 'campaign') && (
        <OriginFields title="This page" origin={facts.origin} onOrigin={(origin) => set({ origin })} />
      )}
      {past !== null && leaves.some(needsHistory) && (
        <>
          {asks('visits') && (
            <Amount
              label="Visits, this one included"
              min={1}
              value={past.visits}
              onNumber={(visits = 1) => set({ history: { ...past, visits } })}
            />
          )}
          {asks('past-chats') && (
            <Amount
              label="Past chats"
              value={past.pastChats}
              onNumber={(pastChats = 0) => set({ history: { ...past, pastChats } })}
            />
          )}
          {asks('referrer', 'campaign') && (
            <>
              <OriginFields
                title="This visit"
                origin={past.visit}
                onOrigin={(visit) => set({ history: { ...past, visit } })}
              />
              <OriginFields
                title="The first visit"
                origin={past.first}
                onOrigin={(first) => set({ history: { ...past, first } })}
              />
            </>
          )}
        </>
      )}
      {asks('capability') && (
        <div class="check-days" role="group" aria-label="Their device">
          {capabilities.map((each) => (
            <Tick
              key={each}
              label={capabilityWords[each]}
              checked={facts.capabilities.includes(each)}
              onTick={(isSo) =>
                set({
                  capabilities: capabilities.filter((other) =>
                    other === each ? isSo : facts.capabilities.includes(other),
                  ),
                })
              }
            />
          ))}
        </div>
      )}
      {asks('value') && <ValuesField values={facts.values} onValues={(values) => set({ values })} />}
    </div>
  );
}

type ValuesProps = { readonly values: CheckFacts['values']; readonly onValues: (next: CheckFacts['values']) => void };

/** What is half typed is no value yet, and stays as it is typed. */
function ValuesField({ values, onValues }: ValuesProps) {
  const [typed, setTyped] = useState(linesOfValues(values));
  return (
    <Text
      label="Values of the page"
      hint="One on each line: plan = pro"
      lines={2}
      value={typed}
      onText={(text) => {
        setTyped(text);
        onValues(valuesOfLines(text));
      }}
    />
  );
}

type OriginProps = {
  readonly title: string;
  readonly origin: CheckOrigin;
  readonly onOrigin: (next: CheckOrigin) => void;
};

function OriginFields({ title, origin, onOrigin }: OriginProps) {
  return (
    <div class="check-pair">
      <Text
        label={`${title} came from`}
        placeholder="no other site"
        value={origin.referrerHost ?? ''}
        onText={(host) => onOrigin({ ...origin, referrerHost: host === '' ? null : host })}
      />
      <Text
        label="utm_source"
        value={origin.campaign.source ?? ''}
        onText={(source) => {
          const { source: _source, ...rest } = origin.campaign;
          onOrigin({ ...origin, campaign: { ...rest, ...(source !== '' && { source }) } });
        }}
      />
    </div>
  );
}

type SliderProps = {
  readonly label: string;
  readonly unit: string;
  readonly max: number;
  readonly value: number;
  readonly onValue: (value: number) => void;
};

function Slider({ label, unit, max, value, onValue }: SliderProps) {
  const id = useId();
  return (
    <div class="check-field">
      <label for={id}>{label}</label>
      <span class="check-amount">
        <input
          id={id}
          class="check-slider"
          type="range"
          min={0}
          max={max}
          value={value}
          aria-valuetext={`${value} ${unit}`}
          onInput={({ currentTarget }) => onValue(currentTarget.valueAsNumber)}
        />
        <output class="check-unit" for={id}>
          {value} {unit}
        </output>
      </span>
    </div>
  );
}
