import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Engine as Answering } from '../../src/engine.ts';
import { auditCall, type Violation } from '../../src/generate/audit-call.ts';
import { Casebook, caseOf } from '../../src/generate/fill/cases.ts';
import { asOfToday } from '../../src/generate/fill/successors.ts';
import { targetsOf } from '../../src/generate/fill/targets.ts';
import type { Surface } from '../../src/schema/operation.ts';
import { openDefaultEngine } from '../../src/surfaces/cli/open-engine.ts';
import { pathsFrom, rootOf } from '../../src/surfaces/cli/paths.ts';
import { readDev, saveScores } from '../requests/dev.ts';

/** All that an example may have given: the operation's own asks, and those for several things at once. */
function casebookOf({ zoo, retriever }: Answering, ordinal: number, surface: Surface): Casebook {
  const own = retriever.entries(ordinal).map((entry) => retriever.ask(entry));
  const operation = zoo.operation(ordinal);
  const asks = [...own, ...retriever.joinedOf(ordinal)].map((ask) => ({ case: caseOf(ask), similarity: 0 }));
  return Casebook.of(asOfToday(operation, () => targetsOf(zoo, operation, surface), asks));
}

/** Every candidate of every answer to the evaluation requests, audited: each name a document's, each value from where it says. There must be no violation. */
export async function runInvention(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { save: { type: 'boolean' } }, allowNegative: true });
  const paths = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url)));
  const engine = openDefaultEngine(paths);
  const { idioms } = engine.models;
  const { sets, hash } = readDev();
  const counts = { answers: 0, candidates: 0, calls: 0, arguments: 0, blanks: 0, violations: 0 };
  const from: Record<string, number> = {};
  const found: ({ id: string; operation: string } & Violation)[] = [];
  for (const row of sets.flatMap((s) => s.rows)) {
    const { candidates } = await engine.ask(row.request, { surface: row.surface });
    counts.answers++;
    for (const { calls } of candidates) {
      counts.candidates++;
      for (const { call, operation } of calls) {
        counts.calls++;
        counts.arguments += call.arguments.length;
        counts.blanks += call.missing.length;
        for (const argument of call.arguments) from[argument.from.kind] = (from[argument.from.kind] ?? 0) + 1;
        const casebook = casebookOf(engine, engine.zoo.byId(operation.id)!, call.surface);
        const audited = { zoo: engine.zoo, request: row.request, now: new Date(), casebook, idioms };
        for (const violation of auditCall(call, operation, audited))
          found.push({ id: row.id, operation: operation.id, ...violation });
      }
    }
  }
  counts.violations = found.length;
  console.table(counts);
  console.table(from);
  for (const { id, operation, rule, name, message } of found)
    console.log(`${id} ${operation} ${name}: ${rule}: ${message}`);
  if (values.save !== false) saveScores('invention', hash, { counts, from, found });
  if (found.length > 0) process.exitCode = 1;
}
