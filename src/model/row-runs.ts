/** Rows of a table, as runs of neighbours: from, to, from, to, … in rising order. */
export type RowRuns = Uint32Array;

/** Shorter runs cost more to begin than they leave out. Even: a product takes two rows at a time. */
const BLOCK = 64;

/** Runs that hold every row that is wanted, and of the others those alone that stand within a block with one. */
export function runsOf(rows: number, wanted: (row: number) => boolean): RowRuns {
  const runs: number[] = [];
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK);
    let row = from;
    while (row < to && !wanted(row)) row++;
    if (row === to) continue;
    if (runs.at(-1) === from) runs[runs.length - 1] = to;
    else runs.push(from, to);
  }
  return Uint32Array.from(runs);
}
