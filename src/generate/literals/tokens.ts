/** A word of the request between white space, without the punctuation around it. */
export interface Token {
  start: number;
  end: number;
  text: string;
}

/** Longer words are nobody's value and cost time. */
const LONGEST = 2048;

const LEADING = new Set([...'([{<,;"\'“”‘’`«»→']);
const TRAILING = new Set([...',;:!?"\'“”‘’`«»…']);
const PARTNER: Record<string, string> = { ')': '(', ']': '[', '}': '{', '>': '<' };

function count(text: string, start: number, end: number, char: string): number {
  let found = 0;
  for (let i = start; i < end; i++) if (text[i] === char) found++;
  return found;
}

/** A bracket belongs to the word if its partner stands in the word. */
function trimLeading(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && LEADING.has(text[at]!)) {
    const closer =
      text[at] === '(' ? ')' : text[at] === '[' ? ']' : text[at] === '{' ? '}' : text[at] === '<' ? '>' : '';
    if (closer !== '' && text.lastIndexOf(closer, end - 1) > at && !wrapped(text, at, end, closer)) break;
    at++;
  }
  return at;
}

/** The bracket at `at` closes only at the very end: "(eu-central-1)" – but `{.items}` is a value with its braces. */
function wrapped(text: string, at: number, end: number, closer: string): boolean {
  if (closer === '}' || closer === ']') return false;
  let last = end - 1;
  while (last > at && (TRAILING.has(text[last]!) || text[last] === '.')) last--;
  return text[last] === closer && count(text, at, last, text[at]!) === 1;
}

function trimTrailing(text: string, start: number, end: number): number {
  let last = end;
  // Hostile runs of brackets must not cost a count each.
  for (let budget = 64; last > start && budget > 0; budget--) {
    const char = text[last - 1]!;
    if (TRAILING.has(char)) last--;
    else if (char === '.' && !endsAsPath(text, start, last)) last--;
    else if (PARTNER[char] && count(text, start, last, PARTNER[char]) < count(text, start, last, char)) last--;
    else if (char === 's' && last - 2 > start && (text[last - 2] === "'" || text[last - 2] === '’')) last -= 2;
    else break;
  }
  return last;
}

/** "." and ".." and "./..." are places, not the ends of sentences. */
function endsAsPath(text: string, start: number, last: number): boolean {
  const word = text.slice(start, last);
  return /^(?:\.{1,2}|(?:.{0,200}\/)\.{1,3})$/.test(word);
}

export function tokensOf(request: string): Token[] {
  const tokens: Token[] = [];
  for (const match of request.matchAll(/\S+/g)) {
    const first = match.index;
    const last = first + match[0].length;
    if (last - first > LONGEST) continue;
    const start = trimLeading(request, first, last);
    const end = trimTrailing(request, start, last);
    if (end > start) tokens.push({ start, end, text: request.slice(start, end) });
  }
  return tokens;
}
