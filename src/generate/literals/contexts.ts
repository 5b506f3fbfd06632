import type { Span } from './span.ts';

const ISSUE =
  /(?:\b(?:PR|MR|pull request|merge request|pull|issue|ticket|bug|gh)s?\s{0,2}(?:no\.?\s|number\s)?#?|(?<!\S)[([]?#)(\d{1,9})(?![\w.])/gi;
const PORT = /\bports?\s{1,2}(?:number\s)?(\d{1,5})(?![\w.:/-])/gi;
const NAMED = /\b(?:named|called|nicknamed)\s{1,2}(?:as\s)?([\p{L}\d][\p{L}\d_.-]{0,100})/giu;
const NO_NAMES = new Set(
  'it this that them the a an in on for from with by after as what how off out when so like to at of and or my our your his her their its is was just only now back whatever something anything'.split(
    ' ',
  ),
);

/** "PR 1290", "#56", "port 443": numbers that the word before them explains. */
export function numbersInContextOf(request: string): Span[] {
  const spans: Span[] = [];
  for (const match of request.matchAll(ISSUE)) {
    const end = match.index + match[0].length;
    spans.push({
      type: 'issue-number',
      start: end - match[1]!.length,
      end,
      number: Number(match[1]),
      also: ['number'],
    });
  }
  for (const match of request.matchAll(PORT)) {
    const end = match.index + match[0].length;
    spans.push({ type: 'port', start: end - match[1]!.length, end, number: Number(match[1]), also: ['number'] });
  }
  return spans;
}

/** The word behind "named" or "called" is a name, however ordinary it is. */
export function namesInContextOf(request: string): Span[] {
  const spans: Span[] = [];
  for (const match of request.matchAll(NAMED)) {
    const word = match[1]!.replace(/[.-]+$/, '');
    if (NO_NAMES.has(word.toLowerCase()) || word === '') continue;
    const start = match.index + match[0].length - match[1]!.length;
    spans.push({ type: 'name', start, end: start + word.length });
  }
  return spans;
}

const ROOT =
  /\b(?:in|of|on|under|from|at|below|inside|for|to|with|against|path|prefix|filesystem|directory|folder|root|df|du|ls|find|cd)\s{1,2}(\/)(?=$|[\s,.;:?!)])/gi;

/** "/" is the root where a preposition leads to it; between two words it only separates them. */
export function rootsOf(request: string): Span[] {
  const spans: Span[] = [];
  for (const match of request.matchAll(ROOT)) {
    const end = match.index + match[0].length;
    spans.push({ type: 'path', start: end - 1, end });
  }
  return spans;
}
