import type { Call } from '../../schema/call.ts';
import type { Literal } from '../literal.ts';

/** How many of a request's literals found a place in one of the calls, 0 … 1. */
export function shareTaken(literals: readonly Literal[], calls: readonly Call[]): number {
  if (literals.length === 0) return 1;
  const given = calls.flatMap((call) => call.arguments);
  const taken = literals.filter(({ start, end }) =>
    given.some(({ from }) => 'start' in from && from.start < end && start < from.end),
  );
  return taken.length / literals.length;
}
