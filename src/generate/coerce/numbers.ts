import { isLongNumeral } from '../../schema/numeral.ts';
import type { Literal } from '../literal.ts';
import { numberOfWords } from '../literals/number-words.ts';
import { bytesOf, secondsOf } from '../literals/quantities.ts';
import { CLIENT_FUNCTIONS, type Coerced, type CoercionContext, gist, type NamedSchema, nameWords } from './context.ts';
import { SIZE_UNITS, TIME_UNITS } from './data/units.ts';
import { momentOf } from './moments.ts';
import { portOf } from './ports.ts';

/** The unit that a parameter counts in: its name says it, or else the first sentence of its description. */
export function unitOf(schema: NamedSchema, units: [RegExp, number][]): number | undefined {
  const name = nameWords(schema.name);
  for (const source of [schema.name.replace(/^-+/, ''), name, gist(schema)]) {
    const found = units.map(([form, unit]) => ({ at: source.search(form), unit })).filter(({ at }) => at >= 0);
    if (found.length > 0) return found.sort((a, b) => a.at - b.at)[0]!.unit;
  }
  return undefined;
}

const tidy = (value: number): number => Number(value.toPrecision(12));

function seconds(literal: Literal, schema: NamedSchema): Coerced | undefined {
  if (literal.number === undefined) return undefined;
  const unit = unitOf(schema, TIME_UNITS);
  const own = literal.unit ? secondsOf(literal.unit) : undefined;
  if (unit !== undefined) return { value: tidy(literal.number / unit), how: 'duration' };
  if (/ttl|timeout|age|expir|duration|delay|interval|period|grace|wait/.test(nameWords(schema.name)))
    return { value: tidy(literal.number), how: 'duration' };
  return own ? { value: tidy(literal.number / own), how: 'number' } : undefined;
}

function bytes(literal: Literal, schema: NamedSchema): Coerced | undefined {
  if (literal.number === undefined) return undefined;
  const unit = unitOf(schema, SIZE_UNITS);
  if (unit !== undefined) return { value: tidy(literal.number / unit), how: 'size' };
  const own = literal.unit ? bytesOf(literal.unit) : undefined;
  return own ? { value: tidy(literal.number / own), how: 'number' } : undefined;
}

/** Whole numbers of money are cents: a public API that takes no fractions has no other way to say them. */
const MONEY_NAME = /\b(?:amount|price|total|fee|tip|deposit|balance)\b/;
const MINOR = /\bcents?\b|smallest currency unit|minor unit/i;
const MAJOR = /\b(?:dollars?|euros?|whole units?|major units?)\b/i;

const isMinor = (schema: NamedSchema, { provider }: CoercionContext): boolean =>
  MINOR.test(schema.description ?? '') ||
  (schema.type === 'integer' &&
    provider !== CLIENT_FUNCTIONS &&
    MONEY_NAME.test(nameWords(schema.name)) &&
    !MAJOR.test(schema.description ?? ''));

/** Money is asked for in the smallest unit where the document says so, or knows no fractions. */
function money(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  if (literal.number === undefined) return undefined;
  const minor = isMinor(schema, context);
  const inCents = /(?:\bcents?|pence)$/i.test(literal.unit ?? '');
  if (minor === inCents || inCents) return { value: literal.number, how: 'amount' };
  if (!minor) return { value: literal.number, how: 'amount' };
  return /yen|jpy|¥/i.test(literal.unit ?? '')
    ? { value: literal.number, how: 'amount' }
    : { value: tidy(literal.number * 100), how: 'amount' };
}

/** The number that a literal means for a numeric parameter. */
export function numberFor(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  const types = [literal.type, ...literal.also];
  const port = portOf(literal, schema);
  if (port) return port;
  if (types.includes('duration')) return seconds(literal, schema);
  if (types.includes('size')) return bytes(literal, schema);
  if (types.includes('money')) return money(literal, schema, context);
  if (types.includes('date') || types.includes('date-time')) {
    const moment = momentOf(literal, context);
    if (!moment) return undefined;
    const epoch = Date.parse(moment) / 1000;
    return { value: unitOf(schema, TIME_UNITS) === 0.001 ? epoch * 1000 : epoch, how: 'date' };
  }
  if (isLongNumeral(literal.text, schema.type)) return { value: literal.text };
  if (/^[-+]?\d+(?:\.\d+)?$/.test(literal.text)) return { value: Number(literal.text) };
  if (
    literal.number !== undefined &&
    ['number', 'percent', 'port', 'issue-number', 'host-port'].some((type) => types.includes(type as Literal['type']))
  ) {
    return { value: literal.number, how: 'number' };
  }
  const spoken = numberOfWords(literal.text);
  return spoken === undefined ? undefined : { value: spoken, how: 'number' };
}
