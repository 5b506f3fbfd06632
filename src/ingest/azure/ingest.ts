import type { Ingested, Operation, Parameter, Skip, Source } from '../../schema/operation.ts';
import { isDestructivePath } from '../fig/destructive.ts';
import { summarise } from '../fig/text.ts';
import { uniqueSpellings } from '../fig/unique.ts';
import { AZURE_GLOBALS, isGlobal } from './globals.ts';
import { type AzureHelp, readHelp } from './help.ts';
import { azureParameter, joinParameters } from './parameter.ts';
import type { AzureArgument, AzureStatic } from './static.ts';

export interface AzureSources {
  cli: Source;
  fig: Source;
}

/**
 * The operations of `az`: azure-cli's own sources joined with fig's older, fuller table. Pure.
 *
 * Where both tell of a command the newer wins; a command that only fig knows is an extension's, or gone since.
 */
export function ingestAzure(cli: AzureStatic, fig: Ingested, sources: AzureSources): Ingested {
  const skipped: Skip[] = [...cli.skipped, ...fig.skipped];
  const older = new Map(fig.operations.map((operation) => [operation.name.replace(/^az /, ''), operation]));
  const helps = new Map(Object.entries(cli.help).map(([path, help]) => [path, readHelp(help, path, skipped)]));
  const described = [...helps].filter(([path, help]) => !help.isGroup && isCommand(path, help)).map(([path]) => path);
  const paths = new Set([...Object.keys(cli.commands), ...older.keys(), ...described]);
  const operations = [...paths]
    .filter((path) => /^[a-z0-9][\w .-]*$/i.test(path))
    .sort()
    .map((path) => operationOf(path, cli.commands[path], helps.get(path), older.get(path)));
  return {
    provider: 'az',
    sources: [sources.cli, sources.fig],
    operations,
    types: {},
    globals: { az: AZURE_GLOBALS },
    skipped,
  };
}

/** A path that only the help names is a command if the help says how to call it. */
function isCommand(path: string, help: AzureHelp): boolean {
  return path.includes(' ') && (help.options.size > 0 || help.examples.length > 0);
}

function operationOf(
  path: string,
  command: AzureStatic['commands'][string] | undefined,
  help: AzureHelp | undefined,
  older: Operation | undefined,
): Operation {
  const name = `az ${path}`;
  const isNew = command !== undefined || help !== undefined;
  const { summary, description } = summarise(help?.text || older?.summary || name);
  return {
    id: `az:${name}`,
    provider: 'az',
    service: path.split(' ')[0]!,
    name,
    kind: 'cli',
    version: isNew ? '2.91.0' : '2.53.0',
    summary: summary || name,
    ...(description ? { description } : {}),
    ...(older?.deprecated && !isNew ? { deprecated: true as const } : {}),
    parameters: parametersOf(command, help, older),
    invocations: [{ surface: 'cli', path: name }],
    ...(help?.examples.length ? { examples: help.examples } : {}),
    origin: isNew
      ? { source: 0, pointer: `${command?.pointer ?? 'help'}#${path}` }
      : { source: 1, pointer: older!.origin.pointer },
    ...(isDestructivePath(path) ? { destructive: true as const } : {}),
  };
}

function parametersOf(
  command: AzureStatic['commands'][string] | undefined,
  help: AzureHelp | undefined,
  older: Operation | undefined,
): Parameter[] {
  const given = (command?.arguments ?? []).filter((argument) => !isMisread(argument, older));
  const newer = given.map(azureParameter).filter((parameter) => parameter !== undefined);
  const joined = uniqueSpellings(joinParameters(newer, older?.parameters ?? [], command?.complete ?? false));
  const own = joined.filter(({ name }) => !isGlobal(name)).map((parameter) => withDescription(parameter, help));
  return withIds(own, given);
}

/** A required option under a guessed name that the older table does not know has another name there (`vm_name` is `--name`). */
function isMisread({ guessed, required, options }: AzureArgument, older: Operation | undefined): boolean {
  if (!guessed || !required || !older) return false;
  return !older.parameters.some(({ name, aliases }) =>
    [name, ...(aliases ?? [])].some((each) => options.includes(each)),
  );
}

function withDescription(parameter: Parameter, help: AzureHelp | undefined): Parameter {
  if (parameter.description) return parameter;
  const spellings = [parameter.name, ...(parameter.aliases ?? [])];
  const description = spellings.map((each) => help?.options.get(each)).find((text) => text !== undefined);
  return description ? { ...parameter, description } : parameter;
}

/** `--ids` names whole resources instead of their parts, so it excludes them. Put in place of the older table's, or added. */
function withIds(parameters: Parameter[], given: AzureArgument[]): Parameter[] {
  const isThere = parameters.some(({ name }) => name === '--ids');
  const parts = new Set(given.filter(({ ids }) => ids).flatMap(({ options }) => options));
  const excludes = parameters
    .filter(({ name, required }) => required && (parts.has(name) || name === '--resource-group'))
    .map(({ name }) => name);
  if (!isThere && !excludes.some((name) => parts.has(name))) return parameters;
  const ids: Parameter = {
    name: '--ids',
    in: 'option',
    type: 'string',
    repeats: true,
    separator: ' ',
    description: 'One or more resource ids (space-delimited), instead of the names of the resource and its group',
  };
  if (excludes.length > 0) ids.excludes = excludes;
  return [...parameters.filter(({ name }) => name !== '--ids'), ids];
}
