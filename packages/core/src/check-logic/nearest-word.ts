/** The known word that was most likely meant: at most a third of it is otherwise. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const [best] = known
    .map((each) => ({ each, distance: editDistance(word.slice(0, 60).toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= Math.max(1, Math.floor(each.length / 3)))
    .sort((left, right) => left.distance - right.distance);
  return best?.each ?? null;
}

/** "Did you mean “paths”?", or all that there is to choose from. */
export function suggestWord(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  return nearest === null ? `Write one of these: ${known.join(', ')}.` : `Did you mean “${nearest}”?`;
}

/** Letters put in, taken out, changed, or two that changed places (optimal string alignment). */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= from.length; row += 1) {
    const cells = [row];
    for (let at = 1; at <= to.length; at += 1) {
      const same = from[row - 1] === to[at - 1];
      const swapped = from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1];
      cells.push(
        Math.min(
          cell(cells, at - 1) + 1,
          cell(rows[row - 1], at) + 1,
          cell(rows[row - 1], at - 1) + (same ? 0 : 1),
          swapped ? cell(rows[row - 2], at - 2) + 1 : Infinity,
        ),
      );
    }
    rows.push(cells);
  }
  return cell(rows[from.length], to.length);
}

function cell(row: readonly number[] | undefined, at: number): number {
  return row?.[at] ?? Infinity;
}
