import type { Operation } from '../../src/schema/operation.ts';
import type { Bench } from './bench.ts';
import { formerOperation, removeOption, renameOptions } from './change.ts';
import type { HeldOut } from './sample.ts';
import { type Verdict, verdict } from './score.ts';
import { scoresOf, type TwinScores } from './twins.ts';

/** What stands beside the right document. */
export type Beside = 'the nearest wrong document' | 'an outdated one, marked' | 'an outdated one that lacks an option';

/** The right document alone, and with another beside it that is found with the same evidence: what the other costs. */
export async function runDistractors(bench: Bench, sample: readonly HeldOut[]): Promise<Record<string, TwinScores>> {
  const { engine, zoo, steer } = bench;
  const pairs = new Map<Beside, [Verdict, Verdict][]>();
  for (const held of sample) {
    const { ordinal, line, surface, request } = held;
    const without = (ask: { line: string }): boolean => ask.line === line;
    zoo.restore();
    steer({ without });
    const { ranked } = await engine.read(request, { surface });
    if (!ranked.some((hit) => hit.ordinal === ordinal)) continue;
    const ask = async (): Promise<Verdict> => verdict(await engine.ask(request, { surface }), held, true);
    steer({ without, only: new Set([ordinal]) });
    const alone = await ask();
    const note = (beside: Beside, after: Verdict): void => {
      pairs.set(beside, [...(pairs.get(beside) ?? []), [alone, after]]);
    };
    const wrong = ranked.find((hit) => hit.ordinal !== ordinal);
    if (wrong) {
      steer({ without, only: new Set([ordinal, wrong.ordinal]) });
      note('the nearest wrong document', await ask());
    }
    const operation = zoo.operation(ordinal);
    /** Where the two are equally near, the first in the zoo is taken: each stands once in the other's place. */
    const both = async (beside: Beside, older: Operation, deprecated: boolean): Promise<void> => {
      zoo.put(older);
      steer({ without, only: new Set([ordinal]), twinOf: { ordinal, deprecated: deprecated ? 'beside' : 'none' } });
      note(beside, await ask());
      zoo.swap(ordinal, older);
      zoo.put(operation);
      steer({ without, only: new Set([ordinal]), twinOf: { ordinal, deprecated: deprecated ? 'this' : 'none' } });
      note(beside, await ask());
      zoo.restore();
    };
    const marked = outdated(operation, held, renameOptions);
    if (marked) await both('an outdated one, marked', { ...marked, deprecated: true }, true);
    const lacking = outdated(operation, held, removeOption);
    if (lacking) await both('an outdated one that lacks an option', lacking, false);
  }
  zoo.restore();
  return Object.fromEntries([...pairs].map(([beside, list]) => [beside, scoresOf(list)]));
}

/** The operation as it could have been before: under another name, and with other options or without one. */
function outdated(operation: Operation, held: HeldOut, options: typeof removeOption): Operation | undefined {
  const before = formerOperation(operation, held, (schema) => schema);
  if (!before) return undefined;
  const older = options(before.operation, { ...held, op: before.op }, (schema) => schema)?.operation;
  return older && { ...older, id: `${operation.id} (older)` };
}
