import { evaluate, sigmoid, type Trees } from '../../retrieve/rank/trees.ts';
import type { FirstLook } from './fill.ts';
import { bestLooks, type ReadTargets } from './second-look.ts';
import type { Target } from './targets.ts';

/** What the model of "the request forgot this" sees of a parameter that has no value. Order is part of the trained file. */
export const BLANK_FEATURES = [
  'required',
  'depth',
  'positional',
  'slot',
  'many',
  'global',
  'text',
  'share',
  'lines',
  'casesUse',
  'nearUse',
  'usage',
  'best',
  'shown',
  'use',
  'strongest',
  'rivalShare',
  'likely',
  'targets',
  'literals',
  'essential',
  'nearEssential',
  'nearMisses',
] as const;

const NONE = -12;
/** A parameter that fewer of an operation's requests give or forget, and that the reader does not see either, is nobody's blank. */
const LEAST_SHARE = 0.1;
const LEAST_USE = -2;
const BLANK_AT = 0.35;

/**
 * Parameters that may be blanks though their document does not require them: documents seldom say that a refund is one of a payment. Those that are required
 * are blanks in any case. With BLANK_FEATURES of each.
 */
export function blankCandidates(
  look: FirstLook,
  { reading, shown, near }: ReadTargets,
): { target: Target; features: number[] }[] {
  const { background, targets } = look;
  const best = bestLooks([...look.bindings, ...look.constants]);
  const likely = targets.filter((t) => (best.get(t) ?? NONE) > 0).length;
  const literals = new Set(look.spans.filter((s) => s.index >= 0)).size;
  const places = new Map(shown.map((target, n) => [target, n]));
  const shares = new Map(targets.map((t) => [t, background.share(t)]));
  const open = targets.filter((t) => (best.get(t) ?? NONE) < 0);
  return targets.flatMap((target) => {
    const { parameter, schema, required, depth, slot, many, key } = target;
    if (parameter.in === 'flag' || schema.type === 'boolean' || depth > 1 || (required && depth === 0)) return [];
    const n = places.get(target);
    const use = (n === undefined ? undefined : reading.use[n]) ?? NONE;
    const share = shares.get(target)!;
    const essential = background.essential(target);
    if (essential < LEAST_SHARE && use < LEAST_USE) return [];
    const rivalShare = open.reduce((most, t) => (t === target ? most : Math.max(most, shares.get(t)!)), 0);
    const features = [
      required ? 1 : 0,
      depth,
      slot >= 0 ? 1 : 0,
      slot,
      many ? 1 : 0,
      parameter.global ? 1 : 0,
      schema.type === 'string' ? 1 : 0,
      share,
      background.lines,
      background.casesUse(target),
      near.uses(key),
      background.usage(target),
      best.get(target) ?? NONE,
      n === undefined ? 0 : 1,
      use,
      (n === undefined ? undefined : reading.strongest[n]) ?? NONE,
      rivalShare,
      likely,
      Math.min(60, targets.length),
      literals,
      essential,
      near.essential(key),
      near.misses(key),
    ];
    return [{ target, features }];
  });
}

/** The parameters that the request forgot, should they have no value. */
export function blanksOf(model: Trees, look: FirstLook, read: ReadTargets): ReadonlySet<Target> {
  const forgotten = blankCandidates(look, read).filter(({ features }) => sigmoid(evaluate(model, features)) > BLANK_AT);
  return new Set(forgotten.map(({ target }) => target));
}
