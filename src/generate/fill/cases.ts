import { COSINE_SHARPNESS } from '../../retrieve/dense.ts';
import { isWithin } from '../../schema/dotted.ts';
import type { Ask } from '../../schema/operation.ts';
import {
  frameId,
  frameOf,
  isPlace,
  maskedPlaces,
  type Part,
  Places,
  SAID,
  type Slot,
  shapeOf,
  type WordPlace,
} from './frames.ts';

/** An ask read as a case: how somebody's request became arguments. */
export interface Case {
  text: string;
  line: string;
  /** A value that is one literal. */
  bindings: { key: string; slot: Slot }[];
  /** A value built around literals and words: text and slots in turn (`Key=`, slot, `,Value=`, slot). `id`: of the like in other words too; `exact`: of this very one; `shape`: how it is built. */
  templates: { key: string; parts: Part[]; id: string; exact: string; shape: string }[];
  /** A value that no literal of the request gives: a flag, an enum, an idiom, or words of the request. */
  constants: { key: string; value: string }[];
  /** How each value is built, whatever went into it: SAID where it stands in the request, its own text where the request says nothing of it. */
  shapes: { key: string; shape: string }[];
  /** Keys whose value is a list. */
  lists: readonly string[];
  /** Keys that the call is senseless without and the request forgot. */
  missing: readonly string[];
}

export interface WeightedCase {
  case: Case;
  similarity: number;
  /** exp(similarity × sharpness), so that near cases decide. */
  weight: number;
}

const PLACEHOLDER = /<([a-z][a-z0-9-]*)>/g;
const SHARPNESS = 12;

function slotsOf(text: string): Slot[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(PLACEHOLDER)].map(([, type = '']) => {
    const nth = seen.get(type) ?? 0;
    seen.set(type, nth + 1);
    return { type, nth };
  });
}

/** A value as constant text and places in turn; undefined where a place refers to nothing. */
function partsOf(value: string, placeOf: (n: number) => Exclude<Part, string> | undefined): Part[] | undefined {
  const parts: Part[] = [];
  for (const [i, piece] of value.split(/\$\{(\d+)\}/).entries()) {
    const part = i % 2 === 0 ? piece.replaceAll('$$', '$') : placeOf(Number(piece));
    if (part === undefined) return undefined;
    if (part !== '') parts.push(part);
  }
  return parts;
}

/** Reads an ask. A reference to a literal that its text does not have is a constant: the file is data, and may be anybody's. */
export function caseOf(ask: Ask & { line?: string }): Case {
  const slots = slotsOf(ask.text);
  const out: Case = {
    text: ask.text,
    line: ask.line ?? '',
    bindings: [],
    templates: [],
    constants: [],
    shapes: [],
    lists: Object.entries(ask.arguments ?? {}).flatMap(([key, value]) => (Array.isArray(value) ? [key] : [])),
    missing: ask.missing ?? [],
  };
  const places = new Places(ask.text);
  let masked: ReturnType<typeof maskedPlaces> | undefined;
  const maskedAt = (n: number): WordPlace | undefined => (masked ??= maskedPlaces(ask.text))[n];
  const template = (key: string, parts: Part[]): string => {
    const built = shapeOf(parts);
    out.templates.push({ key, parts, id: frameId(parts), exact: JSON.stringify(parts), shape: built });
    return built;
  };
  const frame = (key: string, parts: Part[]): string | undefined => {
    const found = frameOf(parts, places);
    return found && template(key, found);
  };
  const shape = (key: string, built: string): void => void out.shapes.push({ key, shape: built });
  const read = (key: string, value: string): void => {
    const whole = /^\$(\d+)(?:\/(part:[a-z]+))?$/.exec(value);
    const slot = whole ? slots[Number(whole[1])] : undefined;
    if (slot) {
      out.bindings.push({ key, slot: whole?.[2] ? { type: whole[2], nth: slot.nth } : slot });
      shape(key, SAID);
      return;
    }
    if (/\$\{\d+\}/.test(value)) {
      const parts = partsOf(value, (n) => (slots[n]?.type === 'word' ? maskedAt(n) : slots[n]));
      if (parts) {
        const whole = template(key, parts);
        shape(key, frame(key, parts) ?? whole);
        const named = partsOf(value, (n) => maskedAt(n) ?? slots[n]);
        if (named && frameId(named) !== frameId(parts)) template(key, named);
        return;
      }
    }
    const constant = value.replaceAll('$$', '$');
    out.constants.push({ key, value: constant });
    shape(key, frame(key, [constant]) ?? (places.has(constant.toLowerCase()) ? SAID : constant));
  };
  for (const [key, value] of Object.entries(ask.arguments ?? {}))
    for (const v of Array.isArray(value) ? value : [value]) read(key, v);
  return out;
}

const SEPARATOR = '\u0000';
const fact = (what: string, key: string, of?: string): string =>
  of === undefined ? what + SEPARATOR + key : what + SEPARATOR + key + SEPARATOR + of;
const slotId = (type: string, nth: number): string => type + SEPARATOR + nth;

/** The keys that a case gives a value. */
export const keysOf = ({ bindings, templates, constants }: Case): string[] =>
  [...bindings, ...templates, ...constants].map(({ key }) => key);

/** What a case makes the key's value of: literals of its request, or its own text. */
function sourcesOf({ bindings, templates, constants }: Case, key: string): Set<string> {
  const slot = ({ type, nth }: Slot): string => `${type.replace(/^part:.*/, '')} ${nth}`;
  return new Set([
    ...bindings.flatMap((b) => (b.key === key ? [slot(b.slot)] : [])),
    ...templates.flatMap((t) =>
      t.key === key ? t.parts.flatMap((p) => (typeof p === 'string' || isPlace(p) ? [] : [slot(p)])) : [],
    ),
    ...constants.flatMap((c) => (c.key === key ? [c.value] : [])),
  ]);
}

const factSets = new WeakMap<Case, ReadonlySet<string>>();

/** All that a case says, as keys that can be counted. */
function factsOf(c: Case): ReadonlySet<string> {
  let facts = factSets.get(c);
  if (!facts) {
    const set = new Set<string>();
    for (const { key, slot } of c.bindings)
      set.add(fact('binds', key, slotId(slot.type, slot.nth))).add(fact('bindsType', key, slot.type));
    for (const { key, id } of c.templates) set.add(fact('template', key, id));
    for (const { key, value } of c.constants) set.add(fact('constant', key, value)).add(fact('usesConstant', key));
    for (const { key, shape } of c.shapes) set.add(fact('shape', key, shape));
    for (const key of keysOf(c)) set.add(fact('uses', key)).add(fact('essential', key));
    for (const key of c.missing) set.add(fact('misses', key)).add(fact('essential', key));
    factSets.set(c, (facts = set));
  }
  return facts;
}

interface Tally {
  weight: number;
  cases: Case[];
  /** Of these cases: counted when somebody asks. */
  lines?: ReadonlySet<string>;
  /** The similarity of the nearest case that says so. */
  nearest: number;
}

const linesOf = (tally: Tally): ReadonlySet<string> => (tally.lines ??= new Set(tally.cases.map(({ line }) => line)));

/** What the cases of one operation say together, each with the weight of its nearness to the request. Counted once, when the book is made. */
export class Casebook {
  private readonly total: number;
  private readonly tallies = new Map<string, Tally>();
  private readonly byNearness: WeightedCase[];
  readonly lineCount: number;

  constructor(readonly cases: WeightedCase[]) {
    this.total = cases.reduce((sum, c) => sum + c.weight, 0);
    this.byNearness = [...cases].sort((a, b) => b.similarity - a.similarity);
    const all = new Set<string>();
    for (const { case: c, weight, similarity } of cases) {
      all.add(c.line);
      for (const f of factsOf(c)) {
        const tally = this.tallies.get(f);
        if (tally) {
          tally.weight += weight;
          tally.cases.push(c);
          tally.nearest = Math.max(tally.nearest, similarity);
        } else this.tallies.set(f, { weight, cases: [c], nearest: Math.max(0, similarity) });
      }
    }
    this.lineCount = all.size;
  }

  static of(asks: { case: Case; similarity: number }[], sharpness = SHARPNESS): Casebook {
    return new Casebook(asks.map((a) => ({ ...a, weight: Math.exp(a.similarity * sharpness) })));
  }

  /** Without a request: each case is as near as any. */
  static ofAll(asks: readonly (Ask & { line: string })[]): Casebook {
    return Casebook.of(asks.map((ask) => ({ case: caseOf(ask), similarity: 0 })));
  }

  /** By nearness in meaning instead of likeness in words. */
  static ofMeaning(asks: readonly { case: Case; nearness: number }[]): Casebook {
    return Casebook.of(
      asks.map((a) => ({ case: a.case, similarity: a.nearness })),
      COSINE_SHARPNESS,
    );
  }

  private share(f: string): number {
    return this.total === 0 ? 0 : (this.tallies.get(f)?.weight ?? 0) / this.total;
  }

  /** Share of the cases that fill the key from a literal of the type, and with the same number among its type. */
  binds(key: string, type: string, nth: number): number {
    return this.share(fact('binds', key, slotId(type, nth)));
  }

  private slots: Map<string, Map<string, number>> | undefined;

  /** Of every key the share of the cases that fill it from the literal of the type with this number among its type. */
  boundTo(type: string, nth: number): ReadonlyMap<string, number> {
    if (!this.slots) {
      this.slots = new Map();
      for (const [known, { weight }] of this.tallies) {
        const [what, key, kind, number] = known.split(SEPARATOR);
        if (what !== 'binds') continue;
        const id = `${kind} ${number}`;
        const shares = this.slots.get(id) ?? new Map<string, number>();
        this.slots.set(id, shares.set(key!, weight / this.total));
      }
    }
    return this.slots.get(`${type} ${nth}`) ?? NO_SHARES;
  }

  bindsType(key: string, type: string): number {
    return this.share(fact('bindsType', key, type));
  }

  uses(key: string): number {
    return this.share(fact('uses', key));
  }

  /** Share of cases in which the key has a value that is no single literal. */
  usesConstant(key: string): number {
    return this.share(fact('usesConstant', key));
  }

  constant(key: string, value: string): number {
    return this.share(fact('constant', key, value));
  }

  template(key: string, id: string): number {
    return this.share(fact('template', key, id));
  }

  /** Share of the cases in which the key has a value that is built so. */
  shape(key: string, shape: string): number {
    return this.share(fact('shape', key, shape));
  }

  private linesOf(f: string): ReadonlySet<string> | undefined {
    const tally = this.tallies.get(f);
    return tally && linesOf(tally);
  }

  /** Unweighted share of the training lines that fill the key. */
  usage(key: string): number {
    return this.lineCount === 0 ? 0 : (this.linesOf(fact('uses', key))?.size ?? 0) / this.lineCount;
  }

  /** The keys that so many lines give a value, each with whether it is a list. */
  keysOf(lines: number): Map<string, boolean> {
    const out = new Map<string, boolean>();
    for (const [known, tally] of this.tallies) {
      const [what, key = ''] = known.split(SEPARATOR);
      if (what === 'uses' && linesOf(tally).size >= lines)
        out.set(
          key,
          tally.cases.some(({ lists }) => lists.includes(key)),
        );
    }
    return out;
  }

  /** Unweighted share of the training lines that fill the key or something within it. */
  within(key: string): number {
    if (this.lineCount === 0) return 0;
    const lines = new Set<string>();
    for (const { case: c } of this.cases) if (keysOf(c).some((one) => isWithin(key, one))) lines.add(c.line);
    return lines.size / this.lineCount;
  }

  /** Share of the cases that forgot the key. */
  misses(key: string): number {
    return this.share(fact('misses', key));
  }

  /** Share of the cases that give the key a value or forgot to. */
  essential(key: string): number {
    return this.share(fact('essential', key));
  }

  /** Unweighted share of the training lines that do. */
  essentialLines(key: string): number {
    return this.lineCount === 0 ? 0 : (this.linesOf(fact('essential', key))?.size ?? 0) / this.lineCount;
  }

  /** Whether nobody gave both keys, though so many gave the one or the other that somebody would have: they exclude each other, whatever the document says. */
  areApart(one: string, other: string): boolean {
    const a = this.linesOf(fact('uses', one));
    const b = this.linesOf(fact('uses', other));
    if (!a || !b || a.size * b.size < APART * this.lineCount) return false;
    return ![...a].some((line) => b.has(line));
  }

  /** In how many lines both keys have a value, and in how many of them from the same words: `--start-ip` and `--end-ip` of one address. */
  pairs(one: string, other: string): { both: number; shared: number } {
    const both = new Set<string>();
    const shared = new Set<string>();
    for (const { case: c } of this.cases) {
      const [a, b] = [sourcesOf(c, one), sourcesOf(c, other)];
      if (a.size === 0 || b.size === 0) continue;
      both.add(c.line);
      if ([...a].some((source) => b.has(source))) shared.add(c.line);
    }
    return { both: both.size, shared: shared.size };
  }

  /** In how many training lines the key has just this constant: one line's value may be one person's own. `of`: of those cases alone. */
  constantLines(key: string, value: string, of?: (c: Case) => boolean): number {
    const tally = this.tallies.get(fact('constant', key, value));
    if (!of) return tally ? linesOf(tally).size : 0;
    return new Set(tally?.cases.filter(of).map((c) => c.line)).size;
  }

  templateLines(key: string, id: string): number {
    return this.linesOf(fact('template', key, id))?.size ?? 0;
  }

  /** In how many cases a term occurs, by its stem. */
  mentions(term: string): number {
    // `copi` is in `copy` too.
    const stem = term.replace(/(?<=..)i$/, '');
    return this.cases.filter(({ case: c }) => c.text.includes(stem)).length;
  }

  /** Similarity of the nearest case, 0 where there is none. */
  nearest(): number {
    return Math.max(0, this.byNearness[0]?.similarity ?? 0);
  }

  /** Similarity of the nearest case that gives the key this value, and of the nearest that does not; 0 where there is none. */
  nearestBy(kind: 'constant' | 'template', key: string, value: string): { with: number; without: number } {
    const f = fact(kind, key, value);
    const other = this.byNearness.find(({ case: c }) => !factsOf(c).has(f));
    return { with: this.tallies.get(f)?.nearest ?? 0, without: Math.max(0, other?.similarity ?? 0) };
  }

  /** The largest share that another constant of the key has. */
  rival(key: string, value: string): number {
    let best = 0;
    for (const other of this.constantsOf(key)) if (other !== value) best = Math.max(best, this.constant(key, other));
    return best;
  }

  private constants: Map<string, Set<string>> | undefined;

  private constantsOf(key: string): ReadonlySet<string> {
    if (!this.constants) {
      this.constants = new Map();
      for (const { case: c } of this.cases)
        for (const k of c.constants) {
          const set = this.constants.get(k.key);
          if (set) set.add(k.value);
          else this.constants.set(k.key, new Set([k.value]));
        }
    }
    return this.constants.get(key) ?? NONE;
  }
}

/** So many lines would give both keys by chance. */
const APART = 3;

const NONE: ReadonlySet<string> = new Set();
const NO_SHARES: ReadonlyMap<string, number> = new Map();
