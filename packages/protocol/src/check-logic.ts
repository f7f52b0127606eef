import * as v from 'valibot';
import { idSchema, textSchema, timeSchema } from './identifiers.ts';
import { limits } from './limits.ts';
import { type PromptPolicy, promptPolicySchema } from './prompt-suppression.ts';

/*
 * Checks: what a site wants to happen, and when, as data. Staff write them, the gateway keeps them, the visitor's browser runs them.
 *
 *   when   a condition; conditions are combined by `all`, `any` and `not`
 *   then   what is done, in this order
 *   scope  how often: once a page view, once a visit, once ever, or each time that the condition comes true
 *
 * Patterns are globs and never regular expressions: `*` stands for anything but a slash, `**` for anything.
 */

const short = textSchema(1, 80);
const sentence = textSchema(1, limits.checkTextLength);
const word = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Write small letters, digits and dashes, 40 at most'),
);
const whole = (min: number, max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
const some = <Item extends v.GenericSchema>(item: Item, max: number) =>
  v.pipe(v.array(item), v.minLength(1), v.maxLength(max));
const glob = textSchema(1, limits.checkPatternLength);
const pathGlob = v.pipe(
  glob,
  v.check(
    (text) => /^(\/|\*\*)/.test(text) && !/[\s?#]/.test(text),
    'A path begins with / and has no ? or #, such as /shop/*',
  ),
);
const hostGlob = v.pipe(
  glob,
  v.regex(
    /^(direct|[a-z0-9*-]+(\.[a-z0-9*-]+)+)$/,
    'A host is written in small letters, such as *.example.com; "direct" is a visitor whom no page sent',
  ),
);
const languageTag = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'A language is written as en or pt-BR'),
);
const clockTime = v.pipe(v.string(), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'A time of day is written 09:30'));
const zone = v.pipe(v.string(), v.maxLength(64), v.check(isZone, 'A time zone is written as Europe/London'));
const date = v.pipe(v.string(), v.isoDate('A date is written 2026-12-25'));

/** Monday first, as ISO 8601 counts. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** What a browser can do, as far as a check may ask: nothing here tells one device from another. */
export const capabilities = ['touch', 'mouse', 'small-screen', 'storage', 'dark', 'reduced-motion'] as const;
export type Capability = (typeof capabilities)[number];

/** Of `utm_source` and its siblings, without the prefix. */
export const campaignFields = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export type CampaignField = (typeof campaignFields)[number];

/** Whose origin: that of this very page, of this visit, or of the first visit ever. All but the first need `history`. */
export const originsOf = ['page', 'visit', 'first'] as const;
export type OriginOf = (typeof originsOf)[number];

export const comparisons = ['equals', 'differs', 'contains', 'at-least', 'at-most', 'is-set'] as const;
export type Comparison = (typeof comparisons)[number];

const of = v.optional(v.picklist(originsOf));
const count = v.optional(whole(0, 10_000));
const seconds = whole(1, 24 * 60 * 60);

/** One question each that a condition can ask. */
export const conditionSchemas = {
  /** The page's path, without query and fragment, fits one of these. Capitals do not matter. */
  page: v.strictObject({ is: v.literal('page'), paths: some(pathGlob, limits.checkPatterns) }),
  /** The host that linked here; `of` is `page` unless it is said. */
  referrer: v.strictObject({ is: v.literal('referrer'), of, hosts: some(hostGlob, limits.checkPatterns) }),
  campaign: v.strictObject({
    is: v.literal('campaign'),
    of,
    field: v.picklist(campaignFields),
    values: some(glob, limits.checkPatterns),
  }),
  /** Visits of this visitor, this one included. */
  visits: v.strictObject({ is: v.literal('visits'), atLeast: count, atMost: count }),
  'past-chats': v.strictObject({ is: v.literal('past-chats'), atLeast: count, atMost: count }),
  /** At least this long on this page. */
  'time-on-page': v.strictObject({ is: v.literal('time-on-page'), seconds }),
  /** At least this share of the page was seen. */
  scroll: v.strictObject({ is: v.literal('scroll'), percent: whole(1, 100) }),
  /** Nothing was touched, moved or typed for this long. */
  idle: v.strictObject({ is: v.literal('idle'), seconds }),
  /** The pointer left by the top of the page. */
  'exit-intent': v.strictObject({ is: v.literal('exit-intent') }),
  /** The browser's first language is one of these: `pt` means every Portuguese, `pt-BR` that of Brazil. */
  language: v.strictObject({ is: v.literal('language'), languages: some(languageTag, limits.checkPatterns) }),
  /** By the site's clock unless it is the visitor's. `from` after `to` runs past midnight. */
  'local-time': v.strictObject({
    is: v.literal('local-time'),
    clock: v.optional(v.picklist(['site', 'visitor'])),
    days: v.optional(some(v.picklist(weekdays), 7)),
    from: v.optional(clockTime),
    to: v.optional(clockTime),
  }),
  /** Within the site's opening hours. */
  'opening-hours': v.strictObject({ is: v.literal('opening-hours') }),
  /** Somebody is there to answer. */
  'agents-available': v.strictObject({ is: v.literal('agents-available') }),
  capability: v.strictObject({ is: v.literal('capability'), capability: v.picklist(capabilities) }),
  /** A value that the page gave by `handlr('values', {…})`. */
  value: v.strictObject({
    is: v.literal('value'),
    name: textSchema(1, 60),
    compare: v.picklist(comparisons),
    to: v.optional(v.union([textSchema(0, 200), v.pipe(v.number(), v.finite()), v.boolean()])),
  }),
} as const;

export type ConditionKind = keyof typeof conditionSchemas;
export const conditionKinds = [
  'page',
  'referrer',
  'campaign',
  'visits',
  'past-chats',
  'time-on-page',
  'scroll',
  'idle',
  'exit-intent',
  'language',
  'local-time',
  'opening-hours',
  'agents-available',
  'capability',
  'value',
] as const satisfies readonly ConditionKind[];
export type LeafCondition = { [K in ConditionKind]: v.InferOutput<(typeof conditionSchemas)[K]> }[ConditionKind];
export type LeafOf<K extends ConditionKind> = Extract<LeafCondition, { is: K }>;
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | LeafCondition;

const nested = v.lazy((): v.GenericSchema<Condition> => conditionSchema);
const several = v.pipe(v.array(nested), v.minLength(1), v.maxLength(limits.checkConditions), v.readonly());
const leafSchema = v.variant('is', Object.values(conditionSchemas));

/** Which form is meant is seen from what stands there, so that a fault is found inside of it. */
export const conditionSchema: v.GenericSchema<Condition> = v.lazy((input): v.GenericSchema<Condition> => {
  if (isRecord(input) && 'all' in input) return v.strictObject({ all: several });
  if (isRecord(input) && 'any' in input) return v.strictObject({ any: several });
  if (isRecord(input) && 'not' in input) return v.strictObject({ not: nested });
  return leafSchema;
});

const department = word;
/** Where a branch of the questions goes on: a question's id, or `end`. Absent: the next in the list. */
const next = v.optional(word);

/** A question before the chat; `next` of a choice goes before that of its question. */
export const questionSchema = v.strictObject({
  id: word,
  text: sentence,
  /** Absent: answered in the visitor's own words. */
  choices: v.optional(
    some(
      v.strictObject({ label: short, next, department: v.optional(department), language: v.optional(languageTag) }),
      limits.checkChoices,
    ),
  ),
  /** It may be left unanswered. */
  optional: v.optional(v.boolean()),
  next,
});
export type Question = v.InferOutput<typeof questionSchema>;

/** A button under a prompt. `message` is what the visitor says first by pressing it; it is sent once the chat is opened. */
export const promptChoiceSchema = v.strictObject({
  label: short,
  then: v.picklist(['chat', 'offline-form', 'close']),
  message: v.optional(sentence),
  department: v.optional(department),
});
export type PromptChoice = v.InferOutput<typeof promptChoiceSchema>;

export const actionSchemas = {
  /** Text beside the launcher. Never without `history`. `from`: who speaks; absent, the site's name. `campaign`: see `PromptPolicy`. */
  prompt: v.strictObject({
    do: v.literal('prompt'),
    text: sentence,
    from: v.optional(short),
    campaign: v.optional(word),
    choices: v.optional(some(promptChoiceSchema, limits.checkChoices)),
  }),
  /** Shows the box, which starts nothing until the visitor does something in it. */
  open: v.strictObject({ do: v.literal('open') }),
  /** No launcher on this page; a chat that goes on stays reachable. */
  hide: v.strictObject({ do: v.literal('hide') }),
  department: v.strictObject({ do: v.literal('department'), department }),
  language: v.strictObject({ do: v.literal('language'), language: languageTag }),
  /** These are asked when the visitor opens the box and has no chat yet. */
  ask: v.strictObject({ do: v.literal('ask'), questions: some(questionSchema, limits.checkQuestions) }),
  /** In place of the chat, for visitors who have none that goes on. `text`: what stands above it. */
  'offline-form': v.strictObject({ do: v.literal('offline-form'), text: v.optional(sentence) }),
} as const;

export type ActionKind = keyof typeof actionSchemas;
export const actionKinds = [
  'prompt',
  'open',
  'hide',
  'department',
  'language',
  'ask',
  'offline-form',
] as const satisfies readonly ActionKind[];
export type CheckAction = { [K in ActionKind]: v.InferOutput<(typeof actionSchemas)[K]> }[ActionKind];
export type ActionOf<K extends ActionKind> = Extract<CheckAction, { do: K }>;

/** How often a check fires; what is beyond the page is remembered, which needs `history`. */
export const checkScopes = ['page', 'visit', 'visitor', 'always'] as const;
export type CheckScope = (typeof checkScopes)[number];

export const checkSchema = v.strictObject({
  id: word,
  /** For staff alone; browsers are not sent it. */
  name: short,
  on: v.boolean(),
  when: conditionSchema,
  then: some(v.variant('do', Object.values(actionSchemas)), limits.checkActions),
  scope: v.picklist(checkScopes),
  /** What the visitor is told who asks why; absent, a sentence is made of the condition. */
  why: v.optional(sentence),
});
export type Check = v.InferOutput<typeof checkSchema>;

/** Begin and end of an opening, `to` after `from`; past midnight is two spans. */
export const spanSchema = v.strictObject({ from: clockTime, to: clockTime });
export type Span = v.InferOutput<typeof spanSchema>;
const spans = v.pipe(v.array(spanSchema), v.maxLength(limits.openingSpans));

/** A day that is left out of `week` is closed. A holiday without `spans` is closed all day. */
export const openingHoursSchema = v.strictObject({
  zone,
  week: v.strictObject({
    mon: v.optional(spans),
    tue: v.optional(spans),
    wed: v.optional(spans),
    thu: v.optional(spans),
    fri: v.optional(spans),
    sat: v.optional(spans),
    sun: v.optional(spans),
  }),
  holidays: v.optional(
    v.pipe(
      v.array(v.strictObject({ date, name: v.optional(short), spans: v.optional(spans) })),
      v.maxLength(limits.openingHolidays),
    ),
  ),
});
export type OpeningHours = v.InferOutput<typeof openingHoursSchema>;

/** All that a site lays down. `opening` absent: always open, and the site's clock is UTC. */
export const siteChecksSchema = v.strictObject({
  opening: v.optional(openingHoursSchema),
  prompts: v.optional(promptPolicySchema),
  checks: v.pipe(v.array(checkSchema), v.maxLength(limits.checksPerSite)),
});
export type SiteChecks = v.InferOutput<typeof siteChecksSchema>;

/** `GET /sites/:key/checks.json`: what browsers are sent, the same for everyone. Only checks that are on; their order counts. */
export type ServedCheck = Omit<Check, 'name' | 'on'>;
export type ServedChecks = {
  readonly opening?: OpeningHours;
  readonly prompts?: PromptPolicy;
  readonly checks: readonly ServedCheck[];
};

/** `GET /sites/:key/availability.json`, as old as 30 s. `opensAt`: by the opening hours, while they are closed; null: open, or never. */
export const availabilitySchema = v.strictObject({ available: v.boolean(), opensAt: v.nullable(timeSchema) });
export type Availability = v.InferOutput<typeof availabilitySchema>;

/**
 * What the loader is told of a site's checks: the sum of these in `checks` of its configuration, which is absent where there are none.
 * `beforeOpening` and `afterOpening` speak of checks that do something without `history`.
 */
export const checkFlags = {
  /** Some act before the box is opened: open, hide, choose a language. */
  beforeOpening: 1,
  /** Some act once the box is opened: choose, ask, show the offline form. */
  afterOpening: 2,
  /** Some do more, or anything at all, only with `history`; every prompt is of these. */
  withHistory: 4,
  /** Some ask whether agents are there. */
  availability: 8,
} as const;

/** Where a rule is wrong, and what to do. `path` is a JSON path from the whole: `$.checks[0].when.all[1].paths`. */
export const checkFaultSchema = v.strictObject({ path: v.string(), text: v.string(), suggestion: v.string() });
export type CheckFault = v.InferOutput<typeof checkFaultSchema>;

const siteOfStaff = v.strictObject({ siteId: idSchema });
const revision = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const checkLogicRequests = {
  agent: {
    'checks:sites': {
      about: 'The sites whose checks the asker may edit.',
      payload: v.strictObject({}),
      reply: v.array(
        v.strictObject({
          siteId: idSchema,
          siteKey: v.string(),
          name: v.string(),
          accent: v.string(),
          accentText: v.string(),
        }),
      ),
    },
    'checks:show': {
      about: 'All checks of a site, those that are off included.',
      payload: siteOfStaff,
      reply: v.strictObject({ revision, checks: siteChecksSchema }),
    },
    'checks:save': {
      about:
        'Replaces the checks of a site. Faults are answered with their places, and then nothing is saved. `conflict` when somebody saved since `revision`.',
      payload: v.strictObject({ siteId: idSchema, revision, checks: v.unknown() }),
      reply: v.strictObject({ revision, faults: v.array(checkFaultSchema) }),
    },
  },
} as const;

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return /^[A-Za-z]/.test(text);
  } catch {
    return false;
  }
}
