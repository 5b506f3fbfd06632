import { partsOf } from '../../generate/fill/spans.ts';
import type { Literal } from '../../generate/literal.ts';
import { bytesOf, secondsOf } from '../../generate/literals/quantities.ts';
import type { Ask } from '../../schema/operation.ts';

/** The request with each literal replaced by its type: what remains is how people ask. */
export function mask(request: string, literals: readonly Masked[]): string {
  let at = 0;
  let out = '';
  for (const literal of literals) {
    out += `${request.slice(at, literal.start)}<${literal.type}>`;
    at = literal.end;
  }
  return out + request.slice(at);
}

type Value = string | string[];

/** A span that is masked in an ask: a literal, or words that are somebody's name for a thing and only look like words. */
export type Masked = Pick<Literal, 'start' | 'end' | 'text'> & { type: Literal['type'] | 'word' | 'phrase' };

/** Factors between what people say and what a parameter takes: minutes, hours, days, weeks, kilo-, mega-, gigabytes, cents. */
const UNITS = [1, 60, 3600, 86400, 604800, 1000, 1e6, 1e9, 1024, 1024 ** 2, 1024 ** 3, 100, 0.01, 0.001];
const REGION = /^[a-z]{2,}-?[a-z]+-?\d[a-z]?$|^[a-z]+(?:europe|us|asia|india|north|south|east|west|central)\d?$/;

/** The value is the literal in other units or another spelling: coercion, not an idiom. */
function coercedFrom(literal: Literal, value: string): boolean {
  if (literal.text.toLowerCase() === value.toLowerCase()) return true;
  const n = Number(value);
  if (literal.number !== undefined && value.trim() !== '' && Number.isFinite(n)) {
    // `+30` is more than 30.
    if (value.startsWith('+') && !literal.text.startsWith('+')) return false;
    return UNITS.some((u) => Math.abs(literal.number! - n * u) < 1e-9 * Math.max(1, Math.abs(literal.number!)));
  }
  if (literal.type === 'place' || literal.type === 'region') return REGION.test(value);
  return literal.iso !== undefined && value.startsWith(literal.iso.slice(0, 10));
}

/** A digit that is a part of its own: the 6 of `web=6`, not of `16` nor of a reference. */
const ALONE = (digit: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}{.])${digit}(?![\\p{L}\\p{N}}.])`, 'gu');

const COUNT = /(?<![\p{L}\p{N}.{$])(\d+(?:\.\d+)?)([A-Za-z]{0,3})(?![\p{L}\p{N}}.])/gu;
const COUNTED: Partial<Record<Masked['type'], (unit: string) => number | undefined>> = {
  duration: secondsOf,
  size: bytesOf,
};
/** More or less than a count of the parameter's own unit (`-mtime +30`). */
const SIGNED = /^([+-])(\d+)$/;
/** A field before a bare count that says what it counts. */
const COUNTS = /(?:day|hour|minute|second)s?["']?[=:]["']?$/i;

/** A count within a structure (`Days=7`, `+500M`, `web=6`) that the literal says in other words, as a reference to it. */
function counted(value: string, { type, number, text }: Literal, index: number): string {
  if (number === undefined || value.includes(text)) return value;
  const unitOf = COUNTED[type];
  if (!unitOf && type !== 'number') return value;
  const [, sign, amount] = SIGNED.exec(value) ?? [];
  if (sign && type === 'duration' && UNITS.some((unit) => Number(amount) * unit === number))
    return `${sign}\${${index}}`;
  return value.replace(COUNT, (whole: string, count: string, unit: string, at: number) => {
    const field = COUNTS.exec(value.slice(0, at))?.[0].replace(/s?["'=:]*$/, '');
    const one = unit || field ? unitOf?.(unit || field!.toLowerCase()) : type === 'number' ? 1 : undefined;
    return one !== undefined && Math.abs(Number(count) * one - number) < 1e-9 * number ? `\${${index}}` : whole;
  });
}

function wordsFor(request: string, taken: readonly Masked[], value: string): Masked | undefined {
  if (value.length < 2 || !/[\p{L}\p{N}]/u.test(value)) return undefined;
  for (let at = request.indexOf(value); at >= 0; at = request.indexOf(value, at + 1)) {
    const end = at + value.length;
    const whole = !/[\p{L}\p{N}]/u.test(request[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(request[end] ?? ' ');
    if (whole && !taken.some((t) => t.start < end && at < t.end))
      return { start: at, end, text: value, type: /\s/.test(value) ? 'phrase' : 'word' };
  }
  return undefined;
}

/** All that is masked in a request with these values. `idiom` says which values are the provider's words (`pods`, `json`), not the author's. */
export function maskedSpans(
  request: string,
  literals: readonly Literal[],
  values: Record<string, Value>,
  idiom: (key: string, value: string) => boolean,
): Masked[] {
  const out: Masked[] = [...literals];
  for (const [key, value] of Object.entries(values)) {
    for (const v of Array.isArray(value) ? value : [value]) {
      if (out.some((l) => l.text === v) || idiom(key, v)) continue;
      const words = wordsFor(request, out, v);
      if (words) out.push(words);
    }
  }
  return out.sort((a, b) => a.start - b.start);
}

/**
 * A written request and its arguments as an ask. A value that is a masked span becomes `$n`; a part of one (`acme` of `acme/api`) `$n/part:owner`; one that
 * holds spans as parts (`Key=team,Value=web`) keeps what stands around `${n}`; all others stay the constants that the author meant.
 */
export function askOf(
  request: string,
  literals: readonly Literal[],
  values: Record<string, Value>,
  idiom: (key: string, value: string) => boolean = () => false,
): Ask {
  const spans = maskedSpans(request, literals, values, idiom);
  const order = spans.map((span, index) => ({ span, index })).sort((a, b) => b.span.text.length - a.span.text.length);
  const replace = (key: string, value: string): string => {
    for (const { span, index } of order) if (span.text === value) return `$${index}`;
    for (const { span, index } of order) {
      if (span.type === 'word' || span.type === 'phrase') continue;
      const literal = span as Literal;
      if (!idiom(key, value) && coercedFrom(literal, value)) return `$${index}`;
      const part = partsOf(literal, request).find((p) => p.text === value);
      if (part) return `$${index}/${part.kind}`;
    }
    let out = value.replaceAll('$', () => '$$');
    if (idiom(key, value)) return out;
    for (const literal of literals) out = counted(out, literal, spans.indexOf(literal));
    for (const { span, index } of order) {
      if (span.text.length >= 2 && out.includes(span.text)) out = out.replaceAll(span.text, () => `\${${index}}`);
      else if (/^\d$/.test(span.text)) out = out.replace(ALONE(span.text), () => `\${${index}}`);
    }
    return out;
  };
  const arguments_: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    arguments_[name] = Array.isArray(value) ? value.map((v) => replace(name, v)) : replace(name, value);
  }
  return { text: mask(request, spans), ...(Object.keys(arguments_).length > 0 ? { arguments: arguments_ } : {}) };
}
