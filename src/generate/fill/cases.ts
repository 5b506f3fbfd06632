import type { Ask } from '../../schema/operation.ts';
import type { Literal } from '../literal.ts';

/** A place of an ask's literal: which of the literals of one type. */
interface Slot {
  type: string;
  nth: number;
}

/** An ask read as a case: how somebody's request became arguments. */
export interface Case {
  text: string;
  line: string;
  /** A value that is one literal. */
  bindings: { key: string; slot: Slot }[];
  /** A value built around literals: text and slots in turn (`Key=`, slot, `,Value=`, slot). */
  templates: { key: string; parts: (string | Slot)[]; id: string }[];
  /** A value that no literal of the request gives: a flag, an enum, an idiom, or words of the request. */
  constants: { key: string; value: string }[];
}

export interface WeightedCase {
  case: Case;
  similarity: number;
  /** exp(similarity × sharpness), so that near cases decide. */
  weight: number;
}

const PLACEHOLDER = /<([a-z][a-z-]*)>/g;
const SHARPNESS = 12;

function slotsOf(text: string): Slot[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(PLACEHOLDER)].map(([, type = '']) => {
    const nth = seen.get(type) ?? 0;
    seen.set(type, nth + 1);
    return { type, nth };
  });
}

/** Reads an ask. A reference to a literal that its text does not have is a constant: the file is data, and may be anybody's. */
export function caseOf(ask: Ask & { line?: string }): Case {
  const slots = slotsOf(ask.text);
  const out: Case = { text: ask.text, line: ask.line ?? '', bindings: [], templates: [], constants: [] };
  const read = (key: string, value: string): void => {
    const whole = /^\$(\d+)(?:\/(part:[a-z]+))?$/.exec(value);
    const slot = whole ? slots[Number(whole[1])] : undefined;
    if (slot) {
      out.bindings.push({ key, slot: whole?.[2] ? { type: whole[2], nth: slot.nth } : slot });
      return;
    }
    if (/\$\{\d+\}/.test(value)) {
      const parts: (string | Slot)[] = [];
      let whole = true;
      value.split(/\$\{(\d+)\}/).forEach((piece, i) => {
        if (i % 2 === 0) {
          if (piece) parts.push(piece.replaceAll('$$', '$'));
          return;
        }
        const s = slots[Number(piece)];
        if (s) parts.push(s);
        else whole = false;
      });
      if (whole) {
        out.templates.push({ key, parts, id: JSON.stringify(parts) });
        return;
      }
    }
    out.constants.push({ key, value: value.replaceAll('$$', '$') });
  };
  for (const [key, value] of Object.entries(ask.arguments ?? {}))
    for (const v of Array.isArray(value) ? value : [value]) read(key, v);
  return out;
}

/** What the cases of one operation say together, each with the weight of its nearness to the request. */
export class Casebook {
  private readonly total: number;
  private readonly lines = new Map<string, Set<string>>();
  readonly lineCount: number;

  constructor(readonly cases: WeightedCase[]) {
    this.total = cases.reduce((sum, c) => sum + c.weight, 0);
    const all = new Set<string>();
    for (const { case: c } of cases) {
      all.add(c.line);
      for (const { key } of [...c.bindings, ...c.templates, ...c.constants]) {
        let set = this.lines.get(key);
        if (!set) this.lines.set(key, (set = new Set()));
        set.add(c.line);
      }
    }
    this.lineCount = all.size;
  }

  static of(asks: { case: Case; similarity: number }[]): Casebook {
    return new Casebook(asks.map((a) => ({ ...a, weight: Math.exp(a.similarity * SHARPNESS) })));
  }

  private share(test: (c: Case) => boolean): number {
    if (this.total === 0) return 0;
    let sum = 0;
    for (const { case: c, weight } of this.cases) if (test(c)) sum += weight;
    return sum / this.total;
  }

  /** Share of the cases that fill the key from a literal of the type, and with the same number among its type. */
  binds(key: string, type: string, nth: number): number {
    return this.share((c) => c.bindings.some((b) => b.key === key && b.slot.type === type && b.slot.nth === nth));
  }

  bindsType(key: string, type: string): number {
    return this.share((c) => c.bindings.some((b) => b.key === key && b.slot.type === type));
  }

  uses(key: string): number {
    return this.share(
      (c) =>
        c.bindings.some((b) => b.key === key) ||
        c.templates.some((t) => t.key === key) ||
        c.constants.some((k) => k.key === key),
    );
  }

  /** Share of cases in which the key has a value that is no single literal. */
  usesConstant(key: string): number {
    return this.share((c) => c.constants.some((k) => k.key === key));
  }

  constant(key: string, value: string): number {
    return this.share((c) => c.constants.some((k) => k.key === key && k.value === value));
  }

  template(key: string, id: string): number {
    return this.share((c) => c.templates.some((t) => t.key === key && t.id === id));
  }

  /** Unweighted share of the training lines that fill the key. */
  usage(key: string): number {
    return this.lineCount === 0 ? 0 : (this.lines.get(key)?.size ?? 0) / this.lineCount;
  }

  /** In how many training lines the key has just this constant: one line's value may be one person's own. */
  constantLines(key: string, value: string): number {
    return new Set(
      this.cases
        .filter(({ case: c }) => c.constants.some((k) => k.key === key && k.value === value))
        .map((c) => c.case.line),
    ).size;
  }

  templateLines(key: string, id: string): number {
    const same = this.cases.filter(({ case: c }) => c.templates.some((t) => t.key === key && t.id === id));
    return new Set(same.map((c) => c.case.line)).size;
  }

  /** Similarity of the nearest case that passes the test, 0 where none does. */
  nearest(test: (c: Case) => boolean): number {
    let best = 0;
    for (const { case: c, similarity } of this.cases) if (similarity > best && test(c)) best = similarity;
    return best;
  }
}

/** The slots of a template filled with the request's literals of the same types, or undefined where one lacks. */
export function fillTemplate(
  parts: (string | Slot)[],
  literals: readonly Literal[],
): { text: string; used: Literal[] } | undefined {
  const used: Literal[] = [];
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      const literal = literals.filter((l) => l.type === part.type)[part.nth];
      if (!literal) return undefined;
      used.push(literal);
      text += literal.text;
    }
  }
  return { text, used };
}
