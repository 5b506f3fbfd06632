import { resolve } from '../../src/zoo/zoo.ts';
import type { Bench } from './bench.ts';
import { CHANGES } from './change.ts';
import type { HeldOut } from './sample.ts';
import { share, type Verdict, verdict, verdictOfChanged } from './score.ts';

/** One kind of change: the same requests with the unchanged and with the changed document. Shares in per cent. */
export interface TwinScores {
  n: number;
  unchanged: { op: number; call: number };
  changed: { op: number; call: number };
  /** Points of call that the change costs. */
  cost: number;
  /** Names that the document no longer has, in all candidates of all answers. */
  gone: number;
  /** Right before and wrong after, and the other way. */
  lost: number;
  won: number;
}

export interface TwinFailure {
  change: string;
  asks: string;
  line: string;
  request: string;
  want: string;
  got: string;
}

export type Asks = 'kept' | 'left out';

/** Altered twins: with the asks of the operation as they were written for the old document, or without any. */
export async function runTwins(
  bench: Bench,
  sample: readonly HeldOut[],
  asks: Asks,
): Promise<{ scores: Record<string, TwinScores>; failures: TwinFailure[] }> {
  const { engine, zoo, steer } = bench;
  const pairs = new Map<string, [Verdict, Verdict][]>();
  const failures: TwinFailure[] = [];
  for (const held of sample) {
    const { ordinal, line, surface } = held;
    zoo.restore();
    steer({ without: (ask) => ask.line === line, ...(asks === 'left out' ? { silent: ordinal } : {}) });
    const before = verdict(await engine.ask(held.request, { surface }), held);
    const operation = zoo.operation(ordinal);
    for (const [name, change] of Object.entries(CHANGES)) {
      const changed = change(operation, held, (schema) => resolve(zoo, operation.provider, schema));
      if (!changed) continue;
      zoo.swap(ordinal, changed.operation);
      const answer = await engine.ask(changed.request, { surface });
      zoo.restore();
      const after = verdictOfChanged(answer, changed);
      pairs.set(name, [...(pairs.get(name) ?? []), [before, after]]);
      if (after.gone > 0 || (before.call && !after.call))
        failures.push({
          change: name,
          asks,
          line,
          request: changed.request,
          want: `${changed.op} ${JSON.stringify(changed.args)} missing ${JSON.stringify(changed.missing)}`,
          got: answer.candidates[0]?.calls.map((call) => call.rendered.text).join(' ; ') ?? '-',
        });
    }
  }
  const everything = [...pairs.values()].flat();
  const scores = Object.fromEntries([...pairs].map(([name, list]) => [name, scoresOf(list)]));
  return { scores: { ...scores, all: scoresOf(everything) }, failures };
}

export function scoresOf(pairs: readonly [Verdict, Verdict][]): TwinScores {
  const n = pairs.length;
  const count = (holds: (before: Verdict, after: Verdict) => boolean): number =>
    pairs.filter(([before, after]) => holds(before, after)).length;
  const before = count((b) => b.call);
  const after = count((_, a) => a.call);
  return {
    n,
    unchanged: {
      op: share(
        count((b) => b.op),
        n,
      ),
      call: share(before, n),
    },
    changed: {
      op: share(
        count((_, a) => a.op),
        n,
      ),
      call: share(after, n),
    },
    cost: share(before - after, n),
    gone: pairs.reduce((sum, [, a]) => sum + a.gone, 0),
    lost: count((b, a) => b.call && !a.call),
    won: count((b, a) => !b.call && a.call),
  };
}
