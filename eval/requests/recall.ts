import { openDefaultEngine } from '../../src/surfaces/cli/open-engine.ts';
import { readDev, saveScores } from './dev.ts';

/** How often a right operation is among the first k of the search alone, before any argument is looked at. */
export async function runRecall(): Promise<void> {
  const engine = openDefaultEngine();
  const { sets, hash } = readDev();
  const ks = [1, 5, 10, 50, 200];
  const out: Record<string, Record<string, number>> = {};
  const lacking: string[] = [];
  for (const { file, rows } of sets) {
    const counts = ks.map(() => 0);
    let n = 0;
    let covered = 0;
    for (const row of rows) {
      const ops = row.gold.flatMap((g) => (g.ops ? [] : [g.op]));
      if (ops.length === 0) continue;
      n++;
      const right = new Set(ops.flatMap((op) => engine.zoo.byPath(row.surface, op)));
      if (right.size > 0) covered++;
      else lacking.push(`${row.id} ${ops[0]}`);
      const { ranked } = await engine.read(row.request, { surface: row.surface });
      const at = ranked.findIndex((r) => right.has(r.ordinal));
      ks.forEach((k, i) => {
        if (at >= 0 && at < k) counts[i]!++;
      });
    }
    out[file] = {
      n,
      covered: Math.round((1000 * covered) / n) / 10,
      ...Object.fromEntries(ks.map((k, i) => [`recall@${k}`, Math.round((1000 * counts[i]!) / n) / 10])),
    };
  }
  console.table(out);
  if (lacking.length > 0) console.log(`not in the zoo: ${lacking.join('; ')}`);
  saveScores('recall', hash, { recall: out, lacking });
}
