import type { Literal, LiteralType } from '../literal.ts';
import { classifyToken } from './classify-token.ts';
import { placesOf } from './clouds.ts';
import { namesInContextOf, numbersInContextOf, rootsOf } from './contexts.ts';
import { datesOf } from './dates.ts';
import { quantitiesOf, wordNumbersOf } from './quantities.ts';
import { jsonOf, quotesOf } from './quotes.ts';
import { schedulesOf } from './schedules.ts';
import { literalOf, rank, type Span } from './span.ts';
import { tokensOf } from './tokens.ts';

/** `2026-01-01..2026-03-31` is a first and a last day. */
const DAYS = /^(\d{4}-\d\d-\d\d)(?:\.{2,3}|\/)(\d{4}-\d\d-\d\d)$/;

/** `x3`, `2x`: so many of what stands beside it. */
const TIMES = /^[x×](\d{1,4})$|^(\d{1,4})[x×]$/;

function tokenSpans(request: string): Span[] {
  const spans: Span[] = [];
  for (const token of tokensOf(request)) {
    const days = DAYS.exec(token.text);
    if (days) {
      const { start, end } = token;
      spans.push(
        { type: 'date', start, end: start + days[1]!.length },
        { type: 'date', start: end - days[2]!.length, end },
      );
      continue;
    }
    const times = TIMES.exec(token.text);
    if (times) {
      const digits = times[1] ?? times[2]!;
      const start = token.start + token.text.indexOf(digits);
      spans.push({ type: 'number', start, end: start + digits.length, number: Number(digits) });
      continue;
    }
    const found = classifyToken(token.text);
    if (found) {
      spans.push({ ...found, start: token.start, end: token.end });
      continue;
    }
    spans.push(...partsOf(token.start, token.text));
  }
  return spans;
}

/** `owner/name#123`, `web(10.0.0.1)`, `8080,` … a word that is nothing as a whole may be something in its parts. */
function partsOf(start: number, text: string): Span[] {
  const issue = /^([\w.-]{1,100}\/[\w.-]{1,100})#(\d{1,9})$/.exec(text);
  if (issue) {
    const at = start + issue[1]!.length + 1;
    return [
      { type: 'repository', also: ['path'], start, end: at - 1 },
      { type: 'issue-number', start: at, end: start + text.length, number: Number(issue[2]), also: ['number'] },
    ];
  }
  if (text.length > 300 || !/[()[\]→|;"]|->|=>|\+\w|^\d+\/[a-z]+$/.test(text)) return [];
  const spans: Span[] = [];
  const perPage = /^(\d+)\/[a-z]+$/.exec(text);
  if (perPage) return [{ type: 'number', start, end: start + perPage[1]!.length, number: Number(perPage[1]) }];
  for (const part of text.matchAll(/[^()[\]→|;"+>]+/g)) {
    const word = part[0].replace(/^[=,.:-]+|[-=,.:]+$/g, '');
    if (word === '' || (word.length < 2 && !/\d/.test(word)) || word.length === text.length) continue;
    const found = classifyToken(word);
    const at = start + part.index + part[0].indexOf(word);
    if (found) spans.push({ ...found, start: at, end: at + word.length });
  }
  return spans;
}

interface Group {
  best: Span;
  also: LiteralType[];
}

/** Claims on the same range become one literal with its other types. */
function grouped(spans: Span[]): Group[] {
  const groups = new Map<number, Group>();
  for (const span of spans) {
    const key = span.start * 65536 + (span.end - span.start);
    const group = groups.get(key);
    if (!group) groups.set(key, { best: span, also: [...(span.also ?? [])] });
    else {
      const [better, other] = rank(span.type) < rank(group.best.type) ? [span, group.best] : [group.best, span];
      const filled = { ...other, ...better };
      group.best = filled;
      group.also.push(other.type, ...(span.also ?? []));
    }
  }
  return [...groups.values()];
}

function choose(request: string, spans: Span[], taken: Uint8Array): Literal[] {
  const groups = grouped(spans).sort(
    (a, b) => b.best.end - b.best.start - (a.best.end - a.best.start) || a.best.start - b.best.start,
  );
  const chosen: Literal[] = [];
  for (const { best, also } of groups) {
    // Chosen ranges are at least as long: one of them overlaps exactly if it covers an end.
    if (taken[best.start] || taken[best.end - 1]) continue;
    taken.fill(1, best.start, best.end);
    chosen.push(literalOf(request, best, also));
  }
  return chosen;
}

/** The span's inner types: `"2026-01-02"` is quoted and a date. */
function withInnerTypes(literal: Literal): Literal {
  if (literal.text.length > 300) return literal;
  const inner = literalsOf(literal.text, false).find((found) => found.start === 0 && found.end === literal.text.length);
  if (!inner) return literal;
  const { type, also, start: _start, end: _end, text: _text, ...facts } = inner;
  return { ...literal, ...facts, also: [type, ...also.filter((other) => other !== 'quoted')] };
}

function literalsOf(request: string, quotes: boolean): Literal[] {
  const taken = new Uint8Array(request.length);
  const fixed: Literal[] = [];
  const claim = (spans: Span[]): void => {
    for (const span of spans) {
      taken.fill(1, span.start, span.end);
      fixed.push(literalOf(request, span, span.also ?? []));
    }
  };
  const json = jsonOf(request);
  const quoted = quotes ? quotesOf(request) : [];
  // A quote around JSON and more is a text; around JSON alone it only protects it.
  const within = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
  const texts = quoted.filter((outer) =>
    json.every(
      (inner) =>
        apart(inner, outer) ||
        (within(inner, outer) && request.slice(outer.start, outer.end).trim().length > inner.end - inner.start),
    ),
  );
  claim(texts);
  claim(json.filter((inner) => texts.every((outer) => apart(inner, outer))));
  const spans = [...tokenSpans(request), ...schedulesOf(request), ...quantitiesOf(request), ...wordNumbersOf(request)];
  spans.push(
    ...datesOf(request),
    ...placesOf(request),
    ...numbersInContextOf(request),
    ...namesInContextOf(request),
    ...rootsOf(request),
  );
  const free = spans.filter((span) => !taken[span.start] && !taken[span.end - 1]);
  const outside = free.filter((span) => !covers(span, fixed));
  return [...fixed, ...choose(request, outside, taken)].sort((a, b) => a.start - b.start);
}

const apart = (a: Span, b: Span): boolean => a.end <= b.start || b.end <= a.start;

function covers(span: Span, fixed: Literal[]): boolean {
  return fixed.some((literal) => literal.start < span.end && span.start < literal.end);
}

/** The typed values of a request, in order and without overlaps. Linear in the length of the request. */
export function findLiterals(request: string): Literal[] {
  return literalsOf(request, true).map((literal) => (literal.type === 'quoted' ? withInnerTypes(literal) : literal));
}

/** The request with each literal replaced by `<type>`. */
export function maskLiterals(request: string, literals: Literal[]): string {
  let masked = '';
  let from = 0;
  for (const literal of literals) {
    masked += `${request.slice(from, literal.start)}<${literal.type}>`;
    from = literal.end;
  }
  return masked + request.slice(from);
}
