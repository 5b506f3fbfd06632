import { HOLE } from '../../verify/tree/dynamic.ts';
import type { PlacedText } from '../../verify/tree/text-value.ts';
import type { Nested } from '../reading.ts';

/** How a hole is written in a command line: an expansion, whose name ends after one digit. */
const ONE_WORD = '"$1"';
/** Holes that may be any number of words. */
const ANY_WORDS = '$@';

function nested(text: string, at: readonly number[]): Nested {
  return { language: 'shell', text, offset: (index) => at[Math.min(index, at.length - 1)] ?? 0 };
}

/** Within what kind of quotes a shell text ends. */
function quoteAfter(text: string, before: string): string {
  let quote = before;
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (quote === '') {
      if (char === '\\') index++;
      else if (char === "'" || char === '"') quote = char;
    } else if (char === '\\' && quote === '"') index++;
    else if (char === quote) quote = '';
  }
  return quote;
}

/** A command line within code; what the code puts into it stands as an expansion, also between single quotes. */
export function shellOfText({ text, at }: PlacedText): Nested {
  let quote = '';
  let out = '';
  const places: number[] = [];
  const push = (part: string, place: number): void => {
    out += part;
    for (let n = 0; n < part.length; n++) places.push(place);
  };
  let from = 0;
  for (let index = text.indexOf(HOLE); index !== -1; index = text.indexOf(HOLE, index + 1)) {
    for (let n = from; n < index; n++) push(text[n]!, at[n]!);
    quote = quoteAfter(text.slice(from, index), quote);
    push(quote === "'" ? `'${ONE_WORD}'` : quote === '"' ? '$1' : ANY_WORDS, at[index]!);
    from = index + 1;
  }
  for (let n = from; n < text.length; n++) push(text[n]!, at[n]!);
  places.push(at[text.length] ?? 0);
  return nested(out, places);
}

/** Words of a program's arguments, as `execve` gets them: quoted, so that a shell reads the same words. `undefined` is any number of words. */
export function shellOfWords(words: readonly (PlacedText | undefined)[]): Nested {
  let out = '';
  const places: number[] = [];
  let last = 0;
  const push = (part: string, place: number): void => {
    out += part;
    for (let n = 0; n < part.length; n++) places.push(place);
    last = place;
  };
  for (const [index, word] of words.entries()) {
    if (index > 0) push(' ', last);
    if (!word) {
      push(ANY_WORDS, last);
      continue;
    }
    const { text, at } = word;
    if (/^[\w@%+=:,./-]+$/.test(text)) {
      for (let n = 0; n < text.length; n++) push(text[n]!, at[n]!);
    } else {
      push("'", at[0]!);
      for (let n = 0; n < text.length; n++) {
        const char = text[n]!;
        push(char === HOLE ? `'${ONE_WORD}'` : char === "'" ? "'\\''" : char, at[n]!);
      }
      push("'", at[text.length] ?? at[0]!);
    }
    last = at.at(-1)!;
  }
  places.push(last);
  return nested(out, places);
}
