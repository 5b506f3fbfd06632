import type { Operation } from '../../schema/operation.ts';
import { table } from '../../schema/table.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { ReadFinding } from '../reading.ts';
import { sourceOf } from '../sources.ts';
import measured from './trust.json' with { type: 'json' };

/** What a document may be silent about without its being so. */
export type Aspect =
  /** Directly below the program, where plug-ins stand too. */
  | 'command'
  /** Further down. */
  | 'sub-command'
  | 'option'
  | 'argument'
  | 'required'
  /** Whether an option takes a value, and how that is written. */
  | 'form'
  | 'value';

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
export const FEWEST_PAGES = 10;
const MOST_AGAINST = 0.01;

export function aspectOf({ code, message }: Pick<ReadFinding, 'code' | 'message'>): Aspect | undefined {
  switch (code) {
    case 'unknown-operation':
      return / .* has no command /.test(message) ? 'sub-command' : 'command';
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
      return / is of type /.test(message) ? 'value' : 'form';
    case 'not-in-enum':
    case 'constraint':
      return 'value';
    case 'repeated':
      return 'form';
    default:
      return undefined;
  }
}

/** The entry of all programs that are met on few pages, taken together. */
export const RARE = '*';

/** Whether the program's document was measured to be right in this aspect. */
function isProven(program: string, aspect: Aspect): boolean {
  const own = MEASURED[program] ?? { pages: 0 };
  const against = own.against?.[aspect] ?? 0;
  // That a value is a number or one of a list is said and not merely left out: believed until it is contradicted.
  if (aspect === 'value' && own.pages < FEWEST_PAGES) return against === 0;
  // Of a program that is hardly met, what is true of all such programs.
  if (own.pages < FEWEST_PAGES) return aspect !== 'form' && against === 0 && isWithin(MEASURED[RARE], aspect);
  return isWithin(own, aspect);
}

function isWithin(measured: Measured | undefined, aspect: Aspect): boolean {
  return measured !== undefined && (measured.against?.[aspect] ?? 0) <= MOST_AGAINST * measured.pages;
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
  if (source && !BY_HAND.test(source.name))
    return /command$/.test(aspect) || !operation.origin.pointer.startsWith('help#');
  return isProven(program, aspect);
}
