/** What a quoted word says as a script of its own: `"kubectl get $KIND"`. Expansions stay as they are, dynamic in the script too. */
export interface Inner {
  text: string;
  /** Position in the outer text of each character of `text`, and of its end. */
  at: number[];
}

/** Undefined where the word's quoting cannot be undone character by character (substitutions within double quotes, `$'…'`). */
export function unquote(text: string, start: number, end: number): Inner | undefined {
  let inner = '';
  const at: number[] = [];
  const put = (char: string, from: number): void => {
    inner += char;
    at.push(from);
  };
  let quote = '';
  for (let index = start; index < end; index++) {
    const char = text[index]!;
    const next = text[index + 1];
    if (quote !== "'" && (char === '`' || (char === '$' && (next === '(' || (quote === '' && next === "'")))))
      return undefined;
    if (quote === "'") {
      if (char === "'") quote = '';
      else put(char, index);
    } else if (char === '\\' && index + 1 < end) {
      if (next === '\n') index++;
      else if (quote === '' || /["\\$`]/.test(next!)) put(text[++index]!, index);
      else put(char, index);
    } else if (char === '"') quote = quote === '"' ? '' : '"';
    else if (char === "'" && quote === '') quote = "'";
    else put(char, index);
  }
  at.push(end);
  return { text: inner, at };
}
