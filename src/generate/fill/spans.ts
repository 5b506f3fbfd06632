import type { Literal, LiteralType } from '../literal.ts';
import { findLiterals } from '../literals/find-literals.ts';
import { kindAndName } from './kind-and-name.ts';

/** Words of a request that might be a value: a literal, a part of one, an ordinary word, or the rest of a clause. */
export interface Span {
  start: number;
  end: number;
  text: string;
  /** `word`, `phrase` (several words to the end of the clause), `part:…` of a literal, or the literal's type. */
  kind: LiteralType | 'word' | 'phrase' | `part:${string}`;
  literal?: Literal;
  /** What is coerced: the literal, or the text as one. */
  value: Literal;
  /** Number of this literal among all of the request, or -1: asks refer to literals by number. */
  index: number;
  /** Number among the request's literals of the same type. */
  nth: number;
  /** The words before and after, nearest first, lower case, literals as `<type>`. */
  before: string[];
  after: string[];
}

/** Where words stand in a request. */
export type Place = Pick<Span, 'start' | 'end'>;

export const overlap = (a: Place, b: Place): boolean => a.start < b.end && b.start < a.end;

interface Word {
  start: number;
  end: number;
  text: string;
  literal?: Literal;
  index: number;
}

/** A literal or a word as it stands, no part of one and no run of several. */
export const isWhole = ({ kind }: Span): boolean => kind !== 'phrase' && !kind.startsWith('part:');

/** The end of `shop's` and `users'`: what is meant is the shop and the users. */
const POSSESSIVE = /['’]s?$/u;
const PLAIN = /[\p{L}\p{N}][\p{L}\p{N}'’_-]*/gu;
/** Words that are never somebody's name for a thing. */
export const GRAMMAR: ReadonlySet<string> = new Set(
  `a an the this that these those it its is are was were be been am i me my mine we us our you your he she they them their to of in on at by for from with without
into onto as and or but so if then than too very just also only please pls plz can could would should will shall may might must do does did done doing have has had want wants
need needs let lets s t d ll re ve m not no yes there here what which who whom whose how when where why some any each every all both hey hi hello thanks
now today up off out down over under again back away about after before until while during because since via per right left more most less least new old same other another
called named titled saying says`.split(/\s+/),
);
const WINDOW = 5;

function wordsOf(request: string, literals: readonly Literal[]): Word[] {
  const out: Word[] = [];
  const plain = (from: number, to: number): void => {
    for (const m of request.slice(from, to).matchAll(PLAIN)) {
      const text = m[0].replace(POSSESSIVE, '');
      out.push({ start: from + m.index, end: from + m.index + text.length, text, index: -1 });
    }
  };
  let at = 0;
  literals.forEach((literal, index) => {
    plain(at, literal.start);
    out.push({ start: literal.start, end: literal.end, text: literal.text, literal, index });
    at = literal.end;
  });
  plain(at, request.length);
  return out;
}

/** A word is somebody's name for a thing; a part of a literal may have a type of its own (a port, a number). */
export function asLiteral({ start, end, text, kind }: Pick<Span, 'start' | 'end' | 'text' | 'kind'>): Literal {
  const plain: Literal = { type: kind === 'word' ? 'name' : 'quoted', start, end, text, also: [] };
  if (!kind.startsWith('part:')) return plain;
  return findLiterals(text).find((l) => l.text === text) ?? plain;
}

const CLAUSE_END = /[.;,!?](?=\s|$)|$/;
/** Where what is said may end within its clause: `titled Tiles missing and label it …`. */
const PHRASE_END = /\s(?:and|with|to|in|into|on|for|by|from|as|at|using|via|plus|but|under)\s|\s[([{|–—-]/g;
/** So many characters of what is said are looked at for its end, and so many ends are tried. */
const LONGEST_SAID = 120;
const ENDS = 3;
/** What follows is said or written as it stands. */
const SPEECH =
  /(?:\b(?:saying|says|say|message|titled|title|called|named|name|subject|comment|text|reads?|body|description)\b[: ]|:)\s*(?=\S)/giu;

/** A statement of a query language, in capitals as people write it within a sentence. */
const STATEMENT =
  /(?<![\w"'`-])(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|TRUNCATE|SHOW|VACUUM|EXPLAIN|DESCRIBE|WITH|CALL|PRAGMA)\s[^;"`]{1,400}/g;
/** Small words end it: its own are in capitals. */
const PROSE = /\s(?:on|against|in|using|via|at|to|and|as|with|for|from|please)\s|[,.?!]?\s*$/;

/** All spans of the request that may be values. Linear in the number of words. */
export function spansOf(request: string, literals: readonly Literal[]): Span[] {
  const words = wordsOf(request, literals);
  const out: Span[] = [];
  const push = (span: Omit<Span, 'value'>): void => {
    out.push({ ...span, value: span.literal && span.kind === span.literal.type ? span.literal : asLiteral(span) });
  };
  const seen = new Map<string, number>();
  const label = (w: Word): string => (w.literal ? `<${w.literal.type}>` : w.text.toLowerCase());
  const around = (from: number, to: number): Pick<Span, 'before' | 'after'> => ({
    before: words
      .slice(Math.max(0, from - WINDOW), from)
      .map(label)
      .reverse(),
    after: words.slice(to + 1, to + 1 + WINDOW).map(label),
  });
  words.forEach((word, i) => {
    const context = around(i, i);
    const { start, end, text, literal, index } = word;
    if (!literal) {
      if (!GRAMMAR.has(text.toLowerCase())) push({ start, end, text, kind: 'word', index: -1, nth: 0, ...context });
      return;
    }
    const nth = seen.get(literal.type) ?? 0;
    seen.set(literal.type, nth + 1);
    push({ start, end, text, kind: literal.type, literal, index, nth, ...context });
    for (const part of partsOf(literal, request)) push({ ...part, index: -1, nth, ...context });
    for (const part of kindAndName(literal)) {
      const isName = part.start > start;
      const kind = isName && /[\d.-]/.test(part.text) ? 'name' : 'word';
      const before = isName ? [text.slice(0, text.indexOf('/')), ...context.before] : context.before;
      push({ ...part, kind, index: isName ? index : -1, nth, ...context, before });
    }
  });
  const said = [...request.matchAll(SPEECH)].map((m) => {
    const start = m.index + m[0].length;
    const clause = start + request.slice(start).search(CLAUSE_END);
    const said = request.slice(start, Math.min(clause, start + LONGEST_SAID));
    const within = [...said.matchAll(PHRASE_END)].slice(0, ENDS).map(({ index }) => start + index);
    return { start, ends: [...within, clause, request.length] };
  });
  const written = [...request.matchAll(STATEMENT)].map(({ index: start, 0: text }) => ({
    start,
    ends: [start + text.search(PROSE), start + text.trimEnd().length],
  }));
  for (const { start, ends } of [...said, ...written]) {
    if (literals.some((l) => start > l.start && start < l.end)) continue;
    for (const end of new Set(ends)) {
      const text = request.slice(start, end).trimEnd();
      const from = words.findIndex((w) => w.start >= start);
      if (from < 0 || !/\s/.test(text)) continue;
      // What is quoted as a whole is a literal: its marks are no part of it.
      if (literals.some((l) => l.type === 'quoted' && l.start === start + 1 && l.end === start + text.length - 1))
        continue;
      const inside = words.filter((w) => w.start >= start && w.end <= start + text.length).length;
      push({
        start,
        end: start + text.length,
        text,
        kind: 'phrase',
        index: -1,
        nth: 0,
        ...around(from, from + inside - 1),
      });
    }
  }
  return out;
}

/** Pieces of a literal that are values of their own: `acme/api` is an owner and a repository. */
export function partsOf(
  literal: Literal,
  request: string,
): { start: number; end: number; text: string; kind: `part:${string}` }[] {
  const raw = request.slice(literal.start, literal.end);
  const offset = raw.indexOf(literal.text);
  const base = literal.start + Math.max(0, offset);
  const piece = (
    kind: `part:${string}`,
    from: number,
    to: number,
  ): { start: number; end: number; text: string; kind: `part:${string}` }[] =>
    from >= 0 && to > from ? [{ kind, start: base + from, end: base + to, text: literal.text.slice(from, to) }] : [];
  const text = literal.text;
  const cut = (at: number, first: `part:${string}`, second: `part:${string}`, width = 1): ReturnType<typeof partsOf> =>
    at > 0 ? [...piece(first, 0, at), ...piece(second, at + width, text.length)] : [];
  switch (literal.type) {
    case 'repository':
    case 'image': {
      const hash = text.indexOf('#');
      const end = hash > 0 ? hash : text.length;
      const slash = text.lastIndexOf('/', end);
      return slash > 0
        ? [
            ...piece('part:owner', 0, slash),
            ...piece('part:repo', slash + 1, end),
            ...piece('part:number', end + 1, text.length),
          ]
        : cut(text.indexOf(':'), 'part:image', 'part:tag');
    }
    case 's3-uri':
    case 'gs-uri': {
      const from = text.indexOf('://') + 3;
      const slash = text.indexOf('/', from);
      return slash < 0
        ? piece('part:bucket', from, text.length)
        : [...piece('part:bucket', from, slash), ...piece('part:key', slash + 1, text.length)];
    }
    case 'key-value':
      return cut(text.indexOf('='), 'part:key', 'part:value');
    case 'port': {
      const slash = text.indexOf('/');
      return /^\d/.test(text) ? cut(slash, 'part:port', 'part:protocol') : cut(slash, 'part:protocol', 'part:port');
    }
    case 'host-port':
      return cut(text.lastIndexOf(':'), 'part:host', 'part:port');
    case 'git-ref':
      return cut(text.indexOf('/'), 'part:remote', 'part:branch');
    case 'domain': {
      return cut(text.indexOf('.'), 'part:label', 'part:zone');
    }
    case 'date-time': {
      const time = /(?<!\d)\d{1,2}:\d{2}$/.exec(text);
      return time ? piece('part:time', time.index, text.length) : [];
    }
    case 'email':
      return cut(text.indexOf('@'), 'part:user', 'part:host');
    case 'url': {
      const m = /^https?:\/\/github\.com\/([\w.-]+)\/([\w.-]+)/.exec(text);
      if (!m) return [];
      const owner = text.indexOf(m[1]!, 8);
      return [
        ...piece('part:owner', owner, owner + m[1]!.length),
        ...piece('part:repo', owner + m[1]!.length + 1, owner + m[1]!.length + 1 + m[2]!.length),
      ];
    }
    default:
      return [];
  }
}
