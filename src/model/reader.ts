import type { Session } from './session.ts';
import { CLS, SEP, type Tokens, type WordPiece } from './wordpiece.ts';
import type { Words } from './words.ts';

/** Token that stands before each parameter, and before each of its choices. These numbers are training/reader's. */
const MARK = 1;
const REQUEST_TOKENS = 56;
const TITLE_TOKENS = 32;
const PARAMETER_TOKENS = 18;
const CHOICE_TOKENS = 6;
const MOST_TOKENS = 224;

/** A document as the reader reads it: what it is called and does, and some of its parameters. */
export interface ReadDocument {
  title: string;
  targets: readonly ReadParameter[];
}

export interface ReadParameter {
  name: string;
  choices: readonly { value: string; text: string }[];
  description: string;
}

/** What the reader says of a document. Logits; parameters that found no room have none. */
export interface Reading {
  /** The document serves the request. */
  serves: number;
  /** A parameter has a value. */
  use: (number | undefined)[];
  /** Parameter `n` has this choice. */
  choice(n: number, value: string): number | undefined;
  /** The most that parameter `n` has any other choice. */
  otherChoice(n: number, value: string): number | undefined;
  /** The most that any word of the request is part of the value of parameter `n`. */
  strongest: (number | undefined)[];
  /** The characters `start` … `end` of the request belong to the value of parameter `n`: the mean and the least of their tokens, and the most of the tokens beside them. */
  span(n: number, start: number, end: number): { mean: number; least: number; beside: number } | undefined;
  /** The most that any token of the request outside these characters is part of the value of parameter `n`. */
  outside(n: number, places: readonly { start: number; end: number }[]): number | undefined;
  /** Runs of characters of the request of which every token rather belongs to the value of parameter `n` than not. */
  runs(n: number): { start: number; end: number }[];
}

/** Reads a request and a document together: the retriever-aware model. */
export class Reader {
  constructor(
    private readonly session: Session,
    private readonly pieces: WordPiece,
    private readonly words: Words,
  ) {}

  /** Each document by itself, as in training: a batch would be padded to the longest, and rounded as a whole. */
  async read(request: string, documents: readonly ReadDocument[]): Promise<Reading[]> {
    const asked = this.pieces.encode(request);
    const head = [CLS, ...asked.ids.slice(0, REQUEST_TOKENS), SEP];
    return Promise.all(documents.map((document) => this.readOne(asked, head, document)));
  }

  private async readOne(asked: Tokens, head: readonly number[], document: ReadDocument): Promise<Reading> {
    const { ids, marks: places, parameters } = this.row(head, document);
    const tokens = ids.length;
    const width = this.words.dimensions;
    const words = new Float32Array(tokens * width);
    const segments = new BigInt64Array(tokens);
    ids.forEach((id, t) => {
      this.words.write(id, words, t * width);
      if (t >= head.length) segments[t] = 1n;
    });
    for (const place of places) segments[place] = 2n;
    // What somebody looks at: of the request its tokens, of the document its marks. The last layer is computed for these alone.
    const looked = [...head.keys(), ...places];
    const found = await this.session.run({
      words: { type: 'float32', data: words, dims: [1, tokens, width] },
      segments: { type: 'int64', data: segments, dims: [1, tokens] },
      rows: { type: 'int64', data: BigInt64Array.from(looked, BigInt), dims: [1, looked.length] },
    });
    const { use, value, serves } = found as { use: Float32Array; value: Float32Array; serves: Float32Array };
    const logits = (mark: number): number => (head.length + mark) * looked.length + 1;
    const said = head.length - 2;
    const used = (mark: number | undefined): number | undefined =>
      mark === undefined ? undefined : use[head.length + mark]!;
    return {
      serves: serves[0]!,
      use: document.targets.map((_, n) => used(parameters[n]?.mark)),
      choice: (n, choice) => used(parameters[n]?.choices.get(choice)),
      otherChoice: (n, choice) => {
        const others = [...(parameters[n]?.choices ?? [])].filter(([value]) => value !== choice);
        return others.length === 0 ? undefined : Math.max(...others.map(([, mark]) => used(mark)!));
      },
      strongest: document.targets.map((_, n) =>
        parameters[n] ? strongestOf(value, logits(parameters[n].mark), said) : undefined,
      ),
      span: (n, start, end) =>
        parameters[n] ? spanOf(value, logits(parameters[n].mark), asked, said, start, end) : undefined,
      outside: (n, places) =>
        parameters[n] ? mostOutside(value, logits(parameters[n].mark), asked, said, places) : undefined,
      runs: (n) => (parameters[n] ? runsOf(value, logits(parameters[n].mark), asked, said) : []),
    };
  }

  private row(head: readonly number[], document: ReadDocument): Row {
    const cut = (text: string, most: number): number[] => this.pieces.encode(text).ids.slice(0, most);
    const ids = [...head, ...cut(document.title, TITLE_TOKENS)];
    const marks: number[] = [];
    const parameters: Row['parameters'] = [];
    for (const { name, choices, description } of document.targets) {
      const named = cut(name, PARAMETER_TOKENS);
      const parts = choices.map(({ text }) => cut(text, CHOICE_TOKENS));
      const rest = cut(description, PARAMETER_TOKENS - named.length);
      const length = named.length + rest.length + parts.reduce((sum, p) => sum + p.length + 1, 1);
      if (ids.length + length + 1 > MOST_TOKENS) break;
      const parameter = { mark: marks.length, choices: new Map<string, number>() };
      parameters.push(parameter);
      marks.push(ids.length);
      ids.push(MARK, ...named);
      parts.forEach((part, n) => {
        parameter.choices.set(choices[n]!.value, marks.length);
        marks.push(ids.length);
        ids.push(MARK, ...part);
      });
      ids.push(...rest);
    }
    ids.push(SEP);
    return { ids, marks, parameters };
  }
}

/** `marks`: places of the marks among the tokens; `parameters`: the numbers of theirs. Parameters that found no room are not there. */
interface Row {
  ids: number[];
  marks: number[];
  parameters: { mark: number; choices: Map<string, number> }[];
}

function strongestOf(logits: Float32Array, from: number, count: number): number {
  let most = -12;
  for (let t = 0; t < count; t++) most = Math.max(most, logits[from + t]!);
  return most;
}

function mostOutside(
  logits: Float32Array,
  from: number,
  asked: Tokens,
  count: number,
  places: readonly { start: number; end: number }[],
): number {
  let most = -12;
  for (let t = 0; t < count; t++)
    if (!places.some(({ start, end }) => asked.starts[t]! < end && asked.ends[t]! > start))
      most = Math.max(most, logits[from + t]!);
  return most;
}

function runsOf(logits: Float32Array, from: number, asked: Tokens, count: number): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  let open = false;
  for (let t = 0; t < count; t++) {
    const belongs = logits[from + t]! > 0;
    if (belongs && open) runs.at(-1)!.end = asked.ends[t]!;
    else if (belongs) runs.push({ start: asked.starts[t]!, end: asked.ends[t]! });
    open = belongs;
  }
  return runs;
}

/** `from`: where the logits of the request's first token stand; `count`: how many of its tokens were read. */
function spanOf(
  logits: Float32Array,
  from: number,
  asked: Tokens,
  count: number,
  start: number,
  end: number,
): ReturnType<Reading['span']> {
  let first = -1;
  let last = -1;
  for (let t = 0; t < count; t++) {
    if (asked.starts[t]! < end && asked.ends[t]! > start) {
      if (first < 0) first = t;
      last = t;
    }
  }
  if (first < 0) return undefined;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let t = first; t <= last; t++) {
    sum += logits[from + t]!;
    least = Math.min(least, logits[from + t]!);
  }
  const before = first > 0 ? logits[from + first - 1]! : -12;
  const after = last + 1 < count ? logits[from + last + 1]! : -12;
  return { mean: sum / (last - first + 1), least, beside: Math.max(before, after) };
}
