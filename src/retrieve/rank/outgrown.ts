import type { Operation } from '../../schema/operation.ts';

/** Ranked so nearly alike, two documents cannot be told apart by what was asked. */
const ALIKE = 1;

interface Scored {
  operation: Operation;
  score: number;
}

/**
 * Which of these documents another of them has outgrown: it says the same of itself, requires the same and takes all of the options, and more. Interfaces grow, and
 * a program's `help x` describes what `x` does with more options; a test of what is to come (beta) outgrows nothing.
 */
export function outgrown(drafts: readonly Scored[]): Set<number> {
  const out = new Set<number>();
  drafts.forEach((lesser, n) => {
    if (drafts.some((fuller) => fuller !== lesser && isOutgrown(lesser, fuller))) out.add(n);
  });
  return out;
}

function isOutgrown(lesser: Scored, fuller: Scored): boolean {
  const [a, b] = [lesser.operation, fuller.operation];
  return (
    Math.abs(lesser.score - fuller.score) < ALIKE &&
    a.provider === b.provider &&
    a.summary === b.summary &&
    a.description === b.description &&
    a.parameters.length < b.parameters.length &&
    (b.stability ?? 'stable') === (a.stability ?? 'stable') &&
    required(a) === required(b) &&
    takesAll(b, a)
  );
}

const required = ({ parameters }: Operation): string =>
  parameters
    .filter((p) => p.required)
    .map((p) => p.name)
    .sort()
    .join(' ');

function takesAll(fuller: Operation, lesser: Operation): boolean {
  const names = new Set(fuller.parameters.map((p) => p.name));
  return lesser.parameters.every((p) => names.has(p.name));
}
