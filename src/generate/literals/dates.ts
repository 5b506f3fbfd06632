import { createRequire } from 'node:module';
import type * as Chrono from 'chrono-node';
import { withClock } from './clock-words.ts';
import type { Span } from './span.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** Cheap sign of a date in words; the library, which is slow, reads only what stands around one. */
const SIGN = new RegExp(
  `\\b(?:${MONTH}\\.?\\s{1,2}(?:the\\s)?\\d{1,4}|\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH}|${MONTH} \\d{4}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight|noon|midnight|` +
    `\\d{1,2}(?::\\d{2})?\\s{0,40}[ap]\\.?m\\b|\\d{4}-\\d{2}-\\d{2}[ ,T]|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}|(?:next|last|this) (?:week|month|year|night)|\\d{1,4} \\w{3,8} ago|\\w{2,5} (?:hour|minute|day|week|month|year)s? ago|\\d{1,2}:\\d{2})`,
  'gi',
);
const ISO_DATE = /(?<![\w./-])(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w/-]|\.\d)/g;
const ISO_TIME = /(?<![\w./-])\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?(?![\w-])/g;
const CLOCK = /(?<![\w./:]|(?:^|\D)-)([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?Z?(?![\w/:]|\.\d|-(?!\d{1,2}:\d{2}))/g;

const AROUND = 26;
const MOST_WINDOWS = 12;

const require = createRequire(import.meta.url);
let chrono: typeof Chrono | undefined;

/** The library is loaded with the first request that has a date in words: a start without one does not pay for it. */
function library(): typeof Chrono {
  chrono ??= require('chrono-node') as typeof Chrono;
  return chrono;
}

const two = (value: number): string => String(value).padStart(2, '0');

function isoOf(parts: Chrono.ParsedComponents): string {
  const date = `${String(parts.get('year')).padStart(4, '0')}-${two(parts.get('month') ?? 1)}-${two(parts.get('day') ?? 1)}`;
  if (!parts.isCertain('hour')) return date;
  const zone = parts.get('timezoneOffset');
  const time = `${two(parts.get('hour') ?? 0)}:${two(parts.get('minute') ?? 0)}:${two(parts.get('second') ?? 0)}`;
  if (!parts.isCertain('timezoneOffset') || zone === null) return `${date}T${time}`;
  const minutes = Math.abs(zone);
  return `${date}T${time}${zone === 0 ? 'Z' : `${zone < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`}`;
}

/** ISO form of a date in words, read at `now` (UTC); undefined where the words are none. */
export function readDate(
  text: string,
  now: Date,
): { iso: string; absolute: boolean; hasTime: boolean; hasDay: boolean } | undefined {
  const [result] = library().parse(withClock(text.slice(0, 200)), { instant: now, timezone: 0 }, { forwardDate: true });
  if (!result) return undefined;
  const { start } = result;
  const hasDay = start.isCertain('day') || start.isCertain('month') || start.isCertain('weekday');
  const absolute =
    start.isCertain('year') && start.isCertain('month') && start.isCertain('day') && !RELATIVE.test(result.text);
  return { iso: isoOf(start), absolute, hasTime: start.isCertain('hour'), hasDay };
}

const RELATIVE = /\b(?:today|tomorrow|yesterday|tonight|ago|next|last|this|in|now)\b/i;
/** A moment that says another day when it is read at another time is not written out. */
const ELSEWHEN = new Date('2017-06-15T07:31:00Z');
const AMBIGUOUS_DAY =
  /^(?:sun|mon|sat|wed|tue|thu|fri|may|mar|dec|now|at \d{1,2}|\d{1,4}|second|day|this (?:second|minute))$/i;

function windowsOf(request: string): { start: number; end: number }[] {
  const windows: { start: number; end: number }[] = [];
  for (const match of request.matchAll(SIGN)) {
    const start = Math.max(0, match.index - AROUND);
    const end = Math.min(request.length, match.index + match[0].length + AROUND);
    const last = windows.at(-1);
    if (last && start <= last.end && end - last.start < 200) last.end = end;
    else if (windows.length < MOST_WINDOWS) windows.push({ start: Math.max(start, last?.end ?? 0), end });
    else break;
  }
  return windows;
}

/** Dates and times in words. What depends on today's date has no `iso`: it is read when it is needed. */
function wordsOf(request: string): Span[] {
  const spans: Span[] = [];
  const reference = { instant: new Date(Date.UTC(2000, 0, 1)), timezone: 0 };
  for (const window of windowsOf(request)) {
    for (const result of library().parse(request.slice(window.start, window.end), reference)) {
      if (result.text.search(SIGN) < 0 || AMBIGUOUS_DAY.test(result.text)) continue;
      if (/^(?:last|past|every)\s+(?:\d|\w+ (?:minutes|hours|days|weeks))/i.test(result.text)) continue;
      const start = window.start + result.index;
      if (/[\w.:/@#=-]/.test(request[start - 1] ?? ' ') || /[\w/@=]/.test(request[start + result.text.length] ?? ' '))
        continue;
      spans.push(...(rangeSpans(result, start) ?? [dateSpan(result, start)]));
    }
  }
  lendYear(spans, request);
  return spans;
}

/** "10:30-11:00 UTC", "1 to 3 May": two values. */
function rangeSpans(result: Chrono.ParsedResult, start: number): Span[] | undefined {
  if (!result.end) return undefined;
  const joint = /\s*(?:[–—]|\bto\b|\buntil\b|\btill?\b|\bthrough\b|(?<=\d|[ap]m)\s?-(?!\d{2}-)|-(?=\d{1,2}:))\s*/i.exec(
    result.text,
  );
  if (!joint || joint.index === 0) return undefined;
  const first = { ...result, text: result.text.slice(0, joint.index), start: result.start };
  const second = { ...result, text: result.text.slice(joint.index + joint[0].length), start: result.end };
  if (!/\d|[a-z]{3}/i.test(first.text) || !/\d|[a-z]{3}/i.test(second.text)) return undefined;
  return [
    partSpan(first.text, first.start, start),
    partSpan(second.text, second.start, start + joint.index + joint[0].length),
  ];
}

/** "between May 1 and May 31 2025": the year stands once. */
function lendYear(spans: Span[], request: string): void {
  const year = /\b(?:19|20)\d{2}\b/.exec(
    spans
      .filter((span) => span.iso)
      .map((span) => request.slice(span.start, span.end))
      .join(' '),
  )?.[0];
  if (year === undefined) return;
  for (const span of spans) {
    const text = request.slice(span.start, span.end);
    if (span.type !== 'date' || span.iso !== undefined || RELATIVE.test(text) || !/\d/.test(text)) continue;
    const read = readDate(`${text} ${year}`, new Date(0));
    if (read?.absolute) span.iso = read.iso;
  }
}

function dateSpan(result: Chrono.ParsedResult, start: number): Span {
  // "31 May 2025, from 01 …": the number behind belongs to what follows.
  const text = result.text.replace(/(\b\d{4}),? (?:from |at |to )?\d{1,2}$/, '$1');
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  // "every night at 02:00" is not two in the afternoon.
  const misled = text !== result.text || /^(?:night|day|morning|evening|afternoon)/i.test(text);
  const parts = misled ? (library().parse(text.slice(lead))[0]?.start ?? result.start) : result.start;
  return partSpan(text.slice(lead), parts, start + lead);
}

const LEAD =
  /^(?:about|around|roughly|(?:night|day|morning|evening|afternoon)(?: at)?|on|at|from|by|since|until)\s+(?=\S)/i;

function partSpan(words: string, parts: Chrono.ParsedComponents, start: number): Span {
  const lead = LEAD.exec(words)?.[0].length ?? 0;
  const text = words.replace(/[\s,.)]+$/, '');
  const day = parts.isCertain('day') || parts.isCertain('month') || parts.isCertain('weekday');
  const time = parts.isCertain('hour');
  const span: Span = {
    type: time ? (day ? 'date-time' : 'time') : 'date',
    start: start + lead,
    end: start + text.length,
  };
  const dated = day && parts.isCertain('year') && parts.isCertain('month') && !RELATIVE.test(text);
  if (dated && readDate(text, ELSEWHEN)?.iso === isoOf(parts)) span.iso = isoOf(parts);
  else if (time && !day && !RELATIVE.test(text))
    span.iso = `${two(parts.get('hour') ?? 0)}:${two(parts.get('minute') ?? 0)}`;
  return span;
}

/** Dates, times and both together. */
export function datesOf(request: string): Span[] {
  const spans: Span[] = [];
  let plain = request;
  if (/\d/.test(request)) {
    for (const match of request.matchAll(ISO_TIME))
      spans.push({ type: 'date-time', start: match.index, end: match.index + match[0].length, iso: match[0] });
    for (const match of request.matchAll(ISO_DATE))
      spans.push({ type: 'date', start: match.index, end: match.index + match[0].length, iso: match[1]! });
    for (const match of request.matchAll(CLOCK)) {
      spans.push({
        type: 'time',
        start: match.index,
        end: match.index + match[0].length,
        iso: `${two(Number(match[1]))}:${match[2]}`,
      });
    }
    // What the forms above have read in full needs no library, unless a time in words stands beside it.
    for (const span of spans)
      if (!besideTime(request, span))
        plain = plain.slice(0, span.start) + '\u0000'.repeat(span.end - span.start) + plain.slice(span.end);
  }
  return [...spans, ...wordsOf(withClock(plain)).filter((span) => !isAge(request, span))];
}

/** "Modified over 30 days ago" is so old or older, and no moment. */
function isAge(request: string, { start, end }: Span): boolean {
  return (
    /\bago$/i.test(request.slice(start, end)) &&
    /\b(?:over|more than|at least|less than|under)\s$/i.test(request.slice(0, start))
  );
}

function besideTime(request: string, span: Span): boolean {
  if (span.type === 'date-time') return false;
  const after = request.slice(span.end, span.end + 24);
  const before = request.slice(Math.max(0, span.start - 16), span.start);
  if (span.type === 'date')
    return /^(?:,? at|,)? \d{1,2}(?::\d\d|\s?[ap]m)/i.test(after) || /\d{1,2}:\d\d (?:UTC |on ){0,2}$/i.test(before);
  return (
    /^ ?(?:[ap]m|UTC|GMT|CET|EST|PST|on |tomorrow|today|tonight|Z\b)/i.test(after) ||
    /(?:\d|day|tomorrow|today|tonight|at|,) $/i.test(before)
  );
}
