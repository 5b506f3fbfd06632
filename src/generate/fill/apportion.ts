import type { Considered } from './second-look.ts';
import { overlap, type Place } from './spans.ts';
import type { Target } from './targets.ts';

/** How likely words must be in one call, of what they are in another that has them: in a list, or a place that may stay empty, which take whatever is there; and in an option. */
const IN_LIST = 0.9;
const IN_OPTION = 0.5;

function least({ many, slot, required }: Target): number {
  if (many || (slot >= 0 && !required)) return IN_LIST;
  return required ? 0 : IN_OPTION;
}

/**
 * What the calls of one request take of it: words that one call surely needs are not thrown into another's list besides, where they are much less likely
 * (`sync ./public to s3://site, then invalidate /*`: no path of the second is `./public`).
 */
export function apportion(calls: readonly Considered[]): Considered[] {
  return calls.map((call, n) => {
    const others = calls.filter((_, m) => m !== n).flatMap(({ bindings }) => bindings);
    const elsewhere = (span: Place): number =>
      others.reduce((most, b) => (overlap(b.span, span) ? Math.max(most, b.p) : most), 0);
    return {
      ...call,
      bindings: call.bindings.map((b) => (b.p < least(b.target) * elsewhere(b.span) ? { ...b, p: 0 } : b)),
    };
  });
}
