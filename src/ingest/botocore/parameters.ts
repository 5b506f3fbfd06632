import type { Parameter, ValueSchema } from '../../schema/operation.ts';
import { isFlag, optionOf, positionalsOf } from './argument.ts';
import type { CommandArgument } from './command-table.ts';
import type { Member, Shape } from './service-model.ts';
import type { ShapeReader } from './shapes.ts';
import { xformName } from './xform-name.ts';

/** On every API command: kept with the program's options (globals.ts). */
const SHARED = new Set(['--cli-input-json', '--generate-cli-skeleton']);

const SDK = ['python', 'typescript'] as const;

/** The flags that stand for the same thing as this one. */
function siblings(args: CommandArgument[], argument: CommandArgument): CommandArgument[] {
  if (argument.group === undefined || !argument.name.startsWith('--')) return [];
  return args.filter((other) => other !== argument && other.group === argument.group);
}

/** The `--dry-run` of a `--no-dry-run`. `--no-reboot` has none: it is the API's own `NoReboot`, whose opposite is `--reboot`. */
function positiveOf(args: CommandArgument[], argument: CommandArgument): CommandArgument | undefined {
  if (argument.member !== undefined && argument.action === 'store_true' && !argument.hidden && isOwnMember(argument))
    return undefined;
  return siblings(args, argument).find((other) => `--no-${other.name.slice(2)}` === argument.name);
}

/** `--no-reboot` is what `NoReboot` is called. */
function isOwnMember(argument: CommandArgument): boolean {
  return argument.member !== undefined && `--${xformName(argument.member, '-')}` === argument.name;
}

function opposites(args: CommandArgument[], argument: CommandArgument): string[] {
  if (!isFlag(argument)) return [];
  return siblings(args, argument)
    .filter((other) => isFlag(other) && positiveOf(args, other) !== argument)
    .map((other) => other.name);
}

/** The options and positionals of a command, in its order, and the API members that they fill. */
class CommandParameters {
  readonly parameters: Parameter[] = [];
  readonly covered = new Set<string>();
  readonly #args: CommandArgument[];
  readonly #input: Shape | undefined;
  readonly #reader: ShapeReader | undefined;
  readonly #shared: boolean;
  readonly #pages: boolean;

  constructor(args: CommandArgument[], input: Shape | undefined, reader: ShapeReader | undefined, shared: boolean) {
    this.#args = args.filter((argument) => !SHARED.has(argument.name));
    this.#input = input;
    this.#reader = reader;
    this.#shared = shared;
    this.#pages = args.some((argument) => argument.name === '--starting-token');
    for (const argument of this.#args) this.#add(argument);
  }

  #memberOf(argument: CommandArgument): [string, Member] | undefined {
    const members = this.#input?.members ?? {};
    const name = argument.member ?? Object.keys(members).find((key) => `--${xformName(key, '-')}` === argument.name);
    const member = name === undefined ? undefined : members[name];
    return name !== undefined && member ? [name, member] : undefined;
  }

  /** The visible argument of which a hidden one is an old spelling. */
  #current(argument: CommandArgument): Parameter | undefined {
    const current = this.#args.find(
      (other) =>
        !other.hidden &&
        other.member === argument.member &&
        other.type === argument.type &&
        other.action === argument.action,
    );
    return argument.hidden && argument.member !== undefined && current
      ? this.parameters.find((parameter) => parameter.name === current.name)
      : undefined;
  }

  #add(argument: CommandArgument): void {
    if (positiveOf(this.#args, argument)) return;
    const positionals = positionalsOf(argument);
    if (positionals.length > 0) {
      this.parameters.push(...positionals.map((parameter) => this.#onlyHere(parameter)));
      return;
    }
    const current = this.#current(argument);
    if (current) {
      current.aliases = [...(current.aliases ?? []), argument.name];
      return;
    }
    this.parameters.push(this.#option(argument));
  }

  #option(argument: CommandArgument): Parameter {
    const found = this.#memberOf(argument);
    const model = found && this.#reader ? modelOf(this.#reader, found) : undefined;
    const option = optionOf(argument, model);
    if (this.#args.some((other) => positiveOf(this.#args, other) === argument)) option.negatable = true;
    const excludes = opposites(this.#args, argument);
    if (excludes.length > 0) option.excludes = excludes;
    // Page tokens are hidden because awscli turns the pages itself; they are no less right for it.
    if (argument.hidden && !this.#pages) return this.#onlyHere({ ...option, deprecated: true });
    if (!found || this.covered.has(found[0])) return this.#onlyHere(option);
    const [name, member] = found;
    this.covered.add(name);
    if (this.#reader?.isDeprecated(member)) option.deprecated = true;
    return this.#shared ? { ...option, names: { python: name, typescript: name } } : option;
  }

  #onlyHere(parameter: Parameter): Parameter {
    return this.#shared ? { ...parameter, surfaces: ['cli'] } : parameter;
  }
}

function modelOf(reader: ShapeReader, [name, member]: [string, Member]): { schema: ValueSchema; description: string } {
  return { schema: reader.schema(member, name), description: reader.description(member) };
}

/** A member of the API's input as the SDKs take it. */
function memberParameter(reader: ShapeReader, input: Shape, name: string, member: Member): Parameter {
  const { schema, description } = modelOf(reader, [name, member]);
  return {
    name,
    in: 'body',
    ...schema,
    ...(input.required?.includes(name) && !member.idempotencyToken ? { required: true } : {}),
    ...(description ? { description } : {}),
    ...(reader.isDeprecated(member) ? { deprecated: true } : {}),
  };
}

/** The parameters of an API operation: what the command line takes, then what only the SDKs take. */
export function operationParameters(
  args: CommandArgument[] | undefined,
  input: Shape | undefined,
  reader: ShapeReader,
): Parameter[] {
  if (!input) return args ? new CommandParameters(args, input, reader, true).parameters : [];
  const members = Object.entries(input.members ?? {});
  if (!args) return members.map(([name, member]) => memberParameter(reader, input, name, member));
  const command = new CommandParameters(args, input, reader, true);
  const rest = members.filter(([name]) => !command.covered.has(name));
  return [
    ...command.parameters,
    ...rest.map(([name, member]) => ({ ...memberParameter(reader, input, name, member), surfaces: [...SDK] })),
  ];
}

/** The parameters of a command that exists on the command line alone; `input` is the API's where it calls one (`wait`). */
export function commandParameters(args: CommandArgument[], input?: Shape, reader?: ShapeReader): Parameter[] {
  return new CommandParameters(args, input, reader, false).parameters;
}
