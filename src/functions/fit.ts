import { coerce } from '../generate/coerce/coerce.ts';
import { nameWords } from '../generate/coerce/context.ts';
import type { FillRequest } from '../generate/fill/fill.ts';
import type { Considered } from '../generate/fill/second-look.ts';
import type { Target } from '../generate/fill/targets.ts';
import { termsOf } from '../retrieve/tokenize.ts';
import type { Json, Operation } from '../schema/operation.ts';
import type { Phrase } from './phrases.ts';
import { withState } from './us-cities.ts';

/** A value that a parameter could have, and how well it sits there (log-odds, roughly). */
export interface Fit {
  name: string;
  value: Json;
  start: number;
  end: number;
  score: number;
  kind: string;
  /** Where the value stands among several of its kind. */
  members?: { value: Json; start: number; end: number }[];
  /** Of a list whose items stand apart: where each does. */
  parts?: readonly { start: number; end: number }[];
}

/** Whether two values take the same words. */
export function overlap(a: Fit, b: Fit): boolean {
  const places = (fit: Fit): readonly { start: number; end: number }[] => fit.parts ?? [fit];
  return places(a).some((x) => places(b).some((y) => x.start < y.end && y.start < x.end));
}

const logit = (p: number): number => Math.max(-6, Math.min(5, Math.log(Math.max(p, 1e-6) / Math.max(1 - p, 1e-6))));

const PLACE =
  /\b(?:city|location|place|country|state|address|destination|origin|region|town|area|county|departure|from|to)\b/i;
const WHO =
  /\b(?:name|player|author|artist|actor|person|team|company|director|president|figure|brand|manufacturer|league|title|composer|user)\b/i;
const WHEN = /\b(?:date|day|time|year|month|when|period|duration|season)\b/i;

/** Words before and after a span, nearest first, stemmed. */
function around(request: string, start: number, end: number): { before: readonly string[]; after: readonly string[] } {
  const clause = (text: string): string => text;
  const before =
    clause(request.slice(Math.max(0, start - 70), start))
      .split(/[.;?!]\s/)
      .at(-1) ?? '';
  const after = clause(request.slice(end, end + 40)).split(/[.;?!,]\s/, 1)[0] ?? '';
  return { before: [...termsOf(before)].reverse().slice(0, 6), after: termsOf(after).slice(0, 3) };
}

/** What a parameter is called, without what all parameters of the function share. */
function tokensOf(target: Target): readonly string[] {
  const tokens = termsOf(nameWords(target.schema.name));
  return tokens.length > 0 ? tokens : [target.schema.name.toLowerCase()];
}

/** The name of the parameter right beside the value: `a base of 10`, `5 rooms`. */
function nearness(tokens: readonly string[], sides: ReturnType<typeof around>): number {
  let best = 0;
  sides.before.forEach((word, at) => {
    if (tokens.includes(word)) best = Math.max(best, 2.4 - at * 0.45);
  });
  sides.after.forEach((word, at) => {
    if (tokens.includes(word)) best = Math.max(best, 1.7 - at * 0.6);
  });
  return best;
}

function kindBonus(target: Target, kind: string, text: string, before: string): number {
  const said = `${nameWords(target.schema.name)} ${(target.schema.description ?? '').split(/[.(]/, 1)[0]}`;
  if (kind === 'place' || (kind === 'name' && /\b(?:in|at|from|to|near|for|of)\s+$/i.test(before)))
    return PLACE.test(said) ? 1.6 : kind === 'place' ? -0.5 : WHO.test(said) ? 1 : 0;
  if (kind === 'name') return WHO.test(said) ? 1.6 : PLACE.test(said) ? 0.8 : 0;
  if (kind === 'date' || kind === 'time' || kind === 'duration' || kind === 'date-time')
    return WHEN.test(said) ? 1.5 : -0.8;
  if (kind === 'quoted') return 0.8;
  if (kind === 'word' && /^\p{Ll}/u.test(text)) return -0.4;
  return 0;
}

const MOMENTS = new Set(['date', 'time', 'date-time']);

/** A date is said as a date: no other words will do, and its words will do for nothing else. */
function momentBonus({ schema }: Target, kind: string): number {
  const name = nameWords(schema.name);
  const wanted = /\b(?:date|day)\b/.test(name) ? 'date' : /\btime\b/.test(name) ? 'time' : undefined;
  if (wanted === undefined || /zone|number of|days\b/.test(name) || schema.type !== 'string') return 0;
  if (!MOMENTS.has(kind)) return -3;
  return kind === wanted || kind === 'date-time' ? 1 : -3;
}

const FROM = /\b(?:from|origin|depart\w*|start\w*|source|pickup|base|leaving)\b/;
const TO = /\b(?:to|destination|end\w*|arriv\w*|target|dropoff)\b/;

/** `from A to B`. */
function directionBonus({ schema }: Target, before: string): number {
  const name = nameWords(schema.name);
  const [from, to] = [FROM.test(name), TO.test(name)];
  if (from === to) return 0;
  if (/\b(?:from|leaving|departing)\s+$/i.test(before)) return from ? 2 : -2;
  return /\b(?:to|into|towards)\s+$/i.test(before) ? (to ? 2 : -2) : 0;
}

/** What a whole request is to some functions. */
const STATEMENT = /^(?:statement|question|user_(?:input|query|message))$/i;

const NUMERIC = new Set(['integer', 'number']);

/** `3%` of a rate is 0.03, unless the document counts in per cent. */
function percentOf(target: Target, value: Json, kind: string): Json {
  if (kind !== 'percent' || target.schema.type !== 'number' || typeof value !== 'number' || value < 1) return value;
  return /percent|%/i.test(`${target.schema.name} ${target.schema.description ?? ''}`)
    ? value
    : Number((value / 100).toPrecision(12));
}

/** A moment says a date and a time: which of them a parameter wants, its name tells. */
function momentOf(target: Target, value: Json): Json {
  const match = typeof value === 'string' ? /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(value) : null;
  if (!match) return value;
  const name = nameWords(target.schema.name);
  const [date, time] = [/\bdate|day\b/.test(name), /\btime|hour\b/.test(name)];
  return date && !time ? match[1]! : time && !date ? match[2]! : value;
}

/** What it is worth that a value is a phrase of this kind. */
const BONUS: Partial<Record<Phrase['kind'], number>> = { number: 1.2, list: 1.5, name: 0.9 };
/** All items of a list are better than any one of them; where one value is taken, they are as many calls. */
const WHOLE = 1.5;
const ALL_OF_THEM = 0.4;
/** A value of a list must be this likely by itself. */
const ITEM_AT = 0.35;

/** A list whose items stand apart: `five burgers and six wings`. */
function scattered(
  target: Target,
  { bindings }: Considered,
  weigh: (target: Target, start: number, end: number, kind: string) => number,
): Fit[] {
  const items: Considered['bindings'] = [];
  const likely = bindings.filter((b) => b.target === target && b.p >= ITEM_AT).sort((a, b) => b.p - a.p);
  for (const one of likely)
    if (!items.some(({ span }) => span.start < one.span.end && one.span.start < span.end)) items.push(one);
  if (items.length < 2) return [];
  items.sort((a, b) => a.span.start - b.span.start);
  const [first, last] = [items[0]!.span, items.at(-1)!.span];
  const mean = items.reduce((sum, { p }) => sum + logit(p), 0) / items.length;
  return [
    {
      name: target.name,
      value: items.flatMap(({ value }) => value),
      start: first.start,
      end: last.end,
      parts: items.map(({ span }) => span),
      score: mean + weigh(target, first.start, first.end, first.kind) + WHOLE,
      kind: 'list',
    },
  ];
}

/** All values that may be arguments of the function, from the filler's own candidates and from phrases. */
export function fitsOf(
  operation: Operation,
  request: FillRequest,
  phrases: readonly Phrase[],
  considered: Considered,
): { fits: Fit[]; targets: Target[] } {
  const targets = considered.targets.filter(({ depth }) => depth === 0);
  const text = request.request;
  const ownWords = new Set(termsOf(nameWords(operation.name)));
  const shared = new Set(
    targets.length > 1
      ? tokensOf(targets[0]!).filter((token) => targets.every((t) => tokensOf(t).includes(token)))
      : [],
  );
  const figures = /\d/.test(text);
  const fits: Fit[] = [];
  const direct = (target: Target, start: number, kind: string): number =>
    momentBonus(target, kind) + directionBonus(target, text.slice(0, start));
  const weigh = (target: Target, start: number, end: number, kind: string): number => {
    const tokens = tokensOf(target).filter((token) => !shared.has(token));
    const sides = around(text, start, end);
    const said = text.slice(start, end);
    const inner = termsOf(said);
    const plain = kind === 'word' || kind === 'words' || kind === 'phrase';
    const opens = /(?:^|[.?!]\s+)$/.test(text.slice(0, start));
    // "Invest 2000 in Siemens": the first word has its capital for being the first.
    const named =
      (plain || (kind === 'name' && opens)) && inner.some((term) => tokens.includes(term) || ownWords.has(term))
        ? -2
        : 0;
    const opener = plain && opens ? -3 : 0;
    return (
      direct(target, start, kind) +
      nearness(tokens, sides) +
      kindBonus(target, kind, said, text.slice(0, start)) +
      named +
      opener
    );
  };
  for (const { span, target, value, p } of considered.bindings) {
    if (target.depth > 0) continue;
    const fit = {
      name: target.name,
      value: percentOf(target, momentOf(target, value), span.kind),
      start: span.start,
      end: span.end,
      kind: span.kind,
    };
    const wrapped = target.schema.type === 'array' && !Array.isArray(value) ? [value] : fit.value;
    // `two numbers, 36 and 48`: where figures are said, number words count things.
    const counting = NUMERIC.has(target.schema.type) && !/\d/.test(span.text) && figures ? -2 : 0;
    fits.push({ ...fit, value: wrapped, score: counting + logit(p) + weigh(target, span.start, span.end, span.kind) });
  }
  for (const target of targets) if (target.schema.type === 'array') fits.push(...scattered(target, considered, weigh));
  const context = { provider: operation.provider, surface: 'python' as const, now: request.now };
  const inside = (target: Target, start: number, end: number): number =>
    Math.max(
      -3.5,
      ...considered.bindings
        .filter(({ span, target: other }) => other === target && span.start >= start && span.end <= end)
        .map(({ p }) => logit(p)),
    );
  const placed = (target: Target, start: number, end: number, kind: Phrase['kind']): number =>
    weigh(target, start, end, kind) + (BONUS[kind] ?? -0.3);
  for (const target of targets) {
    const { schema } = target;
    for (const { start, end, kind, literal, members } of phrases) {
      if (schema.type === 'boolean') continue;
      if (kind === 'list' && members && members.length > 0) {
        // "This or that" is one value, of two.
        if (schema.type !== 'array' && /\bor\b/i.test(text.slice(start, end))) continue;
        const item = schema.type === 'array' ? { ...schema.items!, name: schema.name } : schema;
        const values = members.map((member) => ({ ...member, value: coerce(member.literal, item, context)?.value }));
        if (values.some(({ value }) => value === undefined)) continue;
        const list = values.map(({ value, start: from, end: to }) => ({ value: value!, start: from, end: to }));
        const bonus = schema.type === 'array' ? WHOLE : ALL_OF_THEM;
        const best = Math.max(...members.map((one) => placed(target, one.start, one.end, one.kind)));
        // The last of `20 minutes and 15 minutes` reaches beyond the figures.
        const isOfList = (fit: Fit): boolean =>
          (fit.start >= start && fit.end <= end) || members.some((one) => one.start === fit.start);
        const alone = fits.filter((fit) => fit.name === target.name && isOfList(fit));
        const score = bonus + Math.max(inside(target, start, end) + best, ...alone.map((fit) => fit.score));
        const value: Json = schema.type === 'array' ? list.map((one) => one.value) : list[0]!.value;
        fits.push({
          name: target.name,
          value,
          start,
          end,
          score,
          kind,
          ...(schema.type === 'array' ? {} : { members: list }),
        });
        continue;
      }
      if (kind === 'words' && schema.type !== 'string' && schema.type !== 'any') continue;
      if (kind === 'name' && NUMERIC.has(schema.type)) continue;
      const coerced = coerce(literal, schema, context);
      if (coerced === undefined) continue;
      fits.push({
        name: target.name,
        value: coerced.value,
        start,
        end,
        kind,
        score: inside(target, start, end) + placed(target, start, end, kind),
      });
    }
  }
  for (const { name, schema } of targets)
    if (STATEMENT.test(name) && schema.type === 'string')
      fits.push({ name, value: text.trim(), start: 0, end: text.length, kind: 'phrase', score: 1 });
  const chosen = new Map<Target, { value: Json; score: number; start: number; end: number }[]>();
  for (const { target, value, p, match, start, end, source } of considered.constants) {
    if (target.depth > 0) continue;
    const boolean = target.schema.type === 'boolean';
    const score = logit(p) + (end > start && match >= 0.8 ? 2.5 : 0);
    if (target.schema.type === 'array')
      chosen.set(target, [...(chosen.get(target) ?? []), { value, score, start, end }]);
    else fits.push({ name: target.name, value: boolean ? value === 'true' : value, start, end, kind: source, score });
  }
  // Of the choices of a list all that are said, in the order in which they are.
  for (const [target, values] of chosen) {
    const score = Math.max(...values.map((one) => one.score));
    const kept = values.filter((one) => one.score > Math.min(0, score - 0.01)).sort((a, b) => a.start - b.start);
    const [first, last] = [kept[0]!, kept.at(-1)!];
    const value = kept.map((one) => one.value);
    fits.push({ name: target.name, value, start: first.start, end: last.end, kind: 'enum', score });
  }
  const documents = new Map(targets.map(({ name, schema }) => [name, schema.enum ? '' : (schema.description ?? '')]));
  for (const fit of fits)
    if (typeof fit.value === 'string') fit.value = withState(fit.value, documents.get(fit.name) ?? '');
  return { fits, targets };
}
