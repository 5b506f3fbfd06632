import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type MatchArgument, SubtreeIndex } from '../../src/verify/tree/subtree-index.ts';
import { EmbeddedZoo } from '../../src/zoo/embedded.ts';
import { randomOf } from '../check/mutate.ts';

/** A sub-tree as it is put into the index. */
interface Pattern {
  callee: string;
  given: MatchArgument[];
}

/** What each round looks up; a scan looks at all patterns each time, and is asked less. */
const LOOKUPS = 20_000;
const SCANS = 20;
const ROUNDS = 15;

type Lookup = (call: Pattern) => number;

const collect = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

/** Processor time of this program in microseconds: the clock tells of others too. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const rounded = (value: number): number => Number(value.toPrecision(3));

/** What `make` keeps, in bytes, and its time in ms; the median of five. */
function built<T>(make: () => T): { made: T; ms: number; bytes: number } {
  const times: number[] = [];
  const sizes: number[] = [];
  let made: T | undefined;
  for (let round = 0; round < 5; round++) {
    made = undefined;
    collect();
    const before = process.memoryUsage().heapUsed;
    const started = used();
    made = make();
    times.push((used() - started) / 1000);
    collect();
    sizes.push(process.memoryUsage().heapUsed - before);
  }
  return { made: made!, ms: median(times), bytes: median(sizes) };
}

/** Microseconds a look-up, the kinds in turn, so that a drift of the machine hits all alike. `found` is checked once for each. */
function microseconds(
  kinds: Record<string, { lookup: Lookup; calls: readonly Pattern[]; found: number }>,
): Record<string, number> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, { lookup, calls, found }] of Object.entries(kinds)) {
      let sum = 0;
      const started = used();
      for (const call of calls) sum += lookup(call);
      const micros = (used() - started) / calls.length;
      if (sum < found * calls.length || (found === 0 && sum > 0))
        throw new Error(`${name}: ${sum} of ${calls.length} look-ups found something`);
      // The first rounds are the compiler's.
      if (round >= 3) (times[name] ??= []).push(micros);
    }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

const fullName = ({ callee, given }: Pattern): string =>
  given.length === 0 ? callee : `${callee}\0${JSON.stringify(given)}`;

function measured(patterns: readonly Pattern[], misses: (pattern: Pattern) => Pattern, seed: number) {
  const random = randomOf(seed);
  const picked = (n: number): Pattern[] =>
    Array.from({ length: n }, () => structuredClone(patterns[Math.floor(random() * patterns.length)]!));
  const index = built(() => {
    const made = new SubtreeIndex<number>();
    for (const [item, { callee, given }] of patterns.entries()) made.add(callee, given, item);
    return made;
  });
  const map = built(() => new Map(patterns.map((pattern, item): [string, number] => [fullName(pattern), item])));
  const byIndex: Lookup = ({ callee, given }) => index.made.match(callee, given).length;
  const byMap: Lookup = (call) => (map.made.has(fullName(call)) ? 1 : 0);
  const byScan: Lookup = (call) => {
    let count = 0;
    for (const { callee, given } of patterns)
      if (
        callee === call.callee &&
        given.every((one) => call.given.some((other) => other.name === one.name && other.value === one.value))
      )
        count++;
    return count;
  };
  const hits = picked(LOOKUPS);
  const missed = hits.map(misses);
  const micros = microseconds({
    indexHit: { lookup: byIndex, calls: hits, found: 1 },
    mapHit: { lookup: byMap, calls: hits, found: 1 },
    scanHit: { lookup: byScan, calls: hits.slice(0, SCANS), found: 1 },
    indexMiss: { lookup: byIndex, calls: missed, found: 0 },
    mapMiss: { lookup: byMap, calls: missed, found: 0 },
    scanMiss: { lookup: byScan, calls: missed.slice(0, SCANS), found: 0 },
  });
  const of = (kind: 'Hit' | 'Miss') => ({
    micros: rounded(micros[`index${kind}`]!),
    perSecond: rounded(1e6 / micros[`index${kind}`]!),
    overMap: rounded(micros[`index${kind}`]! / micros[`map${kind}`]!),
    scanOver: rounded(micros[`scan${kind}`]! / micros[`index${kind}`]!),
  });
  return {
    patterns: patterns.length,
    buildMs: rounded(index.ms),
    buildOverMap: rounded(index.ms / map.ms),
    megabytes: rounded(index.bytes / 1e6),
    memoryOverMap: rounded(index.bytes / map.bytes),
    hit: of('Hit'),
    miss: of('Miss'),
  };
}

/**
 * The index of sub-trees by itself, filled with all that the zoo has: once with every way to write an operation in Python or TypeScript (callees,
 * no literal), once with every operation's id as a literal of one and the same callee, as a hub's models are. Beside it, in the same run, a `Map`
 * by the full name (the fastest that can be; it finds no call that says more than the name) and a walk through all patterns.
 */
export function benchSubtree(): { hash: string; result: Record<string, ReturnType<typeof measured>> } {
  const zoo = EmbeddedZoo.open({ packsDir: fileURLToPath(new URL('../../packs', import.meta.url)) });
  const callees = new Set<string>();
  const ids: string[] = [];
  for (let ordinal = 0; ordinal < zoo.size; ordinal++) {
    const { id, invocations } = zoo.operation(ordinal);
    ids.push(id);
    for (const { surface, path } of invocations)
      if (surface === 'python' || surface === 'typescript') callees.add(`${surface} ${path}`);
  }
  zoo.close();
  const byCallee = [...callees].map((callee): Pattern => ({ callee, given: [] }));
  const models = ids.map((id): Pattern => ({ callee: 'from_pretrained', given: [{ value: id }] }));
  const hash = createHash('sha256')
    .update([...callees, ...ids].join('\0'))
    .digest('hex')
    .slice(0, 16);
  return {
    hash,
    result: {
      callees: measured(byCallee, ({ callee, given }) => ({ callee: `${callee}_`, given }), 1),
      literals: measured(models, ({ callee, given }) => ({ callee, given: [{ value: `${given[0]!.value}_` }] }), 1),
    },
  };
}
