import {
  type Banner,
  bannerSchema,
  type Choices,
  choicesSchema,
  decidablePurposes,
  type Statement,
} from '@handlr/protocol';
import {
  type ConsentPolicy,
  decisionLifetimeMs,
  isInForce,
  laterDecision,
  type Resolution,
  resolveConsent,
  type StatementRow,
} from '@handlr/privacy';
import { parse, parseJson, pipe, string } from 'valibot';

/** A device's statement as the gateway keeps it, stamped with the gateway's own time. */
export function statementRow(
  statement: Statement,
  {
    siteId,
    policy,
    gpcHeader,
    nowMs,
  }: {
    readonly siteId: string;
    readonly policy: ConsentPolicy;
    /** The connection came with `Sec-GPC: 1`. */
    readonly gpcHeader: boolean;
    readonly nowMs: number;
  },
): StatementRow {
  const { number, choices, banner, gpc, overGpc, method, policyVersion, language } = statement;
  return {
    siteId,
    number,
    choices: JSON.stringify(choices),
    banner: JSON.stringify(banner),
    gpc: gpc || gpcHeader ? 1 : 0,
    overGpc: overGpc ? 1 : 0,
    method,
    policyVersion,
    jurisdiction: policy.jurisdiction,
    language,
    decidedAt: nowMs,
  };
}

/**
 * The one of two statements that holds, as `laterDecision` has it. A decision that is stated again keeps the time at which it
 * first came, under whichever number: only the visitor renews it. Two that differ under one number leave granted only what
 * both grant.
 */
export function laterStatementRow<Row extends StatementRow>(stored: Row, given: Row): Row {
  if (given.number < stored.number) return stored;
  if (given.number > stored.number)
    return isSameDecision(stored, given) ? { ...given, decidedAt: stored.decidedAt } : given;
  const [one, other] = [readStatement(stored), readStatement(given)];
  const { choices, overGpc } = laterDecision(one.decision, other.decision);
  return {
    ...stored,
    choices: JSON.stringify(choices),
    banner: JSON.stringify(stricterBanner(one.banner, other.banner)),
    gpc: Math.max(stored.gpc, given.gpc),
    overGpc: overGpc ? 1 : 0,
  };
}

/** What holds of a stored statement now; of none, what holds where nobody has said anything. */
export function resolveStatement(row: StatementRow | null, policy: ConsentPolicy, nowMs: number): Resolution {
  // Whoever has a socket has opened a chat or decided something.
  const inputs = { policy, hasActed: true, nowMs };
  if (row === null) return resolveConsent({ ...inputs, decision: null, banner: {}, gpc: false });
  const { decision, banner } = readStatement(row);
  // What a banner granted holds no longer than what a visitor decides. What it denied stays denied.
  const inForce = isInForce(decision, policy, nowMs) ? banner : onlyDenials(banner);
  return resolveConsent({ ...inputs, decision, banner: inForce, gpc: row.gpc === 1 });
}

function isSameDecision(stored: StatementRow, given: StatementRow): boolean {
  const isMade = given.choices !== '{}';
  const isOver = given.decidedAt >= stored.decidedAt + decisionLifetimeMs;
  return (
    isMade &&
    !isOver &&
    given.choices === stored.choices &&
    given.overGpc === stored.overGpc &&
    given.policyVersion === stored.policyVersion
  );
}

function readStatement(row: StatementRow) {
  const { number, method, policyVersion, language, decidedAt } = row;
  const choices: Choices = parse(pipe(string(), parseJson(), choicesSchema), row.choices);
  const banner: Banner = parse(pipe(string(), parseJson(), bannerSchema), row.banner);
  return {
    decision: { number, choices, overGpc: row.overGpc === 1, method, policyVersion, language, decidedAt },
    banner,
  };
}

function onlyDenials(banner: Banner): Banner {
  const denials: Banner = {};
  for (const purpose of decidablePurposes) if (banner[purpose] === 'denied') denials[purpose] = 'denied';
  return denials;
}

function stricterBanner(one: Banner, other: Banner): Banner {
  const banner: Banner = {};
  for (const purpose of decidablePurposes) {
    const words = [one[purpose], other[purpose]];
    if (words.includes('denied')) banner[purpose] = 'denied';
    else if (!words.includes(undefined)) banner[purpose] = 'granted';
  }
  return banner;
}
