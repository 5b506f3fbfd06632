import { termsOf } from '../../retrieve/tokenize.ts';
import type { Operation } from '../../schema/operation.ts';
import { nameWords } from '../coerce/context.ts';
import { type Case, keysOf } from './cases.ts';
import type { Target } from './targets.ts';

/** So much of an old name must stand in the name and the description of what took its place. */
const LEAST = 0.6;

/** The parameter that a key speaks of: `spec.replicas` of `spec`. */
const rootOf = (key: string): string => key.split(/[.[]/, 1)[0]!;
const isPlace = (key: string): boolean => /^<\d+>$/.test(key);

/** The keys of these cases that no surface of the document has: its options were renamed since, or dropped. */
function lostKeys({ parameters }: Operation, cases: readonly Case[]): Set<string> {
  const known = new Set(parameters.flatMap(({ name, names }) => [name, ...Object.values(names ?? {})]));
  const out = new Set<string>();
  for (const key of cases.flatMap(keysOf))
    if (!known.has(key) && !isPlace(key) && !known.has(rootOf(key))) out.add(key);
  return out;
}

/**
 * Of each key that a document has no longer, the one that took its place: a parameter that no case speaks of, whose name or description says what the old name said.
 * A vendor who renames `--bucket` still describes it as a bucket. Where two would do, neither is taken.
 */
function successorsOf(
  operation: Operation,
  targets: () => readonly Target[],
  cases: readonly Case[],
): ReadonlyMap<string, string> {
  const lost = lostKeys(operation, cases);
  const out = new Map<string, string>();
  if (lost.size === 0) return out;
  const used = new Set(cases.flatMap(keysOf));
  const free = targets().filter((t) => t.depth === 0 && t.slot < 0 && !t.parameter.global && !used.has(t.key));
  for (const key of lost) {
    const said = termsOf(nameWords(key));
    const fits = free
      .map((target) => {
        const own = said.filter((term) => target.tokens.includes(term) || target.words.has(term));
        return { target, share: own.length / Math.max(1, said.length) };
      })
      .filter(({ share, target }) => share >= LEAST && ![...out.values()].includes(target.key))
      .sort((a, b) => b.share - a.share);
    const [first, second] = fits;
    if (first && first.share > (second?.share ?? 0)) out.set(key, first.target.key);
  }
  return out;
}

/** The asks as they would be written today: with the names that the document has. */
export function asOfToday<Asked extends { case: Case }>(
  operation: Operation,
  targets: () => readonly Target[],
  asks: Asked[],
): Asked[] {
  const successors = successorsOf(
    operation,
    targets,
    asks.map((ask) => ask.case),
  );
  return successors.size === 0 ? asks : asks.map((ask) => ({ ...ask, case: succeeded(ask.case, successors) }));
}

function succeeded(c: Case, successors: ReadonlyMap<string, string>): Case {
  const today = (key: string): string => successors.get(key) ?? key;
  const renamed = <T extends { key: string }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, key: today(one.key) }));
  return {
    ...c,
    bindings: renamed(c.bindings),
    templates: renamed(c.templates),
    constants: renamed(c.constants),
    missing: c.missing.map(today),
  };
}
