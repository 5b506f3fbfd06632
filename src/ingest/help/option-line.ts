import type { Parameter } from '../../schema/operation.ts';

/** What a line of options says: where the spellings end and the description begins. */
export interface OptionLine {
  spelt: string;
  description: string;
}

/** Splits `  -n, --name NAME   What it does`; undefined where the line is of something else. */
export function splitOptionLine(line: string): OptionLine | undefined {
  const text = line.trim();
  if (!/^-{1,2}[\w?#@[]/.test(text)) return undefined;
  const gap = /\s{2,}|\s+:\s+/.exec(text.replace(/^(-\w,)\s+/, (lead) => `${lead.trim()}_`.padEnd(lead.length, '_')));
  const spelt = gap ? text.slice(0, gap.index) : text;
  if (!isSpelling(spelt)) return undefined;
  return { spelt, description: gap ? text.slice(gap.index + gap[0].length).trim() : '' };
}

/** Prose that begins with a dash is no option. */
const isSpelling = (spelt: string): boolean =>
  spelt.split(/\s+/).length <= 8 && !/^-+\s/.test(spelt) && !/[.;]\s/.test(spelt);

const SPELLING = /^(--?[\w?#@][\w.:+-]*|--?\[no-?\][\w.-]+)(.*)$/;

/**
 * Reads the spellings of an option (`-n, --name <NAME>`, `--color[=WHEN]`, `--[no-]verify`, `-o, --output string`, `-e stringArray`,
 * argparse's `-r FILE, --requirement FILE`). The first long spelling is the canonical name.
 */
export function parseSpellings({ spelt, description }: OptionLine): Parameter | undefined {
  const names: string[] = [];
  let value = '';
  let optional = false;
  let equals = false;
  let negatable = false;
  for (const part of spelt.split(/\s*(?:,|\s\|\s|\/(?=-))\s*(?=-)/)) {
    const found = SPELLING.exec(part.trim());
    if (!found?.[1]) continue;
    if (/\[no-?\]/.test(found[1])) negatable = true;
    const name = found[1].replace(/\[no-?\]/, '').replace(/[.:]+$/, '');
    if (!names.includes(name)) names.push(name);
    const tail = found[2] ?? '';
    if (/^\[=?/.test(tail) && tail.length > 1) optional = true;
    if (/^\[?=/.test(tail) && !name.startsWith('--')) equals = true;
    // kubectl shows defaults where others show the value's name: `--all=false:`, `--output='':`.
    if (/^=(?:true|false):?$/.test(tail)) continue;
    if (/^=(?:'.*'|\[.*\]|-?\d+\w*):?$/.test(tail)) {
      value = 'value';
      if (/^=\[/.test(tail)) value = 'values...';
      continue;
    }
    const metavar = tail.replace(/^[\s[=]+|\]+$/g, '').trim();
    if (metavar && !/^[.(]/.test(metavar)) value = metavar;
  }
  const name = names.find((one) => one.startsWith('--')) ?? names[0];
  if (!name) return undefined;
  const parameter: Parameter = { name, in: value ? 'option' : 'flag', ...shapeOf(value, description) };
  const aliases = names.filter((one) => one !== name);
  if (aliases.length > 0) parameter.aliases = aliases;
  if (negatable) parameter.negatable = true;
  if (value && optional) Object.assign(parameter, { valueOptional: true, attach: '=' });
  if (value && equals) parameter.attach = '=';
  if (
    /\.\.\.|(?:Array|Slice)\b|\bstrings\b/.test(value) ||
    /\b(?:can|may) be (?:given|specified|used|repeated|set) (?:multiple|several|more)/i.test(description)
  ) {
    parameter.repeats = true;
  }
  if (/\(required\)|\[required\]/i.test(description)) parameter.required = true;
  if (/^\(?deprecated/i.test(description)) parameter.deprecated = true;
  if (description) parameter.description = description;
  return parameter;
}

const TYPES: Record<string, Partial<Parameter>> = {
  int: { type: 'integer' },
  int32: { type: 'integer' },
  int64: { type: 'integer' },
  uint: { type: 'integer' },
  float: { type: 'number' },
  float64: { type: 'number' },
  duration: { type: 'string', format: 'duration' },
  file: { type: 'string', format: 'path' },
  path: { type: 'string', format: 'path' },
  dir: { type: 'string', format: 'path' },
  directory: { type: 'string', format: 'path' },
  url: { type: 'string', format: 'uri' },
};

/** Type, enum and default as far as the metavar and the description name them. */
function shapeOf(metavar: string, description: string): Pick<Parameter, 'type' | 'format' | 'enum' | 'default'> {
  if (!metavar) return { type: 'boolean' };
  const shape: Pick<Parameter, 'type' | 'format' | 'enum' | 'default'> = {
    type: 'string',
    ...TYPES[metavar.replace(/[<>.]/g, '').toLowerCase()],
  };
  const choices =
    /^[{(<]?([\w.+-]+(?:[|,][\w.+-]+)+)[})>]?$/.exec(metavar)?.[1] ??
    /\[(?:possible values|choices): ([^\]]+)\]/.exec(description)?.[1];
  if (choices) {
    const values = choices.split(/\s*[|,]\s*/).map((choice) => choice.replace(/^"|"$/g, ''));
    shape.enum = values;
  }
  const fallback = /[[(]default:? "?([^\s"\])]+)"?[\])]/.exec(description)?.[1];
  if (fallback !== undefined && shape.type === 'string' && (!shape.enum || shape.enum.includes(fallback)))
    shape.default = fallback;
  return shape;
}
