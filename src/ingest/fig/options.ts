import type { Parameter, Skip } from '../../schema/operation.ts';
import type { FigOption } from './spec.ts';
import { plain, shorten } from './text.ts';
import { valueSchemaOf } from './values.ts';

/** `--message`, `-m`, `-out=`, `--file=FILE`, `+x`; and `if=` of dd, the only names without a dash that are options. */
const NAME = /^((?:--?|\+)[^\s=,[\]<>|]+|[A-Za-z]\w*(?==$))(?:(=)(\S*))?$/;
const HELP = new Set(['--help', '-help', '--version']);

/** The options of one command, under their longest names, in the document's order. */
export function optionsOf(options: FigOption[], pointer: string, skipped: Skip[]): Parameter[] {
  const taken = new Set<string>();
  const shorts = new Set(options.flatMap(({ name }) => name.filter((each) => /^-\w$/.test(each))));
  const read: { option: FigOption; parameter: Parameter }[] = [];
  for (const option of options) {
    const spellings = option.name.map((name) => spelling(name, option)).filter((each) => each !== undefined);
    const skip = (reason: string) => skipped.push({ pointer: `${pointer} ${option.name.join(' ')}`, reason });
    if (spellings.length === 0) skip('its name cannot be an option');
    else if (spellings.every(({ name }) => isCluster(name, shorts))) skip('is several short options in one');
    else {
      const parameter = parameterOf(option, spellings, taken);
      if (parameter) read.push({ option, parameter });
    }
  }
  for (const { option, parameter } of read) relate(option, parameter, read);
  return withNegations(read.map(({ parameter }) => parameter));
}

interface Spelling {
  name: string;
  /** `--file=`, `--file=FILE`: the name was given with its sign. */
  equals: boolean;
  value: string;
}

function spelling(given: string, option: FigOption): Spelling | undefined {
  const dashed = given.trim().replace(/^[–—]-?/, '--');
  const match = NAME.exec(/^[A-Za-z]\w*$/.test(dashed) && option.separator === '=' ? `${dashed}=` : dashed);
  if (!match) return undefined;
  const [, name = '', equals, value = ''] = match;
  return { name: /^[-+]/.test(name) ? name : `${name}=`, equals: equals === '=', value };
}

/** `-am` where `-a` and `-m` are options of the command: a habit of writing, no option. */
function isCluster(name: string, shorts: Set<string>): boolean {
  return /^-\w{2,4}$/.test(name) && [...name.slice(1)].every((letter) => shorts.has(`-${letter}`));
}

function parameterOf(option: FigOption, spellings: Spelling[], taken: Set<string>): Parameter | undefined {
  const free = [...new Set(spellings.map(({ name }) => name))].filter((name) => !taken.has(name));
  if (free.length === 0) return undefined;
  const name = canonicalName(free);
  for (const each of free) taken.add(each);
  const value = spellings.find((each) => each.value !== '')?.value;
  const args = option.args?.length ? option.args : value ? [{ name: value }] : [];
  const parameter: Parameter = { name, in: args.length > 0 || name.endsWith('=') ? 'option' : 'flag', type: 'string' };
  if (parameter.in === 'flag') parameter.type = 'boolean';
  else if (args.length === 1) Object.assign(parameter, valueSchemaOf(args[0]!));
  if (args.length > 1)
    Object.assign(parameter, {
      type: 'array',
      separator: ' ',
      constraints: { minItems: args.length, maxItems: args.length },
    });
  const description = shorten(plain(option.description ?? args[0]?.description ?? ''));
  if (description) parameter.description = description;
  const aliases = free.filter((other) => other !== name);
  if (aliases.length > 0) parameter.aliases = aliases;
  if (option.isRepeatable || args[0]?.isVariadic) parameter.repeats = true;
  if (args[0]?.isVariadic) parameter.separator = ' ';
  if (args[0]?.isOptional) parameter.valueOptional = true;
  if (name.endsWith('=')) parameter.attach = '';
  else if (
    parameter.in === 'option' &&
    (option.separator === '=' || spellings.some((each) => each.equals && each.value === ''))
  )
    parameter.attach = '=';
  if (option.isRequired) parameter.required = true;
  if (option.deprecated) parameter.deprecated = true;
  if (HELP.has(name) && parameter.in === 'flag') parameter.global = true;
  return parameter;
}

/** `--name` where it is one of them (`az vm start --name`, also spelt `--vm-name`): so people write it. Else the longest with two dashes, or the longest. */
export function canonicalName(names: string[]): string {
  if (names.includes('--name')) return '--name';
  const long = names.filter((name) => name.startsWith('--'));
  return (long.length > 0 ? long : names).reduce((best, name) => (name.length > best.length ? name : best));
}

function relate(option: FigOption, parameter: Parameter, read: { option: FigOption; parameter: Parameter }[]): void {
  const canonical = (names: string[] | undefined): string[] =>
    (names ?? [])
      .flatMap((name) => read.find((other) => other.option.name.includes(name))?.parameter.name ?? [])
      .filter((name) => name !== parameter.name);
  const excludes = canonical(option.exclusiveOn);
  const requires = canonical(option.dependsOn);
  if (excludes.length > 0) parameter.excludes = excludes;
  if (requires.length > 0) parameter.requires = requires;
}

/** `--edit` beside `--no-edit` is one flag that can be negated. Only where both are flags. */
function withNegations(parameters: Parameter[]): Parameter[] {
  const flags = new Map(
    parameters.filter(({ in: at }) => at === 'flag').map((parameter) => [parameter.name, parameter]),
  );
  return parameters.filter((parameter) => {
    const positive =
      parameter.in === 'flag' && parameter.name.startsWith('--no-')
        ? flags.get(`--${parameter.name.slice(5)}`)
        : undefined;
    if (!positive || parameter.aliases) return true;
    positive.negatable = true;
    if (parameter.description)
      positive.description = shorten(
        `${positive.description ?? ''} (${parameter.name}: ${parameter.description})`.trim(),
      );
    return false;
  });
}
