import type { Json } from '../../schema/operation.ts';

export interface PythonArgument {
  /** Absent: by position. */
  name?: string;
  /** The literal's value, or the expression as it stands. */
  value: Json;
}

export interface PythonCall {
  /** `torch.hub.load`, `AutoModel.from_pretrained`, `service.events().list`. */
  path: string;
  arguments: PythonArgument[];
}

const MAX_LENGTH = 4000;

/**
 * Reads one written Python call, `name.name(…)`. An assignment in front and calls behind (`.execute()`, `.eval()`) are left aside. Undefined
 * where there is no call: documents also hold prose and class names.
 */
export function readPythonCall(source: string): PythonCall | undefined {
  const text = source
    .slice(0, MAX_LENGTH)
    .replace(/^\s*[\w, ]+=(?!=)\s*(?=[\w.]+\()/, '')
    .trim();
  const head = /^[A-Za-z_][\w.]*(?:\(\)\.[A-Za-z_][\w.]*)*\(/.exec(text);
  if (!head) return undefined;
  const open = head[0].length - 1;
  const close = closing(text, open);
  if (close === undefined) return undefined;
  const parts = split(text.slice(open + 1, close));
  return { path: text.slice(0, open), arguments: parts.map(readArgument) };
}

/** Steps over strings and brackets; calls `at` for each character outside of strings with the depth of brackets. */
function walk(
  text: string,
  start: number,
  at: (character: string, index: number, depth: number) => boolean,
): number | undefined {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const character = text[i]!;
    if (character === '"' || character === "'") {
      i = endOfString(text, i);
      continue;
    }
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (at(character, i, depth)) return i;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  const quote = text[start]!;
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

function closing(text: string, open: number): number | undefined {
  return walk(text, open, (character, _index, depth) => character === ')' && depth === 0);
}

function split(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  walk(text, 0, (character, index, depth) => {
    if (character === ',' && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
    return false;
  });
  parts.push(text.slice(from));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function readArgument(part: string): PythonArgument {
  const named = /^([A-Za-z_]\w*)\s*=(?!=)\s*/.exec(part);
  if (named) return { name: named[1]!, value: readLiteral(part.slice(named[0].length)) };
  return { value: readLiteral(part) };
}

function readLiteral(text: string): Json {
  const string = /^(['"])((?:\\.|(?!\1)[^\\])*)\1$/.exec(text);
  if (string) return string[2]!.replace(/\\(['"\\])/g, '$1');
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (text === 'None') return null;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
