/** The strings of a JSON list of strings, quotes and all, by their places; undefined where it is no such list. */
export function parseJsonStrings(text: string): { start: number; end: number }[] | undefined {
  const token = /\s*(?:(\[)|(\])|(,)|("(?:[^"\\\n]|\\.)*")|\\\r?\n)/y;
  const found: { start: number; end: number }[] = [];
  let open = false;
  for (;;) {
    const match = token.exec(text);
    if (!match) return undefined;
    if (match[1]) open = true;
    else if (!open && !/^\s*\\/.test(match[0])) return undefined;
    if (match[4]) found.push({ start: token.lastIndex - match[4].length, end: token.lastIndex });
    if (match[2]) return text.slice(token.lastIndex).trim() === '' ? found : undefined;
  }
}
