import type { Target } from '../generate/fill/targets.ts';
import { type Assignment, assign } from './assign.ts';
import { type Fit, overlap } from './fit.ts';

/** A value of a second call may sit this much worse than that of the first. */
const AS_GOOD = 4;
const MOST = 12;

type Family = 'number' | 'text';

const NUMBERS = new Set(['number', 'percent', 'money', 'duration', 'size']);
const TEXTS = new Set(['name', 'quoted', 'place']);

function familyOf({ kind, value }: Fit): Family | undefined {
  if (typeof value === 'number' && (NUMBERS.has(kind) || kind === 'literal')) return 'number';
  return typeof value === 'string' && TEXTS.has(kind) ? 'text' : undefined;
}

const LIST = /^(?:\s*,)?\s*(?:(?:and|or|&|as well as|then)\s+)?(?:the\s+|a\s+|for\s+|in\s+|of\s+)?$/i;
const lead = (text: string, at: number): string =>
  /([\p{L}]+)\s*\S?$/u.exec(text.slice(0, at))?.[1]?.toLowerCase() ?? '';

/** Said alike: members of one list, or behind the same word (`radius of 5cm, the second circle has a radius of 10cm`). */
const alike = (text: string, first: Fit, last: Fit, next: Fit): boolean =>
  LIST.test(text.slice(last.end, next.start)) ||
  (/,|;|\.|\band\b|\bthen\b|\balso\b/i.test(text.slice(last.end, next.start)) &&
    lead(text, first.start) !== '' &&
    lead(text, first.start) === lead(text, next.start));

/** The values of one family that could each serve one of these parameters as well as the first call's value does, in order. */
function pool(fits: readonly Fit[], first: readonly Fit[], others: readonly Fit[]): Fit[] {
  const good = fits
    .filter((fit) =>
      first.some((one) => fit.name === one.name && familyOf(fit) === familyOf(one) && fit.score >= one.score - AS_GOOD),
    )
    .filter((fit) => !others.some((other) => other.end > other.start && overlap(other, fit)))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Fit[] = [];
  for (const fit of good) if (kept.length === 0 || fit.start >= kept.at(-1)!.end) kept.push(fit);
  return kept;
}

/**
 * One call or several: where the values of what is required are said k times over (`a base of 10 and a height of 5, then a base of 15 and a
 * height of 7`), k calls, each with its own; what is said once serves all.
 */
export function repeated(
  text: string,
  targets: readonly Target[],
  fits: readonly Fit[],
  first: Assignment,
): Assignment[] {
  if (first.missing.length > 0) return [first];
  const required = targets.filter(({ required: must, schema }) => must && schema.type !== 'array' && !schema.enum);
  const given = required.flatMap(({ name }) => first.arguments.get(name) ?? []);
  if (given.some(({ members }) => members)) return [first];
  const groups = (['number', 'text'] as const).flatMap((family) => {
    const own = given.filter((fit) => familyOf(fit) === family);
    if (own.length === 0) return [];
    const others = [...first.arguments.values()].filter((fit) => !own.includes(fit));
    const values = pool(fits, own, others);
    const times = values.length / own.length;
    if (times < 2 || !Number.isInteger(times) || times > MOST) return [];
    const chunks = Array.from({ length: times }, (_, at) => values.slice(at * own.length, (at + 1) * own.length));
    const apart = chunks.slice(1).every((chunk, at) => alike(text, chunks[at]![0]!, chunks[at]!.at(-1)!, chunk[0]!));
    return apart ? [{ own, chunks }] : [];
  });
  const times = Math.max(0, ...groups.map(({ chunks }) => chunks.length));
  const varying = groups.filter(({ chunks }) => chunks.length === times);
  if (varying.length === 0) return [first];
  const names = new Set(varying.flatMap(({ own }) => own.map(({ name }) => name)));
  const calls = Array.from({ length: times }, (_, at) => {
    const places = varying.flatMap(({ chunks }) => chunks[at]!);
    const here = fits.filter(
      (fit) => names.has(fit.name) && places.some((place) => fit.start === place.start && fit.end === place.end),
    );
    const shared = [...first.arguments.values()].filter(({ name }) => !names.has(name));
    return assign(targets, [...here, ...shared.map((fit) => ({ ...fit, score: Math.max(fit.score, 1) }))]);
  });
  return calls.every(({ missing }) => missing.length === 0) ? calls : [first];
}
