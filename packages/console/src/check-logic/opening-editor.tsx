import { type CheckFault, type OpeningHours, type Span, type Weekday, weekdays } from '@handlr/protocol';
import { RemoveButton } from './condition-builder.tsx';
import { FaultLines } from './fault-lines.tsx';
import { Text } from './fields.tsx';

type Props = {
  readonly opening: OpeningHours | undefined;
  readonly faults: readonly CheckFault[];
  readonly onChange: (next: OpeningHours | undefined, field?: string) => void;
};

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

const usual = [{ from: '09:00', to: '17:00' }];

/** When the site is open, by its own clocks. */
export function OpeningEditor({ opening, faults, onChange }: Props) {
  if (opening === undefined) {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return (
      <div class="checks-empty">
        <p>This site has no opening hours: it counts as always open.</p>
        <button
          type="button"
          class="button"
          onClick={() =>
            onChange({ zone: timeZone, week: { mon: usual, tue: usual, wed: usual, thu: usual, fri: usual } })
          }
        >
          Set opening hours
        </button>
      </div>
    );
  }
  const holidays = opening.holidays ?? [];
  const writeHolidays = (next: typeof holidays, field?: string): void =>
    onChange({ ...opening, holidays: next }, field);
  return (
    <div class="check-form">
      <Text
        label="Time zone"
        hint="Written as Europe/London; summer time is minded"
        value={opening.zone}
        onText={(zone) => onChange({ ...opening, zone }, 'zone')}
      />
      <FaultLines faults={faults} path="$.opening.zone" />
      <ul class="opening-days">
        {weekdays.map((day) => (
          <li key={day} class="opening-day">
            <span class="opening-name">{dayNames[day]}</span>
            <Spans
              name={dayNames[day]}
              spans={opening.week[day] ?? []}
              onChange={(spans, field) => onChange({ ...opening, week: { ...opening.week, [day]: spans } }, field)}
            />
            <FaultLines faults={faults} path={`$.opening.week.${day}`} />
          </li>
        ))}
      </ul>
      <h2 class="check-part">Holidays</h2>
      <ul class="opening-days">
        {holidays.map((holiday, at) => (
          <li key={at} class="opening-day opening-holiday">
            <Text
              label="Date"
              type="date"
              value={holiday.date}
              onText={(date) => writeHolidays(holidays.map((each, index) => (index === at ? { ...each, date } : each)))}
            />
            <Text
              label="Name"
              value={holiday.name ?? ''}
              onText={(name) =>
                writeHolidays(
                  holidays.map((each, index) =>
                    index === at ? { ...each, name: name === '' ? undefined : name } : each,
                  ),
                  `holiday ${at}`,
                )
              }
            />
            <Spans
              name={holiday.name ?? holiday.date}
              spans={holiday.spans ?? []}
              onChange={(spans, field) =>
                writeHolidays(
                  holidays.map((each, index) => (index === at ? { ...each, spans } : each)),
                  field,
                )
              }
            />
            <RemoveButton
              label={`Remove ${holiday.name ?? holiday.date}`}
              onRemove={() => writeHolidays(holidays.filter((_, index) => index !== at))}
            />
            <FaultLines faults={faults} path={`$.opening.holidays[${at}]`} />
          </li>
        ))}
      </ul>
      <div class="check-question-foot">
        <button
          type="button"
          class="button button-small"
          onClick={() => writeHolidays([...holidays, { date: `${new Date().getFullYear()}-12-25` }])}
        >
          Add a holiday
        </button>
        <button type="button" class="button button-small" onClick={() => onChange(undefined)}>
          Have no opening hours
        </button>
      </div>
    </div>
  );
}

type SpansProps = {
  readonly name: string;
  readonly spans: readonly Span[];
  readonly onChange: (next: Span[], field?: string) => void;
};

function Spans({ name, spans, onChange }: SpansProps) {
  const write = (at: number, fields: Partial<Span>): void =>
    onChange(
      spans.map((span, index) => (index === at ? { ...span, ...fields } : span)),
      `${name} ${at}`,
    );
  return (
    <div class="opening-spans">
      {spans.length === 0 && <span class="check-hint">Closed</span>}
      {spans.map((span, at) => (
        <span key={at} class="opening-span">
          <input
            class="check-input"
            aria-label={`${name} from`}
            value={span.from}
            onInput={({ currentTarget }) => write(at, { from: currentTarget.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            class="check-input"
            aria-label={`${name} to`}
            value={span.to}
            onInput={({ currentTarget }) => write(at, { to: currentTarget.value })}
          />
          <RemoveButton
            label={`Remove ${span.from} to ${span.to} on ${name}`}
            onRemove={() => onChange(spans.filter((_, index) => index !== at))}
          />
        </span>
      ))}
      <button
        type="button"
        class="link-button opening-add"
        aria-label={`Add hours on ${name}`}
        onClick={() =>
          onChange([...spans, spans.length === 0 ? { from: '09:00', to: '17:00' } : { from: '18:00', to: '20:00' }])
        }
      >
        Add hours
      </button>
    </div>
  );
}
