import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Invocation, Operation, Parameter, Source } from '../../schema/operation.ts';
import { parseParameterLine } from './parameter-line.ts';
import { SUPPLEMENT_SCHEMA, type Supplement, type SupplementCommand } from './supplement-schema.ts';

const validate = new Ajv({ allErrors: true }).compile<Supplement>(SUPPLEMENT_SCHEMA);

/** Aliases are not expanded more than this: a supplement needs none. */
const MAX_ALIASES = 100;

/**
 * Reads one supplement (YAML) into its providers' operations, in the file's order.
 *
 * `file` is the name that origins and messages show. Fails: `source-unreadable` with the place where the text is not YAML, not a
 * supplement, or has a parameter line that cannot be read.
 */
export function ingestSupplement(text: string, file: string, source: Source): Ingested[] {
  const supplement = read(text, file);
  const byProvider = new Map<string, Ingested>();
  for (const [path, command] of Object.entries(supplement.commands)) {
    const provider = command.provider ?? supplement.provider ?? path.split(' ')[0] ?? path;
    const ingested = byProvider.get(provider) ?? {
      provider,
      sources: [source],
      operations: [],
      types: {},
      skipped: [],
      whole: [],
    };
    byProvider.set(provider, ingested);
    const operation = operationOf(path, command, supplement, provider, file);
    ingested.operations.push(operation);
    if (command.whole) ingested.whole?.push(operation.id);
  }
  return [...byProvider.values()];
}

function read(text: string, file: string): Supplement {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: MAX_ALIASES, merge: true });
  } catch (cause) {
    throw new AppError(
      'source-unreadable',
      `${file}: not YAML: ${(cause as Error).message}`,
      'Mend the YAML at the line named.',
      cause,
    );
  }
  if (validate(value)) return value;
  const first = validate.errors?.[0];
  throw new AppError(
    'source-unreadable',
    `${file}${first?.instancePath ?? ''}: ${first?.message ?? 'not a supplement'}`,
    'See supplement-schema.ts for what a supplement holds.',
  );
}

function operationOf(
  path: string,
  command: SupplementCommand,
  supplement: Supplement,
  provider: string,
  file: string,
): Operation {
  const where = `${file}#${path}`;
  const operation: Operation = {
    id: `${provider}:${path}`,
    provider,
    service: path.split(' ')[0] ?? path,
    name: path,
    kind: 'cli',
    summary: command.is,
    parameters: parametersOf(command, supplement, where),
    invocations: [path, ...(command.aka ?? [])].map((spelling) => invocationOf(spelling, command)),
    origin: { source: 0, pointer: where },
  };
  if (command.more) operation.description = command.more;
  if (supplement.version) operation.version = supplement.version;
  if (command.destructive) operation.destructive = true;
  if (command.deprecated) operation.deprecated = true;
  if (command.groups) operation.groups = command.groups.map((parameters) => ({ parameters }));
  if (command.examples) {
    operation.examples = Object.entries(command.examples).map(([instruction, call]) => ({
      instruction,
      call,
      surface: 'cli' as const,
    }));
  }
  return operation;
}

function invocationOf(path: string, command: SupplementCommand): Invocation {
  return command.order === 'positionals-first'
    ? { surface: 'cli', path, positionalsFirst: true }
    : { surface: 'cli', path };
}

/** The command's own lines, then those of the blocks it uses; its own win. */
function parametersOf(command: SupplementCommand, supplement: Supplement, where: string): Parameter[] {
  const parameters = linesOf(command.params).map((line) => parseParameterLine(line, where));
  const known = new Set<string>();
  for (const parameter of parameters) {
    for (const spelling of [parameter.name, ...(parameter.aliases ?? [])]) {
      if (known.has(spelling)) {
        throw new AppError('source-unreadable', `${where}: "${spelling}" stands twice`, 'Keep one of the two lines.');
      }
      known.add(spelling);
    }
  }
  for (const name of command.use ?? []) {
    const block = supplement.shared?.[name];
    if (block === undefined)
      throw new AppError('source-unreadable', `${where}: no shared block "${name}"`, 'Add it under `shared`.');
    for (const line of linesOf(block)) {
      const parameter = parseParameterLine(line, `${where} (${name})`);
      if (known.has(parameter.name)) continue;
      const aliases = parameter.aliases?.filter((alias) => !known.has(alias));
      if (aliases?.length) parameter.aliases = aliases;
      else delete parameter.aliases;
      for (const spelling of [parameter.name, ...(aliases ?? [])]) known.add(spelling);
      parameters.push(parameter);
    }
  }
  return parameters;
}

const linesOf = (block: string | undefined): string[] => (block ?? '').split('\n').filter((line) => line.trim() !== '');
