const WHITE = /\s/;

/** Length of an escape of a quoted string: `\n`, `\x41`, `\u0041`. */
function escapeLength(source: string, at: number): number {
  const kind = source[at + 1];
  if (kind === 'u') return 6;
  if (kind === 'U') return 10;
  return kind === 'x' ? 4 : 2;
}

/**
 * Where each character of a decoded value stands in its source (a YAML scalar, a JSON string, an indented block): the value's characters are
 * the source's, in their order, without indentation, folding and escapes. `escapes`: a backslash and what follows are one character.
 * The result has one more place, for the end. Undefined where the two do not fit.
 */
export function align(
  value: string,
  source: string,
  start: number,
  end: number,
  escapes: boolean,
): number[] | undefined {
  const places: number[] = [];
  let at = start;
  for (const char of value.split('')) {
    const white = WHITE.test(char);
    while (at < end) {
      const here = source[at]!;
      if (escapes && here === '\\') {
        const length = escapeLength(source, at);
        // A line that is continued by a backslash gives no character.
        if (source[at + 1] === '\n' || (WHITE.test(source[at + 1] ?? '') && !white)) at += 2;
        else {
          places.push(at);
          at += length;
          break;
        }
      } else if (here === char || (white && WHITE.test(here))) {
        places.push(at);
        at++;
        break;
      } else if (WHITE.test(here) || (escapes && here === "'")) at++;
      else return undefined;
    }
    if (at >= end && places.length === 0) return undefined;
    if (places.at(-1) === undefined) return undefined;
  }
  if (places.length < value.trimEnd().length) return undefined;
  while (places.length < value.length) places.push(Math.min(at, end));
  places.push(Math.min(at, end));
  return places;
}
