import type { Target } from '../generate/fill/targets.ts';
import type { Json } from '../schema/operation.ts';
import { type Fit, overlap } from './fit.ts';

/** At most so many values are tried for a parameter, and so many ways to choose in all. */
const TRIED = 7;
const MOST_WAYS = 20_000;
/** Log-odds from which on an optional parameter is given, and below which a required one is left open. */
const OPTIONAL_AT = 0.4;
const REQUIRED_AT = -4.5;
const OPEN = -6;

export interface Assignment {
  arguments: Map<string, Fit>;
  /** Required parameters without a value. */
  missing: string[];
  score: number;
}

/** Enumerations, flags and defaults are said in passing: their words may serve another parameter too. */
const exclusive = (a: Fit, b: Fit): boolean => {
  if (a.end === a.start || b.end === b.start) return false;
  return overlap(a, b) && (a.kind !== 'enum' || b.kind !== 'enum' || (a.start === b.start && a.end === b.end));
};

/** The best choice of a value for each parameter, each word of the request used once; the first of equals. */
export function assign(targets: readonly Target[], fits: readonly Fit[]): Assignment {
  const choices = (target: Target): Fit[] => {
    const seen = new Set<string>();
    return fits
      .filter(({ name, score }) => name === target.name && score > REQUIRED_AT)
      .sort((a, b) => b.score - a.score || a.start - b.start)
      .filter((fit) => seen.size < seen.add(`${fit.start} ${fit.end} ${JSON.stringify(fit.value)}`).size)
      .slice(0, TRIED);
  };
  const required = targets.filter((target) => target.required);
  const options = required.map(choices);
  let best: { score: number; chosen: (Fit | undefined)[] } = { score: Number.NEGATIVE_INFINITY, chosen: [] };
  let ways = 0;
  const walk = (at: number, chosen: (Fit | undefined)[], score: number): void => {
    if (ways++ > MOST_WAYS) return;
    if (at === required.length) {
      // Values in the order of the parameters: of two ways as good, people say things in the order in which they are documented.
      const places = chosen.flatMap((fit) => (fit && fit.end > fit.start ? [fit.start] : []));
      const ordered = places.every((place, i) => i === 0 || place >= places[i - 1]!) ? 0.5 : 0;
      if (score + ordered > best.score) best = { score: score + ordered, chosen: [...chosen] };
      return;
    }
    for (const fit of options[at]!) {
      if (chosen.some((other) => other && exclusive(other, fit))) continue;
      walk(at + 1, [...chosen, fit], score + fit.score);
    }
    walk(at + 1, [...chosen, undefined], score + OPEN);
  };
  walk(0, [], 0);
  const given = new Map<string, Fit>();
  const missing: string[] = [];
  required.forEach((target, i) => {
    const fit = best.chosen[i] ?? fallback(target.schema.default, target.name);
    if (fit) given.set(target.name, fit);
    else missing.push(target.name);
  });
  const rest = targets
    .filter((target) => !target.required)
    .flatMap((target) => choices(target).filter(({ score }) => score > OPTIONAL_AT))
    .sort((a, b) => b.score - a.score);
  for (const fit of rest)
    if (!given.has(fit.name) && ![...given.values()].some((other) => exclusive(other, fit))) given.set(fit.name, fit);
  leftOver(targets, fits, given);
  return { arguments: given, missing, score: best.score };
}

/** Kinds of words that nobody says for nothing: where they serve no parameter yet, a fitting optional one takes them. */
const SAID = new Set(['name', 'quoted', 'place', 'number', 'date', 'time', 'percent', 'money', 'list', 'json']);
const LEFT_OVER_AT = -1.2;

function leftOver(targets: readonly Target[], fits: readonly Fit[], given: Map<string, Fit>): void {
  const open = fits
    .filter(({ name, kind, score }) => SAID.has(kind) && score > LEFT_OVER_AT && !given.has(name))
    .filter(({ name }) => targets.some((target) => target.name === name && !target.schema.enum))
    .sort((a, b) => b.score - a.score);
  for (const fit of open)
    if (!given.has(fit.name) && ![...given.values()].some((other) => other.end > other.start && overlap(other, fit)))
      given.set(fit.name, fit);
}

function fallback(value: Json | undefined, name: string): Fit | undefined {
  return value === undefined ? undefined : { name, value, start: 0, end: 0, score: 0, kind: 'default' };
}
