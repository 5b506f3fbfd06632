import { AppError } from '../../schema/error.ts';
import type { Parameter, ValueSchema } from '../../schema/operation.ts';

/**
 * One line of a supplement's `params`, in the notation of usage lines:
 *
 *     <source:path>...  What it is              required positional; `...` takes several, `>>` the rest of the line
 *     [name]  What it is                        optional positional
 *     -n, --namespace <name>  What it does      option with a value; the first long spelling is the canonical name
 *     -out=<file:path>  …                       value behind `=`;  `-o<dir:path>` directly behind the name
 *     --color[=<when>]  …                       the value may be left out
 *     -o, --output {json|yaml}  …               closed enum
 *     --[no-]verify  …                          `--no-verify` exists too
 *     <x>* repeats · <x>, list with commas · <x>... list with spaces · ! required · ^ global · ~--b excludes · &--b requires · !! deprecated
 *
 * Two spaces or more begin the description. Types: see FORMATS; `<n:int=10>` has a default.
 */
export function parseParameterLine(line: string, where: string): Parameter {
  const [head = '', ...rest] = line.trim().split(/\s{2,}/);
  const description = rest.join(' ').trim();
  const parameter =
    /^[<[](?!no-\])/.test(head) && !head.startsWith('[=') ? positional(head, where) : option(head, where);
  return description ? { ...parameter, description } : parameter;
}

const FORMATS: Record<string, ValueSchema> = {
  int: { type: 'integer' },
  num: { type: 'number' },
  bool: { type: 'boolean', enum: ['true', 'false'] },
  count: { type: 'string', format: 'number' },
  port: { type: 'string', format: 'port' },
  url: { type: 'string', format: 'uri' },
  file: { type: 'string', format: 'path' },
  datetime: { type: 'string', format: 'date-time' },
};

function schemaOf(text: string, where: string): ValueSchema {
  const options = /^\{(.+)\}$/.exec(text);
  if (options?.[1]) return { type: 'string', enum: options[1].split('|') };
  const value = /^[<[]([^:=>\]]+)(?::([a-z-]+))?(?:=([^>\]]*))?[>\]]$/.exec(text);
  if (!value) throw malformed(where, text);
  const [, , type, fallback] = value;
  const schema: ValueSchema =
    type === undefined ? { type: 'string' } : { ...(FORMATS[type] ?? { type: 'string', format: type }) };
  if (fallback !== undefined)
    schema.default = schema.type === 'integer' || schema.type === 'number' ? Number(fallback) : fallback;
  return schema;
}

const nameOf = (text: string): string => text.replace(/^[<[]/, '').replace(/[:=>\]].*$/s, '');

function positional(head: string, where: string): Parameter {
  const found = /^(<[^>]+>|\[[^\]]+\])(?:(\{[^}]+\}))?(\.\.\.|>>)?(.*)$/.exec(head);
  if (!found?.[1]) throw malformed(where, head);
  const parameter: Parameter = { name: nameOf(found[1]), in: 'positional', ...schemaOf(found[2] ?? found[1], where) };
  if (found[1].startsWith('<')) parameter.required = true;
  if (found[3]) parameter.repeats = true;
  if (found[3] === '>>') parameter.rest = true;
  return withMarks(parameter, found[4] ?? '', where);
}

const VALUE = String.raw`<[^>]+>|\{[^}]+\}`;
const SPELLING = String.raw`(?:\[no-\]|[^\s,[<{])*?`;
const OPTION = new RegExp(
  String.raw`^([-+_A-Za-z]${SPELLING}(?:, (?=\S)${SPELLING}(?<!, ))*?)(?:(\[)?([ =]?)(${VALUE})(\.\.\.|\*?,?)\]?)?((?:\*|!!?|\^|[~&][-+\w.:]+|\s+(?=[~&!^]))*)$`,
);

function option(head: string, where: string): Parameter {
  const found = OPTION.exec(head);
  if (!found?.[1]) throw malformed(where, head);
  const [, spelt, optional, joint, value, several, marks = ''] = found;
  const spellings = spelt.split(', ').map((spelling) => spelling.replace('[no-]', ''));
  const name = spellings.find((spelling) => spelling.startsWith('--')) ?? spellings[0] ?? spelt;
  const aliases = spellings.filter((spelling) => spelling !== name);
  const parameter: Parameter = {
    name,
    in: value ? 'option' : 'flag',
    ...(value ? schemaOf(value, where) : { type: 'boolean' }),
  };
  if (aliases.length > 0) parameter.aliases = aliases;
  if (spelt.includes('[no-]')) parameter.negatable = true;
  if (several?.startsWith('*') || several === '...' || several === ',') parameter.repeats = true;
  if (several === '...') parameter.separator = ' ';
  if (several?.endsWith(',')) parameter.separator = ',';
  if (value && joint === '=') parameter.attach = '=';
  if (value && joint === '') parameter.attach = '';
  if (optional) parameter.valueOptional = true;
  return withMarks(parameter, marks, where);
}

function withMarks(parameter: Parameter, marks: string, where: string): Parameter {
  const excludes: string[] = [];
  const requires: string[] = [];
  for (const mark of marks.match(/\*|!!|!|\^|[~&][-+\w.:]+|\S/g) ?? []) {
    if (mark === '!!') parameter.deprecated = true;
    else if (mark === '!') parameter.required = true;
    else if (mark === '^') parameter.global = true;
    else if (mark === '*') parameter.repeats = true;
    else if (mark.startsWith('~')) excludes.push(mark.slice(1));
    else if (mark.startsWith('&')) requires.push(mark.slice(1));
    else throw malformed(where, marks);
  }
  if (excludes.length > 0) parameter.excludes = excludes;
  if (requires.length > 0) parameter.requires = requires;
  return parameter;
}

function malformed(where: string, text: string): AppError {
  return new AppError(
    'source-unreadable',
    `${where}: cannot read the parameter "${text}"`,
    'Write it as in the notation of parameter-line.ts, with two spaces before the description.',
  );
}
