import './prompts.css';
import { type CheckFault, defaultPromptPolicy, limits, type PromptPolicy } from '@handlr/protocol';
import { FaultLines } from '../check-logic/fault-lines.tsx';
import { Count } from './count.tsx';
import { Duration } from './duration.tsx';
import { durationWords, inPlainUnits } from './prompt-words.ts';

type Props = {
  readonly policy: PromptPolicy | undefined;
  readonly faults: readonly CheckFault[];
  readonly onChange: (next: PromptPolicy | undefined, field?: string) => void;
};

type Name = keyof PromptPolicy;
type WindowName = Extract<Name, `${string}Minutes`>;
type CountName = Exclude<Name, WindowName | 'off'>;

const windows: readonly (readonly [name: WindowName, label: string, hint?: string])[] = [
  ['afterPromptMinutes', 'After any prompt was shown'],
  ['afterDismissalMinutes', 'After the visitor dismissed one', 'For the rest of that visit there is none in any case.'],
  ['afterChatMinutes', 'After the visitor last wrote in a chat'],
  ['afterVisitMinutes', 'After an earlier visit', 'The visit that goes on does not count.'],
];

const caps: readonly (readonly [name: CountName, label: string, unit: string, max: number, min?: number])[] = [
  ['perVisit', 'In one visit', 'prompts', limits.promptCap],
  ['perDay', 'In any 24 hours', 'prompts', limits.promptCap],
  ['perCampaign', 'Of one campaign', 'prompts', limits.promptCap],
  ['campaignDays', 'Campaigns look back', 'days', limits.promptMemoryDays, 1],
];

/** Whether, and how often, visitors of a site are prompted, whatever its checks say. */
export function PromptsEditor({ policy = {}, faults, onChange }: Props) {
  const shown = inPlainUnits(faults);
  const isOff = policy.off === true;

  function write<N extends Name>(name: N, value: PromptPolicy[N] | undefined, field?: string): void {
    const { [name]: _before, ...rest } = policy;
    const next: PromptPolicy = { ...rest, ...(value !== undefined && { [name]: value }) };
    onChange(Object.keys(next).length === 0 ? undefined : next, field);
  }

  return (
    <div class="check-form">
      <h2 class="prompts-title">Automatic prompts</h2>
      <p class="check-hint">
        These hold for all checks of this site. An empty field is as its grey number says. Only visitors who agreed to
        being remembered are prompted at all.
      </p>
      <div class="prompts-off">
        <button
          type="button"
          role="switch"
          class="switch"
          aria-checked={isOff}
          aria-labelledby="prompts-off"
          onClick={() => write('off', isOff ? undefined : true)}
        />
        <span>
          <span id="prompts-off" class="check-leaf-name">
            No automatic prompts
          </span>
          <span class="check-hint">
            {' '}
            {isOff ? 'What stands below waits until this is off.' : 'Checks still do the rest.'}
          </span>
        </span>
      </div>
      <FaultLines faults={shown} path="$.prompts" exact />
      <FaultLines faults={shown} path="$.prompts.off" />
      <h3 class="check-part">How long there is none</h3>
      {windows.map(([name, label, hint]) => (
        <div key={name} class="prompts-field">
          <Duration
            label={label}
            hint={`${hint === undefined ? '' : `${hint} `}Usually ${durationWords(defaultPromptPolicy[name])}.`}
            minutes={policy[name]}
            otherwise={defaultPromptPolicy[name]}
            onMinutes={(minutes) => write(name, minutes, `$.prompts.${name}`)}
          />
          <FaultLines faults={shown} path={`$.prompts.${name}`} />
        </div>
      ))}
      <h3 class="check-part">How many at most</h3>
      <div class="check-pair">
        {caps.map(([name, label, unit, max, min = 0]) => (
          <div key={name} class="prompts-field">
            <Count
              label={label}
              unit={unit}
              min={min}
              max={max}
              value={policy[name]}
              otherwise={defaultPromptPolicy[name]}
              onValue={(value) => write(name, value, `$.prompts.${name}`)}
            />
            <FaultLines faults={shown} path={`$.prompts.${name}`} />
          </div>
        ))}
      </div>
      <p class="check-hint">
        Prompts of checks that name the same campaign count together; a prompt without one counts alone.
      </p>
      {Object.keys(policy).length > 0 && (
        <button
          type="button"
          class="button button-small check-delete prompts-reset"
          onClick={() => onChange(undefined)}
        >
          Back to what is usual
        </button>
      )}
    </div>
  );
}
