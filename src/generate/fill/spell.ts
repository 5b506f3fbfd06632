import { coerce } from '../coerce/coerce.ts';
import type { CoercionContext, NamedSchema } from '../coerce/context.ts';
import type { Literal } from '../literal.ts';
import type { Target } from './targets.ts';

/** How a literal is written within a structure, between the text that stands before it there and what follows. */
export type Spell = (literal: Literal, before: string, after: string) => string;

const COUNTED = new Set<Literal['type']>(['size', 'duration', 'number']);
/** The name of the field whose value comes next: `Days=`, `"Days":`, `memory=`. */
const FIELD = /([A-Za-z][\w-]*)["']?\s*[=:]\s*["']?$/;
/** A field of this name holds a count of the unit. */
const UNIT = /days?$|hours?$|minutes?$|seconds?$/i;

/** Beside words a count is said in words: `in 20 minutes`, `2 days ago`. */
const PROSE_BEFORE = /(?:^|\s)\p{L}{2,} $/u;
const PROSE_AFTER = /^ \p{L}{2,}/u;
const LEAD = /^(?:the )?(?:last|past|previous|next|every)\s+/i;

/** As the document's structure counts (`a week` is 7 after `Days=`), or as the program writes it (`half a gig` is `512Mi`); what is no count as it stands. */
export function spelling({ schema }: Target, context: CoercionContext): Spell {
  const { name, description } = schema;
  return (literal, before, after) => {
    if (!COUNTED.has(literal.type) || literal.number === undefined) return literal.text;
    if (PROSE_BEFORE.test(before) || PROSE_AFTER.test(after)) return literal.text.replace(LEAD, '');
    const field = FIELD.exec(before)?.[1];
    const text: NamedSchema = { type: 'string', name: field ?? name, ...(description ? { description } : {}) };
    const as: NamedSchema = field !== undefined && UNIT.test(field) ? { type: 'integer', name: field } : text;
    if (literal.type === 'number' && as === text) return String(literal.number);
    // `+30` of "older than 30 days" counts in the parameter's own unit.
    if (literal.type === 'duration' && /^[+-]$/.test(before) && after === '')
      return String(coerce(literal, { ...text, type: 'integer' }, context)?.value ?? wholeCount(literal.number));
    return String(coerce(literal, as, context)?.value ?? literal.text);
  };
}

const UNITS = [86400, 3600, 60, 1];

/** "Half an hour" is 30, as "20 minutes" is 20: counted in the largest unit that leaves no fraction. */
function wholeCount(seconds: number): number {
  return seconds / (UNITS.find((unit) => Number.isInteger(seconds / unit)) ?? 1);
}
