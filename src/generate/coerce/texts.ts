import type { Literal } from '../literal.ts';
import { bytesOf, secondsOf } from '../literals/quantities.ts';
import { type Coerced, type CoercionContext, gist, type NamedSchema, nameWords } from './context.ts';
import { currencyOf } from './currencies.ts';
import { TIME_UNITS } from './data/units.ts';
import { languageOf } from './languages.ts';
import { isoOfLiteral, momentOf } from './moments.ts';
import { unitOf } from './numbers.ts';
import { regionOfPlace } from './places.ts';
import { portOf } from './ports.ts';

const has = (literal: Literal, type: Literal['type']): boolean => literal.type === type || literal.also.includes(type);

/** How each program writes a size: docker `512m`, Kubernetes `512Mi`, gcloud `8GB`. */
function sizeText(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  // Of `15m` that is a time first the number is seconds.
  if (!has(literal, 'size') || literal.type === 'duration' || literal.number === undefined) return undefined;
  const own = literal.unit ? bytesOf(literal.unit) : undefined;
  if (own === undefined) return undefined;
  const compact = /^[-+]?[\d.]+[A-Za-z]+$/.test(literal.text);
  const letter = literal.unit![0]!.toUpperCase();
  const hints = `${gist(schema)} ${typeof schema.default === 'string' ? schema.default : ''}`;
  const [amount, power] = whole(literal.number / own, letter);
  if (/\d(?:Mi|Gi)\b|quantity/i.test(hints) || (context.provider === 'kubernetes' && !compact))
    return { value: `${amount}${power}i`, how: 'size' };
  const sign = /^[-+]/.exec(literal.text)?.[0] ?? '';
  // `+100M larger, -10k smaller`: a program of one-letter units knows no `MB`.
  if (/[-+]\d+[kKMG]\b/.test(hints) && !/\d[kKMG]i?B\b/.test(hints))
    return { value: `${sign}${amount}${power === 'K' && /\dk\b/.test(hints) ? 'k' : power}`, how: 'size' };
  if (compact) return { value: literal.text };
  if (context.provider && /^(?:docker|podman|minikube|nerdctl)$/.test(context.provider))
    return { value: `${amount}${power.toLowerCase()}`, how: 'size' };
  if (context.provider && /^(?:gcp|gcloud)$/.test(context.provider))
    return { value: `${amount}${power}B`, how: 'size' };
  if (context.provider && /^(?:aws|azure|az)$/.test(context.provider)) return { value: String(amount), how: 'size' };
  return { value: `${sign}${amount}${power === 'B' ? '' : power}`, how: 'size' };
}

const LETTERS = 'BKMGTP';

/** 0.5 G is 512 M. */
function whole(amount: number, letter: string): [number, string] {
  let value = Math.abs(amount);
  let at = LETTERS.indexOf(letter);
  while (!Number.isInteger(value) && at > 0) {
    value *= 1024;
    at--;
  }
  return [Number(value.toPrecision(12)), LETTERS[at] ?? ''];
}

const COMPACT_UNITS: [string, number][] = [
  ['d', 86400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
];

/** Go and gcloud write `90s`, `10m`, `2h`; ISO 8601 `PT10M`. */
function durationText(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  if (!has(literal, 'duration') || literal.number === undefined) return undefined;
  const hints = `${gist(schema)} ${typeof schema.default === 'string' ? schema.default : ''}`;
  if (/schedule|cron|rate|expression/.test(nameWords(schema.name)) && /\b(?:every|each)\b/i.test(literal.text))
    return scheduleText(literal, context);
  if (
    schema.format === 'duration' && context.surface !== 'cli'
      ? !/\d+s\b/.test(hints)
      : /ISO[ -]?8601|\bPT?\d/.test(hints)
  )
    return { value: isoDuration(literal.number), how: 'duration' };
  if (schema.format === 'duration' && context.surface !== 'cli')
    return { value: `${literal.number}s`, how: 'duration' };
  if (MEDIA.has(context.provider ?? '')) return { value: mediaTime(literal.number), how: 'duration' };
  const counted = agoText(literal, hints) ?? countText(literal, schema, hints);
  if (counted) return counted;
  const compact = /(?:^|\s)((?:\d+(?:\.\d+)?(?:ms|s|m|h|d|w|mo|y))+)$/.exec(literal.text)?.[1];
  if (compact) return compact === literal.text ? { value: compact } : { value: compact, how: 'duration' };
  const unit = literal.unit ? secondsOf(literal.unit) : undefined;
  // The unit that the person used, where the program has it: "30 minutes" is 30m and not 1800s.
  const days = context.provider !== 'kubernetes' && context.provider !== 'docker' && context.provider !== 'helm';
  for (const [letter, seconds] of COMPACT_UNITS) {
    if (letter === 'd' && !days) continue;
    if ((unit ?? 0) >= seconds && Number.isInteger(literal.number / seconds))
      return { value: `${literal.number / seconds}${letter}`, how: 'duration' };
  }
  return Number.isInteger(literal.number)
    ? { value: shortest(literal.number), how: 'duration' }
    : { value: `${literal.number * 1000}ms`, how: 'duration' };
}

const MEDIA = new Set(['ffmpeg', 'ffplay', 'ffprobe', 'sox']);

/** Programs for sound and film count seconds, and write more than a minute as a clock does. */
function mediaTime(seconds: number): string {
  if (seconds < 60) return String(seconds);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const rest = seconds % 60;
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${Number.isInteger(rest) ? two(rest) : rest.toFixed(3).padStart(6, '0')}`;
}

const AGO_UNITS: [string, number][] = [
  ['day', 86400],
  ['hour', 3600],
  ['min', 60],
  ['sec', 1],
];

const AGO = /(?<!\bthan )\b\d+ (?:sec|min|hour|day|week|month)\w* ago\b/i;

/** Where the document shows a time as `1 hour ago`: "the last half hour" is `30 min ago`. */
function agoText(literal: Literal, hints: string): Coerced | undefined {
  if (!AGO.test(hints)) return undefined;
  const seconds = literal.number!;
  const [unit, size] = AGO_UNITS.find(([, s]) => seconds >= s && Number.isInteger(seconds / s)) ?? ['sec', 1];
  const count = seconds / size;
  return {
    value: `${count} ${unit}${count > 1 && (unit === 'day' || unit === 'hour') ? 's' : ''} ago`,
    how: 'duration',
  };
}

/** Where the document counts in a unit and shows no other form: "older than a month" is `30` of "specified days". */
function countText(literal: Literal, schema: NamedSchema, hints: string): Coerced | undefined {
  if (
    /\d\s?(?:ms|[smhdw])\b/.test(hints) ||
    (!/\b(?:in|of|specified|many) (?:second|minute|hour|day|week)s\b/.test(hints) &&
      !/\b(?:second|minute|hour|day|week)s$/.test(nameWords(schema.name)))
  )
    return undefined;
  const unit = unitOf(schema, TIME_UNITS);
  const count = unit === undefined ? Number.NaN : literal.number! / unit;
  return Number.isInteger(count) ? { value: String(count), how: 'duration' } : undefined;
}

function shortest(seconds: number): string {
  const [letter, unit] = COMPACT_UNITS.slice(1).find(([, size]) => seconds % size === 0) ?? ['s', 1];
  return `${seconds / unit}${letter}`;
}

function isoDuration(seconds: number): string {
  if (seconds % 86400 === 0) return `P${seconds / 86400}D`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
}

function scheduleText(literal: Literal, context: CoercionContext): Coerced | undefined {
  const minutes = (literal.number ?? 0) / 60;
  if (!Number.isInteger(minutes) || minutes < 1) return undefined;
  const [amount, unit] =
    minutes % 1440 === 0 ? [minutes / 1440, 'day'] : minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  if (context.provider === 'aws')
    return { value: `rate(${amount} ${unit}${amount === 1 ? '' : 's'})`, how: 'schedule' };
  if (unit === 'minute' && 60 % amount === 0)
    return { value: amount === 1 ? '* * * * *' : `*/${amount} * * * *`, how: 'schedule' };
  if (unit === 'hour' && 24 % amount === 0)
    return { value: amount === 1 ? '0 * * * *' : `0 */${amount} * * *`, how: 'schedule' };
  return unit === 'day' && amount === 1 ? { value: '0 0 * * *', how: 'schedule' } : undefined;
}

function momentText(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  const relative = has(literal, 'duration') && /\b(?:last|past|previous)\b/i.test(literal.text);
  const named = /\b(?:time|date|since|until|after|before|timestamp|from|to|at|on|start|end|when|due)\b/.test(
    nameWords(schema.name),
  );
  const wanted =
    schema.format === 'date-time' || schema.format === 'timestamp' || schema.format === 'date' || (named && !relative);
  if (!wanted || !(relative || has(literal, 'date') || has(literal, 'date-time') || has(literal, 'time')))
    return undefined;
  if (schema.format === 'date') {
    const day = isoOfLiteral(literal, context)?.slice(0, 10);
    return day && /^\d{4}-/.test(day) ? written(literal, day, 'date') : undefined;
  }
  if (AGO.test(gist(schema)) && AGO.test(literal.text)) return { value: literal.text };
  if (schema.format === 'date-time' || schema.format === 'timestamp') {
    const moment = momentOf(literal, context);
    return moment ? written(literal, moment, 'date') : undefined;
  }
  const iso = isoOfLiteral(literal, context);
  return iso ? written(literal, iso, 'date') : undefined;
}

function written(literal: Literal, value: string, how: string): Coerced {
  return value === literal.text ? { value } : { value, how };
}

function networkText(literal: Literal, schema: NamedSchema): Coerced | undefined {
  if (!has(literal, 'ip')) return undefined;
  const wants =
    schema.format === 'cidr' ||
    /\bcidr\b/.test(nameWords(schema.name)) ||
    /\bcidr\b|\baddress range\b/i.test(gist(schema));
  return wants ? { value: `${literal.text}/${literal.text.includes(':') ? 128 : 32}`, how: 'cidr' } : undefined;
}

function markText(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  if (literal.type === 'handle')
    return context.surface === 'cli' && context.provider !== 'gh'
      ? { value: literal.text }
      : { value: literal.text.slice(1), how: 'handle' };
  if (literal.type === 'channel' && !/slack/.test(context.provider ?? ''))
    return { value: literal.text.slice(1), how: 'channel' };
  if (has(literal, 'number') && literal.number !== undefined && !/\d/.test(literal.text))
    return { value: String(literal.number), how: 'number' };
  if (has(literal, 'percent') && literal.number !== undefined && !/^\d+%$/.test(literal.text))
    return { value: `${literal.number}%`, how: 'percent' };
  return wantsContents(schema) ? contentsOf(literal, schema, context) : undefined;
}

/** What a file holds is wanted, not where it is. */
const wantsContents = (schema: NamedSchema): boolean =>
  schema.type === 'binary' ||
  /\bfileb?:\/\//.test(schema.description ?? '') ||
  (schema.format === undefined &&
    /\b(?:contents?|document|PEM|JSON|template)\b/i.test(
      `${(schema.description ?? '').slice(0, CONTENTS_SAID)} ${nameWords(schema.name)}`,
    ));
/** Further on, documents speak of other things. */
const CONTENTS_SAID = 160;

/** Amazon's command line reads what a parameter takes from a file that is written so. */
export function contentsOf(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  if (context.provider !== 'aws' || context.surface !== 'cli') return undefined;
  // A branch (`release/2.4`) is a path in form alone.
  if (
    !has(literal, 'file') &&
    !(has(literal, 'path') && (schema.type === 'binary' || /\.[a-z]{2,8}$/i.test(literal.text)))
  )
    return undefined;
  if (/^fileb?:\/\//.test(literal.text)) return { value: literal.text };
  return { value: `${schema.type === 'binary' ? 'fileb' : 'file'}://${literal.text}`, how: 'file' };
}

/** The text that a literal means for a parameter of type string; as written where nothing else is wanted. */
export function textFor(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  const named =
    regionOfPlace(literal, schema, context) ??
    languageOf(literal, schema) ??
    currencyOf(literal, schema) ??
    portOf(literal, schema);
  if (named) return named;
  if (literal.type === 'phone' || /phone/.test(nameWords(schema.name))) {
    const digits = literal.text.replace(/[\s().-]/g, '');
    if (/^\+\d{6,15}$/.test(digits)) return written(literal, digits, 'phone');
  }
  const special =
    momentText(literal, schema, context) ?? networkText(literal, schema) ?? markText(literal, schema, context);
  if (special) return special;
  if (literal.type !== 'quoted') {
    const quantity = sizeText(literal, schema, context) ?? durationText(literal, schema, context);
    if (quantity) return quantity;
  }
  if (schema.format === 'date-time' || schema.format === 'timestamp' || schema.format === 'date') return undefined;
  return { value: literal.text };
}
