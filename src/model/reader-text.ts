import type { ConstantCandidate } from '../generate/fill/features.ts';
import type { FirstLook } from '../generate/fill/fill.ts';
import { bestLooks } from '../generate/fill/second-look.ts';
import type { Target } from '../generate/fill/targets.ts';
import type { Operation } from '../schema/operation.ts';
import type { ReadDocument, ReadParameter } from './reader.ts';

/** So many parameters are read at once: the least hopeless ones. */
const SHOWN = 10;
/** Log-odds of the first look below which a parameter without need of a value is not shown. */
const HOPELESS = -5.3;
const TITLE_WORDS = 24;
const DESCRIPTION_WORDS = 7;
/** Of a longer list those that the request may name come first. */
const CHOICES = 6;
/** Of what others meant where the document has no list. */
const MEANT = 4;

/** An operation as the reader is shown it: the targets, in the document's order, that the first look does not call hopeless, and their text. */
export function readerDocument(operation: Operation, look: FirstLook): { shown: Target[]; document: ReadDocument } {
  const shown = shownTargets(look.targets, bestLooks([...look.bindings, ...look.constants]));
  const said = new Map<Target, ConstantCandidate[]>();
  for (const constant of [...look.constants].sort((a, b) => b.first - a.first))
    said.set(constant.target, [...(said.get(constant.target) ?? []), constant]);
  return {
    shown,
    document: { title: readerTitle(operation), targets: shown.map((t) => readerTarget(t, said.get(t) ?? [])) },
  };
}

function shownTargets(targets: readonly Target[], best: ReadonlyMap<Target, number>): Target[] {
  const score = (t: Target): number => (best.get(t) ?? -12) + (t.required && t.depth === 0 ? 3 : 0);
  const chosen = new Set(
    targets
      .filter((t) => score(t) > HOPELESS)
      .sort((a, b) => score(b) - score(a))
      .slice(0, SHOWN),
  );
  return targets.filter((t) => chosen.has(t));
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();
const words = (text: string, most: number): string => plain(text).split(' ').slice(0, most).join(' ');
const named = (name: string): string =>
  name
    .replace(/^-+/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .replace(/[-_.[\]<>]+/g, ' ')
    .trim();

/** What an operation is called and does, as the reader reads it. */
function readerTitle(operation: Operation): string {
  const path = operation.invocations[0]?.path ?? operation.name;
  const name = path.replace(/[{}/_.:-]+/g, ' ').replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
  return words(`${name}: ${operation.summary}`, TITLE_WORDS);
}

/** What a parameter may be: of a closed list the values that the request may name first, in the document's order; of an open one what others meant. */
function choicesOf(target: Target, said: readonly ConstantCandidate[]): string[] {
  const { schema, parameter } = target;
  if (schema.type === 'boolean' && parameter.in !== 'flag') return ['true', 'false'];
  const all = target.choices;
  if (all.length === 0) return said.flatMap(({ source, value }) => (source === 'case' ? [value] : [])).slice(0, MEANT);
  if (all.length <= CHOICES) return [...all];
  const chosen = new Set([...said.map(({ value }) => value).filter((v) => all.includes(v)), ...all].slice(0, CHOICES));
  return all.filter((value) => chosen.has(value));
}

/** One parameter, or a field of one: its name, its type where it is not text, its choices, the beginning of its description. */
function readerTarget(target: Target, said: readonly ConstantCandidate[]): ReadParameter {
  const { schema, parameter } = target;
  const choices = choicesOf(target, said);
  const type =
    parameter.in === 'flag' || schema.type === 'boolean'
      ? ' (flag)'
      : choices.length > 0 || schema.type === 'string' || schema.type === 'any'
        ? ''
        : ` (${schema.type})`;
  const name = target.slot >= 0 ? named(parameter.name) : named(target.name);
  return {
    name: plain(`${name}${type}`),
    choices: choices.map((value) => ({ value, text: plain(named(value)) })),
    description: words(schema.description ?? '', DESCRIPTION_WORDS),
  };
}
