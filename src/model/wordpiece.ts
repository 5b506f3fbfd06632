/** Tokens of a text: their ids, and the half-open character range of the text that each stands for. */
export interface Tokens {
  ids: number[];
  starts: number[];
  ends: number[];
}

export const CLS = 101;
export const SEP = 102;
const UNKNOWN = 100;
const LONGEST_WORD = 100;

const MARKS = /\p{Mn}/gu;
const SPACE = /[\s\p{Zs}]/u;
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u;
const PUNCTUATION = /[!-/:-@[-`{-~\p{P}]/u;
const CHINESE =
  /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B820}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/u;

interface Word {
  /** Normalised characters, each with the range of the text that it came from. */
  characters: string[];
  starts: number[];
  ends: number[];
}

/** BERT's tokenizer: lower case, no accents, words and punctuation apart, then the longest pieces that the vocabulary has. */
export class WordPiece {
  private readonly ids = new Map<string, number>();

  /** One token a line; the line's number is the id. */
  constructor(vocabulary: string) {
    let at = 0;
    for (let id = 0; at < vocabulary.length; id++) {
      const end = vocabulary.indexOf('\n', at);
      this.ids.set(vocabulary.slice(at, end < 0 ? undefined : end), id);
      at = end < 0 ? vocabulary.length : end + 1;
    }
  }

  /** Without the tokens that begin and end a text. */
  encode(text: string): Tokens {
    const out: Tokens = { ids: [], starts: [], ends: [] };
    for (const word of wordsOf(text)) this.pieces(word, out);
    return out;
  }

  private pieces(word: Word, out: Tokens): void {
    const { characters, starts, ends } = word;
    const whole: [id: number, from: number, to: number][] = [[UNKNOWN, 0, characters.length]];
    let found: typeof whole = characters.length > LONGEST_WORD ? whole : [];
    for (let from = 0; from < characters.length && found !== whole; ) {
      let to = characters.length;
      let id: number | undefined;
      for (; to > from; to--) {
        const piece = characters.slice(from, to).join('');
        id = this.ids.get(from > 0 ? `##${piece}` : piece);
        if (id !== undefined) break;
      }
      if (id === undefined) found = whole;
      else found.push([id, from, to]);
      from = to;
    }
    for (const [id, from, to] of found) {
      out.ids.push(id);
      out.starts.push(starts[from]!);
      out.ends.push(ends[to - 1]!);
    }
  }
}

function* wordsOf(text: string): Generator<Word> {
  let word: Word = { characters: [], starts: [], ends: [] };
  const finished = (): Word | undefined => {
    if (word.characters.length === 0) return undefined;
    const done = word;
    word = { characters: [], starts: [], ends: [] };
    return done;
  };
  let at = 0;
  for (const original of text) {
    const start = at;
    at += original.length;
    const spaced = SPACE.test(original);
    if (!spaced && (original === '\uFFFD' || CONTROL.test(original))) continue;
    const apart = !spaced && (CHINESE.test(original) || PUNCTUATION.test(original));
    if (spaced || apart) {
      const done = finished();
      if (done) yield done;
    }
    if (spaced) continue;
    for (const character of original.normalize('NFD').replace(MARKS, '').toLowerCase()) {
      word.characters.push(character);
      word.starts.push(start);
      word.ends.push(at);
    }
    if (apart) {
      const done = finished();
      if (done) yield done;
    }
  }
  const last = finished();
  if (last) yield last;
}
