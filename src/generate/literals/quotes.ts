import type { Span } from './span.ts';

const CLOSERS: Record<string, string> = { '"': '"', "'": "'", '`': '`', '“': '””"', '‘': '’', '«': '»' };
const BEFORE_OPENING = /[\s([{=:,/+>→-]/;
const AFTER_CLOSING = /[\s)\]},.;:!?/+<→'’-]/;
const MOST_JSON = 24;

/** An apostrophe (don't, it's, users') neither follows a space nor stands before a word. */
function opens(request: string, at: number): boolean {
  const before = request[at - 1];
  const after = request[at + 1];
  return (before === undefined || BEFORE_OPENING.test(before)) && after !== undefined && after.trim() !== '';
}

function closes(request: string, at: number): boolean {
  const after = request[at + 1];
  return after === undefined || AFTER_CLOSING.test(after);
}

function closing(request: string, from: number, closers: string): number {
  for (let at = from; at < request.length; at++) {
    if (closers.includes(request[at]!) && request[at - 1] !== '\\' && closes(request, at)) return at;
  }
  return -1;
}

/** `name="a b"`: where the key begins, or -1. */
function keyStart(request: string, quote: number): number {
  if (request[quote - 1] !== '=') return -1;
  let at = quote - 1;
  while (at > 0 && quote - at < 200 && /[\w.\-[\]]/.test(request[at - 1]!)) at--;
  return at < quote - 1 ? at : -1;
}

/** Quoted texts, without their quotes; `key="a b"` is a key-value with them. */
export function quotesOf(request: string): Span[] {
  const spans: Span[] = [];
  const hopeless = new Set<string>();
  for (let at = 0; at < request.length; at++) {
    const quote = request[at]!;
    const closers = CLOSERS[quote];
    if (!closers || hopeless.has(quote) || !opens(request, at)) continue;
    const end = closing(request, at + 2, closers);
    if (end < 0) {
      hopeless.add(quote);
      continue;
    }
    const key = keyStart(request, at);
    if (key >= 0)
      spans.push({ type: 'key-value', start: key, end: end + 1, prefix: request.slice(key, at - 1), also: ['quoted'] });
    else spans.push({ type: 'quoted', start: at + 1, end });
    at = end;
  }
  return spans;
}

function balancedEnd(request: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < request.length; at++) {
    const char = request[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1;
  }
  return -1;
}

/** JSON objects and lists that stand in the request as they are. */
export function jsonOf(request: string): Span[] {
  const spans: Span[] = [];
  let tries = 0;
  for (let at = 0; at < request.length && tries < MOST_JSON; at++) {
    if (request[at] !== '{' && request[at] !== '[') continue;
    if (at > 0 && /[\w.\]}@]/.test(request[at - 1]!)) continue;
    tries++;
    const end = balancedEnd(request, at);
    if (end < 0) continue;
    if (!isJson(request.slice(at, end))) continue;
    spans.push({ type: 'json', start: at, end });
    at = end - 1;
  }
  return spans;
}

function isJson(text: string): boolean {
  if (!/["\d]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
