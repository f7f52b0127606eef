import {
  type ConsentInputs,
  type ConsentSource,
  consentSources,
  type Decision,
  decisionLifetimeMs,
  type Resolution,
} from '@handlr/privacy';
import {
  type BannerWord,
  choices,
  type Choices,
  type DecidablePurpose,
  decidablePurposes,
  jurisdictions,
  purposes,
} from '@handlr/protocol';

export type Resolve = (inputs: ConsentInputs) => Resolution;

export const nowMs = Date.UTC(2026, 10, 24, 12);

export const decision = (fields: Partial<Decision> = {}): Decision => ({
  number: 1,
  choices: {},
  overGpc: false,
  method: 'panel',
  policyVersion: 1,
  language: 'en',
  decidedAt: nowMs - 1,
  ...fields,
});

export const inputs = (fields: Partial<ConsentInputs> = {}): ConsentInputs => ({
  policy: { jurisdiction: 'eu', version: 1, denies: [], bannerMayGrant: true, gpcOverride: false },
  hasActed: true,
  decision: null,
  banner: {},
  gpc: false,
  nowMs,
  ...fields,
});

/** What the four sources can say of a purpose, and in which ways. */
export const widgetSays: readonly (Choices[DecidablePurpose] | 'silent' | 'expired' | 'other version')[] = [
  'silent',
  ...choices,
  'expired',
  'other version',
];
export const bannerSays: readonly (BannerWord | 'silent' | 'may not grant')[] = [
  'silent',
  'granted',
  'denied',
  'may not grant',
];
export const siteSays = ['silent', 'denied'] as const;
export const gpcSays = ['off', 'on', 'overridden', 'overridden but not allowed'] as const;

export type Cell = {
  readonly purpose: DecidablePurpose;
  readonly jurisdiction: (typeof jurisdictions)[number];
  readonly hasActed: boolean;
  readonly widget: (typeof widgetSays)[number];
  readonly banner: (typeof bannerSays)[number];
  readonly site: (typeof siteSays)[number];
  readonly gpc: (typeof gpcSays)[number];
};

/** Every combination there is. */
export function everyCell(): Cell[] {
  return decidablePurposes.flatMap((purpose) =>
    jurisdictions.flatMap((jurisdiction) =>
      [true, false].flatMap((hasActed) =>
        widgetSays.flatMap((widget) =>
          bannerSays.flatMap((banner) =>
            siteSays.flatMap((site) =>
              gpcSays.map((gpc) => ({ purpose, jurisdiction, hasActed, widget, banner, site, gpc })),
            ),
          ),
        ),
      ),
    ),
  );
}

export function inputsOf({ purpose, jurisdiction, hasActed, widget, banner, site, gpc }: Cell): ConsentInputs {
  const isStale = widget === 'expired' || widget === 'other version';
  const choice = isStale ? 'granted' : widget;
  const isOverridden = gpc === 'overridden' || gpc === 'overridden but not allowed';
  return inputs({
    policy: {
      jurisdiction,
      version: 1,
      denies: site === 'denied' ? [purpose] : [],
      bannerMayGrant: banner !== 'may not grant',
      gpcOverride: gpc === 'overridden',
    },
    hasActed,
    decision:
      choice === 'silent'
        ? null
        : decision({
            choices: { [purpose]: choice },
            overGpc: isOverridden,
            policyVersion: widget === 'other version' ? 2 : 1,
            decidedAt: widget === 'expired' ? nowMs - decisionLifetimeMs : nowMs - decisionLifetimeMs + 1,
          }),
    banner: banner === 'silent' ? {} : { [purpose]: banner === 'may not grant' ? 'granted' : banner },
    gpc: gpc !== 'off',
  });
}

/** The same answer by another way: a table of who denies and who grants, straight from the design. */
export function expected(cell: Cell): { readonly allowed: boolean; readonly deniers: readonly ConsentSource[] } {
  const { purpose, jurisdiction, hasActed, widget, banner, site, gpc } = cell;
  const isOverridden = gpc === 'overridden' && widget === 'granted';
  const denies: { readonly [Source in ConsentSource]: boolean } = {
    site: site === 'denied',
    gpc: gpc !== 'off' && purpose === 'history' && !isOverridden,
    banner: banner === 'denied',
    widget: widget === 'denied' || widget === 'withdrawn' || widget === 'objected',
  };
  const deniers = consentSources.filter((source) => denies[source]);
  const isGranted = widget === 'granted' || banner === 'granted';
  const needsNone = jurisdiction === 'uk' && (purpose === 'functionality' || purpose === 'statistics');
  return { allowed: deniers.length === 0 && (isGranted || (needsNone && hasActed)), deniers };
}

const fail = (what: string, detail: unknown): never => {
  throw new Error(`${what}: ${JSON.stringify(detail)}`);
};

/** Each throws when a resolver breaks the rule that it is named after. */
export const invariants: Readonly<Record<string, (resolve: Resolve) => void>> = {
  'CON1 exempt purposes are served from the moment that the visitor acts, whatever anybody says, and not before': (
    resolve,
  ) => {
    for (const cell of everyCell()) {
      const resolution = resolve(inputsOf(cell));
      for (const purpose of ['service', 'security'] as const) {
        if (resolution[purpose].allowed !== cell.hasActed) fail(purpose, cell);
      }
    }
  },
  'CON2 any denial wins over every grant': (resolve) => {
    for (const cell of everyCell()) {
      if (expected(cell).deniers.length > 0 && resolve(inputsOf(cell))[cell.purpose].allowed) fail('allowed', cell);
    }
  },
  'CON3 where none denies, the widget grants, and the banner where it may': (resolve) => {
    for (const cell of everyCell()) {
      const isGranted = cell.widget === 'granted' || cell.banner === 'granted';
      if (expected(cell).deniers.length > 0 || !isGranted) continue;
      const { allowed, state } = resolve(inputsOf(cell))[cell.purpose];
      if (!allowed || state !== 'granted') fail('not granted', cell);
    }
  },
  'CON4 silence is not consent': (resolve) => {
    for (const purpose of decidablePurposes) {
      const { allowed, state, settledBy } = resolve(inputs())[purpose];
      if (allowed || state !== 'unknown' || settledBy !== null) fail('granted by nobody', purpose);
    }
  },
  'CON5 in the UK two purposes need no consent, only no objection': (resolve) => {
    for (const jurisdiction of jurisdictions) {
      for (const hasActed of [true, false]) {
        const policy = { ...inputs().policy, jurisdiction };
        const resolution = resolve(inputs({ policy, hasActed }));
        for (const purpose of decidablePurposes) {
          const needsNone = jurisdiction === 'uk' && (purpose === 'functionality' || purpose === 'statistics');
          if (resolution[purpose].allowed !== (needsNone && hasActed)) fail(purpose, { jurisdiction, hasActed });
        }
      }
    }
  },
  'CON6 the site can deny and cannot grant': (resolve) => {
    for (const purpose of decidablePurposes) {
      const policy = { ...inputs().policy, denies: [purpose] };
      const granted = { [purpose]: 'granted' } as const;
      const { allowed, settledBy } = resolve(
        inputs({ policy, banner: granted, decision: decision({ choices: granted }) }),
      )[purpose];
      if (allowed || settledBy !== 'site') fail('the site was overruled', purpose);
      const others = decidablePurposes.filter((other) => other !== purpose);
      if (others.some((other) => resolve(inputs({ policy }))[other].allowed)) fail('the site granted', purpose);
    }
  },
  'CON7 Global Privacy Control denies history and nothing else': (resolve) => {
    const banner = Object.fromEntries(decidablePurposes.map((purpose) => [purpose, 'granted'] as const));
    const resolution = resolve(inputs({ gpc: true, banner }));
    for (const purpose of decidablePurposes) {
      if (resolution[purpose].allowed === (purpose === 'history')) fail('under the signal', purpose);
    }
  },
  'CON8 a choice by name overrides the signal only where the site allows that': (resolve) => {
    for (const gpcOverride of [true, false]) {
      for (const overGpc of [true, false]) {
        for (const choice of choices) {
          const policy = { ...inputs().policy, gpcOverride };
          const chosen = decision({ choices: { history: choice }, overGpc });
          const { allowed } = resolve(inputs({ policy, gpc: true, decision: chosen })).history;
          if (allowed !== (gpcOverride && overGpc && choice === 'granted'))
            fail('override', { gpcOverride, overGpc, choice });
        }
      }
    }
  },
  'CON9 a decision is silent from six months on, and under another policy': (resolve) => {
    const at = (ageMs: number, policyVersion = 1): boolean =>
      resolve(
        inputs({ decision: decision({ choices: { contact: 'granted' }, decidedAt: nowMs - ageMs, policyVersion }) }),
      ).contact.allowed;
    if (!at(decisionLifetimeMs - 1)) fail('expired too early', null);
    if (at(decisionLifetimeMs)) fail('did not expire', null);
    if (at(0, 2) || at(0, 0)) fail('holds under another version', null);
  },
  'CON10 denied, withdrawn and objected all deny, and are told apart': (resolve) => {
    for (const purpose of decidablePurposes) {
      for (const choice of ['denied', 'withdrawn', 'objected'] as const) {
        const said = {
          decision: decision({ choices: { [purpose]: choice } }),
          banner: { [purpose]: 'granted' } as const,
        };
        const { allowed, state } = resolve(inputs(said))[purpose];
        if (allowed || state !== choice) fail(choice, purpose);
      }
    }
  },
  'CON11 the trace says who settled it': (resolve) => {
    for (const cell of everyCell()) {
      const { allowed, settledBy, says, state } = resolve(inputsOf(cell))[cell.purpose];
      const { deniers } = expected(cell);
      const accused = consentSources.filter((source) => says[source] === 'denied');
      if (JSON.stringify(accused) !== JSON.stringify(deniers)) fail('accused', { cell, accused, deniers });
      if (deniers.length > 0 && settledBy !== deniers[0]) fail('settled by', { cell, settledBy });
      if (deniers.length === 0 && allowed && settledBy !== null && says[settledBy] !== 'granted')
        fail('no grant', cell);
      if (state === 'unknown' && settledBy !== null) fail('unknown, yet settled', cell);
    }
  },
  'CON12 every purpose has an answer': (resolve) => {
    const resolution = resolve(inputs());
    if (Object.keys(resolution).sort().join() !== [...purposes].sort().join())
      fail('purposes', Object.keys(resolution));
  },
};
