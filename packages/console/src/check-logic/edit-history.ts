/** What was, is, and was taken back, newest first. */
export type EditHistory<Value> = {
  readonly present: Value;
  readonly past: readonly Value[];
  readonly future: readonly Value[];
  /** What the last edit was of; more of the same are one step. */
  readonly field: string | null;
};

const steps = 100;

export function beginHistory<Value>(present: Value): EditHistory<Value> {
  return { present, past: [], future: [], field: null };
}

/** `field`: what is being typed in, so that a word is taken back at once and not letter by letter; null: a step of its own. */
export function edit<Value>(
  { present, past, field: last }: EditHistory<Value>,
  next: Value,
  field: string | null = null,
): EditHistory<Value> {
  const isSameStep = field !== null && field === last;
  return { present: next, past: isSameStep ? past : [present, ...past].slice(0, steps), future: [], field };
}

export function undo<Value>(history: EditHistory<Value>): EditHistory<Value> {
  const [before, ...past] = history.past;
  if (before === undefined) return history;
  return { present: before, past, future: [history.present, ...history.future], field: null };
}

export function redo<Value>(history: EditHistory<Value>): EditHistory<Value> {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { present: after, past: [history.present, ...history.past], future, field: null };
}
