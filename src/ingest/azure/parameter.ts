import type { Parameter } from '../../schema/operation.ts';
import { canonicalName } from '../fig/options.ts';
import { plain, shorten } from '../fig/text.ts';
import type { AzureArgument } from './static.ts';

/** One argument as azure-cli declares it. */
export function azureParameter(argument: AzureArgument): Parameter | undefined {
  const options = argument.options.filter((name) => /^--?\S+$/.test(name));
  if (argument.positional) return positional(argument);
  if (options.length === 0) return undefined;
  const name = canonicalName(options);
  const parameter: Parameter = {
    name,
    in: argument.flag ? 'flag' : 'option',
    type: argument.flag ? 'boolean' : (argument.type ?? 'string'),
  };
  const aliases = [...new Set(options)].filter((each) => each !== name);
  if (aliases.length > 0) parameter.aliases = aliases;
  const description = shorten(plain(argument.help ?? ''));
  if (description) parameter.description = description;
  if (argument.required) parameter.required = true;
  if (argument.flag) return parameter;
  if (argument.enum?.length && parameter.type === 'string') parameter.enum = [...new Set(argument.enum)];
  if (argument.default !== undefined && argument.default !== null) parameter.default = argument.default;
  if (argument.list || parameter.type === 'map') Object.assign(parameter, { repeats: true, separator: ' ' });
  if (parameter.type === 'boolean' || argument.optional_value) parameter.valueOptional = true;
  return parameter;
}

function positional(argument: AzureArgument): Parameter {
  const parameter: Parameter = {
    name: (argument.options[0] ?? 'argument').replace(/^-+/, ''),
    in: 'positional',
    type: 'string',
  };
  const description = shorten(plain(argument.help ?? ''));
  if (description) parameter.description = description;
  if (argument.required && !argument.optional_value) parameter.required = true;
  if (argument.list) parameter.repeats = true;
  return parameter;
}

/**
 * The options of a command from both sources: `newer` as it stands, with what only `older` knows (values, words), then the options that `newer`
 * does not name at all.
 */
export function joinParameters(newer: Parameter[], older: Parameter[], isComplete: boolean): Parameter[] {
  const bySpelling = new Map<string, Parameter>();
  for (const parameter of older)
    for (const name of [parameter.name, ...(parameter.aliases ?? [])]) bySpelling.set(name, parameter);
  const used = new Set<Parameter>();
  const joined = newer.map((parameter) => {
    const twins = [parameter.name, ...(parameter.aliases ?? [])]
      .map((name) => bySpelling.get(name))
      .filter((each) => each !== undefined);
    for (const twin of twins) used.add(twin);
    return twins[0] ? completed(parameter, twins[0], isComplete) : parameter;
  });
  return [...joined, ...older.filter((parameter) => !used.has(parameter))];
}

function completed(newer: Parameter, older: Parameter, isComplete: boolean): Parameter {
  const joined: Parameter = { ...newer };
  if (!newer.description && older.description) joined.description = older.description;
  if (!newer.required && older.required && !isComplete) joined.required = true;
  if (newer.in === 'option' && newer.type === 'string' && older.type === 'boolean')
    Object.assign(joined, { type: 'boolean', valueOptional: true });
  else if (newer.in === 'option' && newer.type === 'string' && !newer.enum && older.enum) joined.enum = older.enum;
  if (newer.in === 'option' && older.in === 'flag' && !newer.enum && !newer.repeats && newer.type === 'string') {
    delete joined.default;
    Object.assign(joined, { in: 'flag', type: 'boolean' });
  }
  const aliases = [...new Set([...(newer.aliases ?? []), older.name, ...(older.aliases ?? [])])].filter(
    (name) => name !== newer.name,
  );
  if (aliases.length > 0) joined.aliases = aliases;
  return joined;
}
