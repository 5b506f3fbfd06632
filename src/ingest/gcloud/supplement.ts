import { parse } from 'yaml';
import { AppError } from '../../schema/error.ts';
import type { Operation, Parameter } from '../../schema/operation.ts';
import { isDestructivePath } from '../fig/destructive.ts';
import { canonicalName } from '../fig/options.ts';

interface Entry {
  does?: string;
  takes?: string[];
  include?: string;
  /** Only outside the GA tree: its path begins with this word. */
  track?: 'alpha' | 'beta';
  options?: Record<string, string>;
}

interface Supplement {
  commands: Record<string, Entry>;
  sets: Record<string, Record<string, string>>;
}

/** What the supplement says of one command; `summary` is absent where it only adds options to a command that is described elsewhere. */
export interface Supplemented {
  path: string;
  summary?: string;
  parameters: Parameter[];
}

/** Reads our own table of commands (its notation is explained at its head). Fails: `source-unreadable`. */
export function readSupplement(yaml: string): Supplemented[] {
  const { commands, sets } = parse(yaml) as Supplement;
  return Object.entries(commands).map(([words, entry]) => {
    const path = ['gcloud', entry.track, words].filter((word) => word !== undefined).join(' ');
    const set = entry.include === undefined ? {} : sets[entry.include];
    if (!set)
      throw new AppError(
        'source-unreadable',
        `${path} includes ${entry.include}, which is no set`,
        'Mend supplement.yaml.',
      );
    const options = Object.entries({ ...entry.options, ...set }).map(([notation, text]) =>
      optionOf(notation, text, path),
    );
    const parameters = [...(entry.takes ?? []).map(positionalOf), ...options];
    return entry.does === undefined ? { path, parameters } : { path, summary: entry.does, parameters };
  });
}

function positionalOf(notation: string): Parameter {
  const [, name = notation, optional, several] = /^(.*?)(\?)?(\.\.\.)?$/.exec(notation) ?? [];
  const parameter: Parameter = { name, in: 'positional', type: 'string' };
  if (/FILE$/.test(name)) parameter.format = 'path';
  if (!optional) parameter.required = true;
  if (several) parameter.repeats = true;
  return parameter;
}

function optionOf(notation: string, description: string, path: string): Parameter {
  const words = notation.split(' ');
  const negatable = words.some((word) => word.startsWith('--[no-]'));
  const names = words.filter((word) => word.startsWith('-')).map((word) => word.replace('[no-]', ''));
  const value = words.find((word) => !word.startsWith('-'));
  if (names.length === 0)
    throw new AppError('source-unreadable', `${path}: ${notation} names no option`, 'Mend supplement.yaml.');
  const name = canonicalName(
    names
      .filter((each) => each.startsWith('--'))
      .slice(0, 1)
      .concat(names),
  );
  const parameter: Parameter = { name, in: 'flag', type: 'boolean', description };
  const aliases = names.filter((each) => each !== name);
  if (aliases.length > 0) parameter.aliases = aliases;
  if (negatable) parameter.negatable = true;
  return value === undefined ? parameter : withValue(parameter, value);
}

function withValue(parameter: Parameter, notation: string): Parameter {
  const value = notation.replace(/!$/, '');
  Object.assign(parameter, { in: 'option', type: 'string' });
  if (notation.endsWith('!')) parameter.required = true;
  if (value.includes('|')) parameter.enum = value.split('|');
  else if (value === 'KEY=VALUE,...') Object.assign(parameter, { type: 'map', separator: ',' });
  else if (value.endsWith(',...')) Object.assign(parameter, { repeats: true, separator: ',' });
  else if (value === 'INT') parameter.type = 'integer';
  else if (value === 'FILE') parameter.format = 'path';
  else if (value === 'DURATION') parameter.format = 'duration';
  return parameter;
}

/** A new operation of the supplement alone. */
export function supplementOperation({ path, summary, parameters }: Supplemented, source: number): Operation {
  return {
    id: `gcloud:${path}`,
    provider: 'gcloud',
    service: path.split(' ').find((word) => !['gcloud', 'alpha', 'beta'].includes(word)) ?? 'gcloud',
    name: path,
    kind: 'cli',
    summary: summary ?? path,
    parameters,
    invocations: [{ surface: 'cli', path }],
    origin: { source, pointer: `supplement.yaml#${path}` },
    ...(isDestructivePath(path) ? { destructive: true as const } : {}),
  };
}

/** Options that the operation lacks are added; of one that it has, the values are ours, which are newer. Positionals only where it has none. */
export function withSupplement(operation: Operation, added: Parameter[]): Operation {
  const has = (name: string) => operation.parameters.find((each) => each.name === name || each.aliases?.includes(name));
  const hasPositionals = operation.parameters.some((each) => each.in === 'positional');
  const parameters = operation.parameters.map((parameter) => {
    const twin = added.find((each) => each.name === parameter.name);
    if (!twin) return parameter;
    const known: Parameter = { ...parameter };
    if (twin.negatable) known.negatable = true;
    if (twin.in === 'positional' && twin.repeats) known.repeats = true;
    if (twin.in === 'positional' && !twin.required) delete known.required;
    if (twin.enum || twin.in === 'option') {
      delete known.enum;
      delete known.open;
    }
    if (twin.enum) known.enum = twin.enum;
    return known;
  });
  const fresh = added.filter((each) => (each.in === 'positional' ? !hasPositionals : !has(each.name)));
  return { ...operation, parameters: [...parameters, ...fresh] };
}
