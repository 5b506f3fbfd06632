import type { Operation } from '../../schema/operation.ts';
import { table } from '../../schema/table.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { RuleId } from '../report.ts';
import { sourceOf } from '../sources.ts';
import measured from './trust.json' with { type: 'json' };

/** What a document may be silent about without its being so. */
export type Aspect = 'command' | 'option' | 'argument' | 'required' | 'value';

/** On how many pages of examples a program was met, and on how many of them right calls contradicted its document, by aspect. */
export interface Measured {
  pages: number;
  against?: Partial<Record<Aspect, number>>;
  /** Commands and options that were met and that the document lacks, below the program: `stash show`, `stash push --foo`. */
  seen?: string[];
}

const MEASURED: Record<string, Measured> = table(measured as Record<string, Measured>);

/** Descriptions by volunteers, written by hand, of no certain version: they lack things, and say `required` too often. */
const BY_HAND = /^(?:npm:@withfig\/autocomplete|gorilla:supplement)$/;
/** Pages on which a program must have been met before its document is believed, and the share of them that may have contradicted it. */
const FEWEST_PAGES = 12;
const MOST_AGAINST = 0.01;

export function aspectOf(code: RuleId): Aspect | undefined {
  switch (code) {
    case 'unknown-operation':
      return 'command';
    case 'unknown-parameter':
    case 'ambiguous-prefix':
      return 'option';
    case 'unexpected-positional':
      return 'argument';
    case 'missing-required':
    case 'missing-dependency':
    case 'excluded':
      return 'required';
    case 'wrong-type':
    case 'not-in-enum':
    case 'constraint':
    case 'repeated':
      return 'value';
    default:
      return undefined;
  }
}

/** Whether the program's document was measured to be right in this aspect. */
function isProven(program: string, aspect: Aspect): boolean {
  const { pages, against } = MEASURED[program] ?? { pages: 0 };
  return pages >= FEWEST_PAGES && (against?.[aspect] ?? 0) <= MOST_AGAINST * pages;
}

/** A name that calls have been met with, though no document has it. */
export function isSeen(program: string, name: string): boolean {
  return MEASURED[program]?.seen?.includes(name) === true;
}

/**
 * Whether what an operation's document does not have does not exist. A vendor's own machine-readable description is believed; one by hand only
 * in the aspects in which calls of the program were measured to agree with it (`npm run eval -- check --calibrate`).
 */
export function isBelieved(zoo: Zoo, operation: Operation | undefined, program: string, aspect: Aspect): boolean {
  const source = operation && sourceOf(zoo, operation.id);
  // Of az's help texts alone, without the code that declares the arguments, neither types nor all arguments are known.
  if (source && !BY_HAND.test(source.name) && !operation.origin.pointer.startsWith('help#')) return true;
  return isProven(program, aspect);
}
