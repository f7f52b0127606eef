import {
  campaignFields,
  capabilities,
  type Capability,
  type Comparison,
  comparisons,
  type LeafCondition,
  type LeafOf,
  originsOf,
  type Weekday,
  weekdays,
} from '@handlr/protocol';
import { Amount, Lines, Select, Text, Tick } from './fields.tsx';

type Props<Leaf extends LeafCondition = LeafCondition> = {
  readonly condition: Leaf;
  readonly onChange: (next: LeafCondition) => void;
};

const originWords = { page: 'this page', visit: 'this visit', first: 'the first visit' } as const;
const origins = originsOf.map((of) => [of, originWords[of]] as const);

export const capabilityWords: Readonly<Record<Capability, string>> = {
  touch: 'has a touch screen',
  mouse: 'has a mouse',
  'small-screen': 'has a small screen',
  storage: 'keeps data',
  dark: 'prefers dark',
  'reduced-motion': 'prefers less motion',
};

const comparisonWords: Readonly<Record<Comparison, string>> = {
  equals: 'is',
  differs: 'is other than',
  contains: 'contains',
  'at-least': 'is at least',
  'at-most': 'is at most',
  'is-set': 'is given',
};

export const dayWords: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

/** What can be said of one condition. */
export function LeafFields({ condition, onChange }: Props) {
  switch (condition.is) {
    case 'page':
      return (
        <Lines
          label="Paths, one on each line"
          hint="* stands for anything but a slash, ** for anything: /shop/**"
          values={condition.paths}
          onValues={(paths) => onChange({ ...condition, paths })}
        />
      );
    case 'referrer':
      return (
        <div class="check-pair">
          <Select
            label="Of"
            value={condition.of ?? 'page'}
            options={origins}
            onPick={(of) => onChange({ ...condition, of })}
          />
          <Lines
            label="Hosts, one on each line"
            hint="*.example.com, or direct for no other site"
            values={condition.hosts}
            onValues={(hosts) => onChange({ ...condition, hosts })}
          />
        </div>
      );
    case 'campaign':
      return <CampaignFields condition={condition} onChange={onChange} />;
    case 'visits':
    case 'past-chats':
      return (
        <div class="check-pair">
          <Amount
            label="At least"
            value={condition.atLeast}
            onNumber={(atLeast) => onChange({ ...condition, atLeast })}
          />
          <Amount label="At most" value={condition.atMost} onNumber={(atMost) => onChange({ ...condition, atMost })} />
        </div>
      );
    case 'time-on-page':
    case 'idle':
      return (
        <Amount
          label={condition.is === 'idle' ? 'Nothing done for' : 'At least'}
          unit="seconds"
          min={1}
          value={condition.seconds}
          onNumber={(seconds = 0) => onChange({ ...condition, seconds })}
        />
      );
    case 'scroll':
      return (
        <Amount
          label="At least"
          unit="% of the page"
          min={1}
          max={100}
          value={condition.percent}
          onNumber={(percent = 0) => onChange({ ...condition, percent })}
        />
      );
    case 'language':
      return (
        <Lines
          label="Languages, one on each line"
          hint="en for every English, en-GB for the British one"
          values={condition.languages}
          onValues={(languages) => onChange({ ...condition, languages })}
        />
      );
    case 'local-time':
      return <TimeFields condition={condition} onChange={onChange} />;
    case 'capability':
      return (
        <Select
          label="It"
          value={condition.capability}
          options={capabilities.map((each) => [each, capabilityWords[each]] as const)}
          onPick={(capability) => onChange({ ...condition, capability })}
        />
      );
    case 'value':
      return <ValueFields condition={condition} onChange={onChange} />;
    case 'exit-intent':
    case 'opening-hours':
    case 'agents-available':
      return null;
  }
}

function CampaignFields({ condition, onChange }: Props<LeafOf<'campaign'>>) {
  return (
    <div class="check-pair">
      <Select
        label="Of"
        value={condition.of ?? 'page'}
        options={origins}
        onPick={(of) => onChange({ ...condition, of })}
      />
      <Select
        label="Which part"
        value={condition.field}
        options={campaignFields.map((field) => [field, `utm_${field}`] as const)}
        onPick={(field) => onChange({ ...condition, field })}
      />
      <Lines
        label="Values, one on each line"
        values={condition.values}
        onValues={(values) => onChange({ ...condition, values })}
      />
    </div>
  );
}

function TimeFields({ condition, onChange }: Props<LeafOf<'local-time'>>) {
  const { clock = 'site', days, from, to } = condition;
  const chosen = days ?? [...weekdays];
  return (
    <>
      <div class="check-days" role="group" aria-label="Days">
        {weekdays.map((day) => (
          <Tick
            key={day}
            label={dayWords[day]}
            checked={chosen.includes(day)}
            onTick={(isOn) => {
              const next = weekdays.filter((each) => (each === day ? isOn : chosen.includes(each)));
              onChange({ ...condition, days: next.length === weekdays.length ? undefined : next });
            }}
          />
        ))}
      </div>
      <div class="check-pair">
        <Text
          label="From"
          type="time"
          value={from ?? ''}
          onText={(text) => onChange({ ...condition, from: text || undefined })}
        />
        <Text
          label="To"
          type="time"
          value={to ?? ''}
          onText={(text) => onChange({ ...condition, to: text || undefined })}
        />
        <Select
          label="By the clock"
          value={clock}
          options={[
            ['site', 'of the site'],
            ['visitor', 'of the visitor'],
          ]}
          onPick={(next) => onChange({ ...condition, clock: next })}
        />
      </div>
    </>
  );
}

function ValueFields({ condition, onChange }: Props<LeafOf<'value'>>) {
  const { name, compare, to } = condition;
  const isNumber = compare === 'at-least' || compare === 'at-most';
  return (
    <div class="check-pair">
      <Text label="Name" value={name} onText={(text) => onChange({ ...condition, name: text })} />
      <Select
        label="It"
        value={compare}
        options={comparisons.map((each) => [each, comparisonWords[each]] as const)}
        onPick={(next) => onChange({ ...condition, compare: next, to: next === 'is-set' ? undefined : (to ?? '') })}
      />
      {compare !== 'is-set' && (
        <Text
          label="Value"
          value={String(to ?? '')}
          onText={(text) =>
            onChange({
              ...condition,
              to: isNumber && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text,
            })
          }
        />
      )}
    </div>
  );
}
