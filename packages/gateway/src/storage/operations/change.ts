/**
 * The fields that a change sets.
 * @throws TypeError when it sets none, or one that may not change: a row never moves to another site or name.
 */
export function changedFields<Change extends object>(
  change: Change,
  fixed: readonly (keyof Change & string)[],
): Change {
  const names = Object.keys(change);
  if (names.length === 0) throw new TypeError('A change sets at least one field');
  const forbidden = fixed.find((field) => names.includes(field));
  if (forbidden !== undefined) throw new TypeError(`"${forbidden}" never changes`);
  return change;
}
