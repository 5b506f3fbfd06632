import type { Ingested, Operation, Parameter, Source } from '../../schema/operation.ts';
import { ingestFig } from '../fig/ingest.ts';
import type { FigCommand, FigOption } from '../fig/spec.ts';
import { GCLOUD_GLOBALS, isGcloudGlobal } from './globals.ts';
import { type Supplemented, supplementOperation, withSupplement } from './supplement.ts';

export interface ShippedSources {
  fig: Source;
  supplement: Source;
}

/** gcloud's GA tree as fig holds it, completed by our own table. Pure. */
export function ingestShippedGcloud(
  tree: FigCommand,
  supplement: Supplemented[],
  sources: ShippedSources,
  pointer: string,
): Ingested {
  const fig = ingestFig(cleaned(tree), { source: sources.fig, pointer });
  const kinds = new Map<string, string>();
  collectKinds(tree, ['gcloud'], kinds);
  const added = new Map(supplement.map((entry) => [entry.path, entry]));
  const operations = fig.operations.map((operation) => {
    const own = {
      ...operation,
      service: operation.name.split(' ')[1] ?? 'gcloud',
      parameters: ownParameters(operation, kinds),
    };
    return withSupplement(own, added.get(operation.name)?.parameters ?? []);
  });
  const known = new Set(operations.map(({ name }) => name));
  const fresh = supplement.filter(({ path }) => !known.has(path));
  const skipped = fresh
    .filter(({ summary }) => summary === undefined)
    .map(({ path }) => ({ pointer: path, reason: 'is described nowhere' }));
  operations.push(
    ...fresh.filter(({ summary }) => summary !== undefined).map((entry) => supplementOperation(entry, 1)),
  );
  return {
    ...fig,
    provider: 'gcloud',
    sources: [sources.fig, sources.supplement],
    operations: operations.sort((a, b) => (a.name < b.name ? -1 : 1)),
    globals: { gcloud: GCLOUD_GLOBALS },
    skipped: [...fig.skipped, ...skipped],
  };
}

/** The table gives the kind of a value as the description of its argument (`Dict`, `List`); common options stand once beside the operations. */
function ownParameters(operation: Operation, kinds: Map<string, string>): Parameter[] {
  return operation.parameters
    .filter(({ name }) => !isGcloudGlobal(name) || (name === '--version' && operation.name !== 'gcloud'))
    .map((parameter) =>
      parameter.in === 'positional'
        ? asPositional(parameter, operation.name)
        : typed(parameter, kinds.get(`${operation.name} ${parameter.name}`)),
    );
}

/** The table does not say which positionals may be left out: those of lists, the account of a token, and what is handed on to another program. */
function asPositional({ required, ...parameter }: Parameter, path: string): Parameter {
  const handedOn = /_ARGS$/.test(parameter.name);
  const optional = handedOn || /\blist$| print-(?:access|identity)-token$| activate-service-account$/.test(path);
  const result: Parameter = handedOn ? { ...parameter, rest: true } : parameter;
  return required && !optional ? { ...result, required } : result;
}

function typed(parameter: Parameter, kind: string | undefined): Parameter {
  const result = { ...parameter };
  if (parameter.in === 'positional' && result.required && parameter.description?.startsWith('(Optional)'))
    delete result.required;
  if (parameter.in === 'flag' && parameter.description?.includes(`--no-${parameter.name.slice(2)}`))
    result.negatable = true;
  if (parameter.in !== 'option') return result;
  if (kind === 'Dict') return { ...result, type: 'map', separator: ',' };
  if (kind === 'List') return { ...result, repeats: true, separator: ',' };
  if (kind === 'Int') return { ...result, type: 'integer' };
  if (kind === 'Float') return { ...result, type: 'number' };
  return result;
}

function collectKinds(command: FigCommand, path: string[], kinds: Map<string, string>): void {
  for (const option of command.options ?? []) {
    const kind = option.args?.[0]?.description;
    if (kind) for (const name of option.name) kinds.set(`${path.join(' ')} ${name}`, kind);
  }
  for (const child of command.subcommands ?? []) collectKinds(child, [...path, child.name[0]!], kinds);
}

/** Manual-page markup out of the descriptions. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/\n\+\n/g, ' ')
    .replace(/\n *[:+]+ *(?=\n|$)/g, ' ')
    .replace(/:::+/g, ':')
    .replace(/``([^`']+)''/g, '$1')
    .replace(/`{3}([^`]+)`{3}/g, '$1')
    .replace(/(^|[\s(])[_*]([\w<>-]+)[_*](?=[\s.,;:)]|$)/g, '$1$2')
    .replace(/gcloud_([a-z_-]+)\(1\)/g, (_, path: string) => `gcloud ${path.replaceAll('_', ' ')}`)
    .replace(/\s+/g, ' ')
    .trim();
}

function cleaned(command: FigCommand): FigCommand {
  const words = <T extends { description?: string }>(each: T): T =>
    each.description === undefined ? each : { ...each, description: withoutMarkup(each.description) };
  return {
    ...words(command),
    options: (command.options ?? []).map((option): FigOption => words(option)),
    args: (command.args ?? []).map(words),
    subcommands: (command.subcommands ?? []).map(cleaned),
  };
}
