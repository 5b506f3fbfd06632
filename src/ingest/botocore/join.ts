import type { Invocation, Operation, ValueSchema } from '../../schema/operation.ts';
import { type Command, cliPath, isWaiter } from './command-table.ts';
import { isDestructive } from './destructive.ts';
import { summarise } from './documentation.ts';
import { commandParameters, operationParameters } from './parameters.ts';
import type { ServiceModel } from './service-model.ts';
import { ShapeReader } from './shapes.ts';
import { xformName } from './xform-name.ts';

/** Indices into the pack's sources. */
const BOTOCORE = 0;
const AWSCLI = 1;

/** Everything that is known of a service: its API model, and the commands under its name on the command line. */
export interface ServiceParts {
  model?: ServiceModel;
  commands: Command[];
}

/**
 * The AWS SDK for JavaScript's package of a service.
 *
 * Source: its code generator names packages by the lower-case serviceId with dashes.
 */
export function clientPackage(serviceId: string): string {
  return `client-${serviceId.toLowerCase().replace(/\s+/g, '-')}`;
}

function sdkInvocations(model: ServiceModel, name: string): Invocation[] {
  const client = clientPackage(model.metadata.serviceId ?? model.service);
  return [
    { surface: 'python', path: `${model.service}.${xformName(name)}`, package: 'boto3' },
    { surface: 'typescript', path: `${client}.${name}Command`, package: `@aws-sdk/${client}` },
  ];
}

function words(path: string): string {
  const text = path.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sameArguments(one: Command, other: Command): boolean {
  const names = (command: Command) => command.args.map((argument) => argument.name).join(' ');
  return names(one) === names(other);
}

function apiOperation(model: ServiceModel, reader: ShapeReader, name: string, commands: Command[]): Operation {
  const api = model.operations[name]!;
  const command = commands[0];
  const input = api.input ? reader.shape(api.input.shape) : undefined;
  const deprecated = api.deprecated === true || (command?.hidden === true && commands.every((one) => one.hidden));
  return {
    id: `aws:${model.service}.${name}`,
    provider: 'aws',
    service: command?.path[0] ?? model.service,
    name,
    kind: command ? 'cli' : 'http',
    version: model.metadata.apiVersion,
    stability: 'stable',
    ...summarise(api.documentation ?? command?.description ?? '', words(xformName(name, '-'))),
    ...(deprecated ? { deprecated: true } : {}),
    parameters: operationParameters(command?.args, input, reader),
    invocations: [
      ...commands.map((one): Invocation => ({ surface: 'cli', path: cliPath(one) })),
      ...sdkInvocations(model, name),
    ],
    origin: {
      source: BOTOCORE,
      pointer: `${model.service}/${model.metadata.apiVersion}/service-2.json#/operations/${name}`,
    },
    ...(isDestructive(xformName(name, '-')) ? { destructive: true } : {}),
  };
}

/** A command that is no API operation: a customisation, or a waiter (whose arguments are those of the operation that it polls). */
function commandOperation(command: Command, parts: ServiceParts, reader: ShapeReader | undefined): Operation {
  const api = command.operation === undefined ? undefined : parts.model?.operations[command.operation];
  const input = api?.input && reader ? reader.shape(api.input.shape) : undefined;
  const path = command.path.join(' ');
  const state = words(command.path.slice(2).join(' ')).toLowerCase();
  const said = isWaiter(command)
    ? { summary: `Wait until ${state}`, description: summarise(command.description ?? '', '').summary }
    : summarise(command.description ?? '', words(path));
  return {
    id: `aws:${path}`,
    provider: 'aws',
    ...(command.path[0] ? { service: command.path[0] } : {}),
    name: command.path.slice(1).join(' ') || path,
    kind: 'cli',
    stability: 'stable',
    ...said,
    ...(command.hidden ? { deprecated: true } : {}),
    parameters: commandParameters(command.args, input, reader),
    invocations: [{ surface: 'cli', path: cliPath(command) }],
    origin: { source: AWSCLI, pointer: cliPath(command) },
    ...(isDestructive(command.path.at(-1) ?? '') ? { destructive: true } : {}),
  };
}

/** The commands that call an API operation, visible ones first; a customisation that stands in the operation's place is one too. */
function commandsOf(name: string, commands: Command[]): Command[] {
  const calling = commands.filter((command) => command.operation === name && !isWaiter(command));
  const found =
    calling.length > 0
      ? calling
      : commands.filter((c) => c.operation === undefined && c.path[1] === xformName(name, '-') && c.path.length === 2);
  const sorted = [...found].sort((one, other) => Number(one.hidden ?? false) - Number(other.hidden ?? false));
  return sorted.filter((command) => sameArguments(command, sorted[0]!));
}

/** The operations of one service, API operations first, each in the order of its source. `types` receives the structures. */
export function joinService(parts: ServiceParts, types: Record<string, ValueSchema>): Operation[] {
  const { model, commands } = parts;
  const reader = model ? new ShapeReader(model, types) : undefined;
  const operations: Operation[] = [];
  const used = new Set<Command>();
  if (model && reader) {
    // The key is the name that callers use; cloudfront's operations call themselves `CreateInvalidation2020_05_31`.
    for (const name of Object.keys(model.operations)) {
      const own = commandsOf(name, commands);
      for (const command of own) used.add(command);
      operations.push(apiOperation(model, reader, name, own));
    }
  }
  for (const command of commands) if (!used.has(command)) operations.push(commandOperation(command, parts, reader));
  return operations;
}
