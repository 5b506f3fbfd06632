import type { SgNode } from '@ast-grep/napi';
import { rangeOf } from '../parse/code-tree.ts';
import { HOLE } from './dynamic.ts';

/** A text of the code with the place that each of its characters comes from. */
export interface PlacedText {
  text: string;
  /** Character of the source for each character of `text`, and one more for its end. */
  at: number[];
}

const SIMPLE: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', a: '\x07', '0': '\0' };
const ESCAPE = /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(\r?\n)|([\s\S]))/y;

function escapeAt(body: string, index: number): { value: string; length: number } {
  ESCAPE.lastIndex = index;
  const match = ESCAPE.exec(body);
  if (!match) return { value: body[index]!, length: 1 };
  const [whole, braces, four, eight, two, line, char] = match;
  const code = braces ?? four ?? eight ?? two;
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return { value: point <= 0x10ffff ? String.fromCodePoint(point) : '\u{fffd}', length: whole.length };
  }
  return { value: line !== undefined ? '' : (SIMPLE[char!] ?? char!), length: whole.length };
}

const OPENING = /^([a-zA-Z]*)("""|'''|["'`])/;

/** The text of a string literal of Python or JavaScript, with a hole for each expression in it; undefined where the node is none. */
export function placedString(node: SgNode): PlacedText | undefined {
  const source = node.text();
  const opening = OPENING.exec(source);
  if (!opening || !source.endsWith(opening[2]!) || source.length < opening[0].length + opening[2]!.length)
    return undefined;
  const { start } = rangeOf(node);
  const raw = /r/i.test(opening[1]!);
  const format = /f/i.test(opening[1]!);
  const holes = node
    .children()
    .filter((child) => child.kind() === 'interpolation' || child.kind() === 'template_substitution')
    .map(rangeOf);
  const placed: PlacedText = { text: '', at: [] };
  const push = (value: string, at: number): void => {
    placed.text += value;
    for (let n = 0; n < value.length; n++) placed.at.push(at);
  };
  const end = source.length - opening[2]!.length;
  for (let index = opening[0].length; index < end; ) {
    const at = start + index;
    const hole = holes.find((one) => one.start === at);
    if (hole) {
      push(HOLE, at);
      index = hole.end - start;
    } else if (format && (source.startsWith('{{', index) || source.startsWith('}}', index))) {
      push(source[index]!, at);
      index += 2;
    } else if (source[index] === '\\' && !raw) {
      const { value, length } = escapeAt(source, index);
      push(value, at);
      index += length;
    } else {
      push(source[index]!, at);
      index++;
    }
  }
  placed.at.push(start + end);
  return placed;
}

export function joined(parts: readonly PlacedText[]): PlacedText {
  return {
    text: parts.map(({ text }) => text).join(''),
    at: [...parts.flatMap(({ at }) => at.slice(0, -1)), parts.at(-1)?.at.at(-1) ?? 0],
  };
}

/** A text with what is known of its holes, which stand for these nodes in turn. */
export function filledWith<Field>(
  { text, at }: PlacedText,
  fields: readonly Field[],
  textOf: (field: Field) => PlacedText | undefined,
): PlacedText {
  const parts: PlacedText[] = [];
  let from = 0;
  for (const field of fields) {
    const index = text.indexOf(HOLE, from);
    if (index === -1) break;
    parts.push({ text: text.slice(from, index), at: at.slice(from, index + 1) });
    parts.push(textOf(field) ?? { text: HOLE, at: [at[index]!, at[index]!] });
    from = index + 1;
  }
  parts.push({ text: text.slice(from), at: at.slice(from) });
  return joined(parts);
}
