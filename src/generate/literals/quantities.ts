import { table } from '../../schema/table.ts';
import { NUMBER_WORDS, numberOfWords } from './number-words.ts';
import type { Span } from './span.ts';

const SECONDS: Record<string, number> = table({
  ms: 0.001,
  msec: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86400,
  day: 86400,
  night: 86400,
  w: 604800,
  wk: 604800,
  week: 604800,
  fortnight: 1209600,
  month: 2592000,
  quarter: 7776000,
  mo: 2592000,
  y: 31536000,
  yr: 31536000,
  year: 31536000,
});

const SIZE_POWERS: Record<string, number> = table({ b: 0, k: 1, m: 2, g: 3, t: 4, p: 5 });

/** Seconds of a unit as people write it (`mins`, `h`, `fortnights`); a month is 30 days. */
export function secondsOf(unit: string): number | undefined {
  const word = unit.toLowerCase().replace(/\.$/, '');
  return SECONDS[word] ?? SECONDS[word.replace(/s$/, '')];
}

/** Bytes of a unit (`MB`, `gigs`, `MiB`, `k`). Clouds and tools count memory and disks in powers of 1,024, whatever they call them. */
export function bytesOf(unit: string): number | undefined {
  const power = SIZE_POWERS[unit[0]?.toLowerCase() ?? ''];
  return power === undefined ? undefined : 1024 ** power;
}

const DIGITS = '[-+]?\\d{1,12}(?:[,_]\\d{3}){0,4}(?:\\.\\d{1,9})?';
const DURATION_UNIT =
  'milliseconds?|msecs?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|quarters?|years?|yrs?';
const SIZE_UNIT =
  'bytes?|kilobytes?|megabytes?|gigabytes?|terabytes?|petabytes?|kibibytes?|mebibytes?|gibibytes?|tebibytes?|[kmgtp]i?b|[kmgtp]i|gigs?|megs?|teras?|kbytes?|mbytes?|gbytes?';
const SPAN_LEAD = '(?:(?:the )?(?:last|past|previous|next|every)\\s{1,3})?';
const ARTICLE = '(?:half an?|half|(?:a )?quarter of an?|three[- ]quarters of an?|(?:one|an?) and a half|an?|one)';

const DURATION = new RegExp(
  `(?<![\\w./:@#-])${SPAN_LEAD}(${DIGITS}(?=\\+?[\\s\\-a-z])|(?:${ARTICLE}|${NUMBER_WORDS})(?=[\\s-]))\\+?(?:\\s{1,3}|-)?(?:and a half )?(${DURATION_UNIT})( and a half)?(?![\\w/=:]|-[a-z0-9])`,
  'gi',
);
const BARE_DURATION =
  /(?<![\w./:@#-])(?:the )?(last|past|previous|every)\s{1,3}(second|minute|hour|day|week|fortnight|month|year)(?![\w/=:-])/gi;
const FORTNIGHT = /(?<![\w./:@#-])(?:an? )?fortnight(?![\w/=:-])/gi;
const COMPACT =
  /(?<![\w./:@#=-])(?:(?:the )?(?:last|past|previous|next|every)\s{1,3})?(\d{1,9}(?:\.\d{1,4})?)(ms|s|m|h|d|w|y|mo)((?:\d{1,6}(?:ms|s|m|h)){0,3})(?![\w/=:]|-[a-z0-9]|\.\w)/g;
const SIZE = new RegExp(
  `(?<![\\w./:@#-])(${DIGITS}(?=[\\s\\-a-z])|(?:${ARTICLE}|${NUMBER_WORDS})(?=[\\s-]))(?:\\s{1,3}|-)?(${SIZE_UNIT})(?:/s|ps)?(?![\\w/=:]|-[a-z0-9])`,
  'gi',
);
const COMPACT_SIZE = /(?<![\w./:@#=])([-+]?\d{1,12}(?:\.\d{1,4})?)([KMGTPkgt])(?![\w/=:]|-[a-z0-9]|\.\w)/g;
const SPACED_UNIT = /(?<![\w./:@#-])(\d{1,9}) (s|h|d|m|ms|GB|G|M)(?![\w/=:'’-]|\.\w)/g;
const PERCENT = new RegExp(
  `(?<![\\w./:@#-])(${DIGITS}|${NUMBER_WORDS}|half|a third)\\s{0,2}(%|percent|per cent|pct)(?![\\w%])`,
  'gi',
);
const MONEY = new RegExp(
  `(?<![\\w./:@#-])(?:([$€£¥])\\s?(${DIGITS})(?![\\w%])|(${DIGITS}|${NUMBER_WORDS})\\s{0,2}((?:(?:us|usd|euro?|canadian|cad|chf)\\s)?cents?|pence|dollars?|bucks|euros?|pounds?|quid|usd|eur|gbp|chf|cad|yen|jpy|€|£)(?!\\w))`,
  'gi',
);

/** Signs without which the large expressions need not run, nor be compiled at a start. */
const SIGNS = {
  duration: /sec|min|hour|hr|day|night|w(?:ee)?k|month|quarter|y(?:ea)?r/i,
  size: /byte|[kmgtp]i?b|gig|meg|tera|[kmgtp]i\b/i,
  percent: /%|cent|pct/i,
  money: /[$€£¥]|dollar|bucks|euro|pound|quid|usd|eur|gbp|chf|cad|yen|jpy|cent|pence/i,
};

function matchesOf(request: string, sign: RegExp, form: RegExp): Iterable<RegExpExecArray> {
  return sign.test(request) ? request.matchAll(form) : [];
}

function amount(words: string): number | undefined {
  const text = words.toLowerCase().trim();
  if (/\d/.test(text)) return Number(text.replace(/[,_]/g, ''));
  if (text.startsWith('three')) if (text.includes('quarter')) return 0.75;
  if (text.includes('quarter')) return 0.25;
  if (text.includes('and a half')) return 1.5;
  if (text === 'a third') return 33;
  if (text.startsWith('half') && !text.includes('dozen')) return 0.5;
  return text === 'a' || text === 'an' ? 1 : numberOfWords(text);
}

function push(
  spans: Span[],
  match: RegExpMatchArray,
  type: Span['type'],
  number: number | undefined,
  extra: Partial<Span> = {},
): void {
  if (number === undefined || Number.isNaN(number)) return;
  const start = match.index ?? 0;
  // "the last 20 minutes" is the literal without its article.
  const skip = /^the /i.test(match[0]) ? 4 : 0;
  spans.push({ type, start: start + skip, end: start + match[0].length, number, ...extra });
}

/** "a second replica" counts, it does not last. */
function ordinal(words: string, unit: string): boolean {
  return /^second$/i.test(unit) && /^an?$/i.test(words.trim());
}

function durations(request: string, spans: Span[]): void {
  for (const match of matchesOf(request, SIGNS.duration, DURATION)) {
    const [, words, unit] = match;
    if (ordinal(words!, unit!) || (/^one$/i.test(words!) && /^nights?$/i.test(unit!))) continue;
    const halves = / and a half/.test(match[0].slice(words!.length)) && !/half/.test(words!) ? 0.5 : 0;
    const value = amount(words!);
    push(spans, match, 'duration', value === undefined ? undefined : (value + halves) * secondsOf(unit!)!, {
      unit: unit!,
    });
  }
  for (const match of matchesOf(request, SIGNS.duration, BARE_DURATION))
    push(spans, match, 'duration', secondsOf(match[2]!), { unit: match[2]! });
  for (const match of request.matchAll(FORTNIGHT)) push(spans, match, 'duration', 1209600, { unit: 'fortnight' });
  for (const match of request.matchAll(COMPACT)) {
    let seconds = Number(match[1]) * secondsOf(match[2]!)!;
    for (const part of match[3]!.matchAll(/(\d+)(ms|s|m|h)/g)) seconds += Number(part[1]) * secondsOf(part[2]!)!;
    push(spans, match, 'duration', seconds, { unit: match[2]!, also: match[2] === 'm' && !match[3] ? ['size'] : [] });
  }
  for (const match of request.matchAll(SPACED_UNIT)) {
    const bytes = /[A-Z]/.test(match[2]!) ? bytesOf(match[2]!) : undefined;
    if (bytes !== undefined) push(spans, match, 'size', Number(match[1]) * bytes, { unit: match[2]! });
    else push(spans, match, 'duration', Number(match[1]) * secondsOf(match[2]!)!, { unit: match[2]! });
  }
}

/** `x3` and `3x` are so many of what stands before; `x64` and `x86` are machines. */
const TIMES = /(?<![\w./:@#-])(?:x(\d{1,3})|(\d{1,3})x)(?![\w./:@#-])/g;
const MACHINES = /^(?:32|64|86)$/;

/** Durations, sizes, percentages, money, and counts. */
export function quantitiesOf(request: string): Span[] {
  const spans: Span[] = [];
  durations(request, spans);
  for (const match of matchesOf(request, SIGNS.size, SIZE)) {
    // "a PI" is no size.
    if (!/\d/.test(match[1]!) && match[2]!.length < 3 && !/b$/i.test(match[2]!)) continue;
    const value = amount(match[1]!);
    push(spans, match, 'size', value === undefined ? undefined : value * bytesOf(match[2]!)!, { unit: match[2]! });
  }
  for (const match of request.matchAll(COMPACT_SIZE)) {
    push(spans, match, 'size', Number(match[1]) * bytesOf(match[2]!)!, { unit: match[2]! });
  }
  for (const match of matchesOf(request, SIGNS.percent, PERCENT)) {
    const half = /^half/i.test(match[1]!);
    push(spans, match, 'percent', half ? 50 : amount(match[1]!), { unit: '%' });
  }
  for (const match of matchesOf(request, SIGNS.money, MONEY)) {
    const unit = match[1] ?? match[4]!;
    push(spans, match, 'money', amount(match[2] ?? match[3]!), { unit });
  }
  for (const { index, 1: after, 2: before } of request.matchAll(TIMES)) {
    const digits = after ?? before!;
    const start = index + (after === undefined ? 0 : 1);
    if (!MACHINES.test(digits))
      spans.push({ type: 'number', start, end: start + digits.length, number: Number(digits) });
  }
  return spans;
}

const WORDS = new RegExp(`(?<![\\w./:@#-])${NUMBER_WORDS}(?![\\w/=:]|-[a-z0-9])`, 'gi');

/** Numbers in words. "one" alone is most often no number ("this one", "the old one"), nor is "zero" in "from zero". */
export function wordNumbersOf(request: string): Span[] {
  const spans: Span[] = [];
  for (const match of request.matchAll(WORDS)) {
    const number = numberOfWords(match[0]);
    const word = match[0].toLowerCase();
    if (number === undefined) continue;
    if (
      word === 'one' &&
      !/(?:exactly|only|just|least|most|to|=) $/i.test(request.slice(Math.max(0, match.index - 9), match.index))
    )
      continue;
    if (word === 'zero' && /from $/i.test(request.slice(Math.max(0, match.index - 5), match.index))) continue;
    if (/^(?:hundred|thousand|million)$/.test(word)) continue;
    const end = match.index + match[0].length - (word.endsWith('couple of') ? ' of'.length : 0);
    spans.push({ type: 'number', start: match.index, end, number });
  }
  return spans;
}
