import { termsOf } from '../../retrieve/tokenize.ts';
import type { Json, Surface } from '../../schema/operation.ts';
import { coerce } from '../coerce/coerce.ts';
import type { CoercionContext } from '../coerce/context.ts';
import { isLanguage, wantsLanguage } from '../coerce/languages.ts';
import { isService, wantsPort } from '../coerce/ports.ts';
import type { Literal } from '../literal.ts';
import type { Casebook } from './cases.ts';
import { choicesIn, type Windows } from './choices.ts';
import { isConvention, isStructure } from './conventions.ts';
import type { ConstantCandidate } from './features.ts';
import { fillFrame } from './frames.ts';
import type { Span } from './spans.ts';
import { spelling } from './spell.ts';
import { type Target, targetByKey } from './targets.ts';

/** A span that can be a target's value: the types agree. */
export interface Binding {
  span: Span;
  target: Target;
  value: Json;
  how?: string;
}

const TEXT_TYPES = new Set(['string', 'any', 'binary', 'array', 'object', 'map']);

const FEW = 40;
const FEW_CHOICES = 8;

/** Whether an ordinary word may be tried at all: every word fits every string, and most of these pairs are noise. `near`: the terms of the words around it. */
function wordMayFit(span: Span, target: Target, casebook: Casebook, few: boolean, near: readonly string[]): boolean {
  if (isLanguage(span.text) && wantsLanguage(target.schema)) return true;
  if (isService(span.text) && wantsPort(target.schema)) return true;
  if (target.schema.enum || !TEXT_TYPES.has(target.schema.type)) return false;
  if (target.parameter.in === 'flag') return false;
  if (target.required || target.slot >= 0 || casebook.usage(target.key) > 0) return true;
  if (few && target.depth < 2 && !target.parameter.global) return true;
  return near.some((term) => target.tokens.includes(term));
}

/** What the words of a span are to be: of a list, one of its items. */
export function valueSchema({ many, schema }: Target, { kind }: Pick<Span, 'kind'>): Target['schema'] {
  if (!many || schema.type !== 'array' || !schema.items || kind === 'json') return schema;
  return {
    ...schema.items,
    name: schema.name,
    ...(schema.description ? { description: schema.description } : {}),
  };
}

/** Programs that hand the command behind their own arguments to a shell, as one text. */
const RUNS_SHELL_TEXT = /^(?:ssh|tmux|screen|watch|su|script|at|batch)$/;

/** The value that a span has for a target, if any. */
export function bind(span: Span, target: Target, context: CoercionContext): Binding | undefined {
  const coerced = coerce(span.value, valueSchema(target, span), context);
  // A command in quotes is its words, for what runs it without a shell.
  if (coerced && target.parameter.rest && span.kind === 'quoted' && !RUNS_SHELL_TEXT.test(context.provider ?? ''))
    return { span, target, value: span.text.trim().split(/\s+/) };
  return coerced && { span, target, value: coerced.value, ...(coerced.how ? { how: coerced.how } : {}) };
}

export function bindings(
  spans: Span[],
  targets: Target[],
  casebook: Casebook,
  context: { provider: string; surface: Surface; now: Date },
): Binding[] {
  const out: Binding[] = [];
  const few = targets.length <= FEW;
  const around = spans.map(({ before, after }) => [...before.slice(0, 4), ...after.slice(0, 2)].flatMap(termsOf));
  for (const target of targets) {
    if (target.parameter.in === 'flag') continue;
    for (const [n, span] of spans.entries()) {
      const isPlain = span.kind === 'word' || span.kind === 'phrase';
      if (isPlain && !wordMayFit(span, target, casebook, few, around[n]!)) continue;
      const binding = bind(span, target, context);
      if (binding) out.push(binding);
    }
  }
  return out;
}

/** Flags, enum values, idioms, constants and templates of cases, defaults. */
export function constants(
  windows: Windows,
  { literals, spans }: { literals: readonly Literal[]; spans: readonly Span[] },
  targets: Target[],
  casebook: Casebook,
  idioms: Readonly<Record<string, Readonly<Record<string, number>>>>,
  context: CoercionContext,
): ConstantCandidate[] {
  const out = new Map<string, ConstantCandidate>();
  const speech = { idioms, casebook, windows };
  const give = (k: ConstantCandidate): void => {
    const id = `${k.target.key} ${k.value}`;
    const other = out.get(id);
    if (!other || (other.source === k.source && other.match < k.match)) out.set(id, k);
  };
  const byKey = new Map(targets.map((t) => [t.key, t]));
  const targetOf = targetByKey(targets);
  for (const target of targets) {
    const { schema, parameter, choices } = target;
    if (parameter.in === 'flag' || schema.type === 'boolean') {
      give({ target, value: 'true', source: 'flag', match: 0, start: 0, end: 0 });
      if (parameter.negatable || parameter.in !== 'flag')
        give({ target, value: 'false', source: 'flag', match: 0, start: 0, end: 0 });
    }
    for (const value of Object.keys(idioms[target.key] ?? {})) {
      if (isConvention(target, value, speech)) give({ target, value, source: 'case', match: 0, start: 0, end: 0 });
    }
    if (choices.length > 0) {
      for (const c of choicesIn(windows, choices))
        give({ target, value: c.value, source: 'enum', match: c.score, start: c.start, end: c.end });
      // Of a few choices each may be meant by words that it shares nothing with.
      if (choices.length <= FEW_CHOICES && target.depth < 2 && !parameter.global)
        for (const value of choices) give({ target, value, source: 'enum', match: 0, start: 0, end: 0 });
      if (choices.length === 1 && target.required)
        give({ target, value: choices[0]!, source: 'default', match: 0, start: 0, end: 0 });
    }
  }
  // Many cases say the same: each thing is looked at once.
  const seen = new Set<string>();
  const fresh = (kind: string, key: string, id: string): boolean => seen.size < seen.add(`${kind} ${key} ${id}`).size;
  for (const { case: c } of casebook.cases) {
    for (const { key, value } of c.constants) {
      const target = fresh('constant', key, value) ? byKey.get(key) : undefined;
      if (target && isConvention(target, value, speech))
        give({ target, value, source: 'case', match: 0, start: 0, end: 0 });
    }
    for (const { key, parts, id, exact, shape } of c.templates) {
      const target = fresh('template', key, exact) ? targetOf(key) : undefined;
      if (!target || !isStructure(parts, target, casebook.templateLines(key, id))) continue;
      for (const { text: value, used, fit } of fillFrame(parts, literals, spans, spelling(target, context)))
        give({
          target,
          value,
          source: 'template',
          match: fit,
          template: { key, id, shape },
          used,
          start: 0,
          end: 0,
        });
    }
  }
  return withoutUnsaid(matched([...out.values()], windows), windows);
}

/** What tells a structure from its likes: the values within it. */
const valuesOfStructure = (value: string): string =>
  value
    .replace(/[\w.-]+=/g, ' ')
    .replace(/[,{}[\]]+/g, ' ')
    .trim();

/** The constants that cases give one target are a choice too: the request may say which is meant (`turn on`: Enabled, not Suspended). */
function matched(found: ConstantCandidate[], windows: Windows): ConstantCandidate[] {
  const byTarget = new Map<Target, ConstantCandidate[]>();
  for (const c of found) if (c.source === 'case') byTarget.set(c.target, [...(byTarget.get(c.target) ?? []), c]);
  const said = new Map<ConstantCandidate, Pick<ConstantCandidate, 'match' | 'start' | 'end'>>();
  for (const candidates of byTarget.values()) {
    const choices = choicesIn(
      windows,
      candidates.map((c) => valuesOfStructure(c.value)),
    );
    for (const c of candidates) {
      const choice = choices.find((x) => x.value === valuesOfStructure(c.value));
      if (choice) said.set(c, { match: choice.score, start: choice.start, end: choice.end });
    }
  }
  return found.map((c) => ({ ...c, ...said.get(c) }));
}

const partsOfStructure = (value: string): string[] => value.split(/,(?=[\w.-]+=)/);

/**
 * Of two documented structures of which one says more (`Status=Enabled,MFADelete=Disabled`), the shorter, unless the request speaks of the rest: examples carry
 * what their authors had in mind besides.
 */
function withoutUnsaid(found: ConstantCandidate[], windows: Windows): ConstantCandidate[] {
  const structures = found.filter((c) => c.source === 'case' && c.value.includes('='));
  const said = (part: string): boolean => termsOf(part).some((term) => windows.term(term) !== undefined);
  return found.filter((candidate) => {
    const parts = structures.includes(candidate) ? partsOfStructure(candidate.value) : [];
    if (parts.length < 2) return true;
    return !structures.some((other) => {
      const fewer = partsOfStructure(other.value);
      return (
        other.target === candidate.target &&
        fewer.length < parts.length &&
        fewer.every((p) => parts.includes(p)) &&
        !parts.some((p) => !fewer.includes(p) && said(p))
      );
    });
  });
}
