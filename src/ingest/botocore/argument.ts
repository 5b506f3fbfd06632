import type { Field, Parameter, ValueSchema } from '../../schema/operation.ts';
import type { ArgumentSchema, CommandArgument } from './command-table.ts';
import { cutAt, plainText } from './documentation.ts';
import { DESCRIPTION_LENGTH, formatOf } from './shapes.ts';

const SCALARS: Record<string, ValueSchema> = {
  integer: { type: 'integer' },
  int: { type: 'integer' },
  long: { type: 'integer' },
  float: { type: 'number' },
  double: { type: 'number' },
  boolean: { type: 'boolean' },
  timestamp: { type: 'string', format: 'date-time' },
  blob: { type: 'binary', format: 'path' },
};

/** The schema of an argument that awscli made itself. */
export function schemaOf(schema: ArgumentSchema): ValueSchema {
  if (schema.type === 'list')
    return { type: 'array', items: schema.items ? schemaOf(schema.items) : { type: 'string' } };
  if (schema.type === 'map') return { type: 'map', items: schema.items ? schemaOf(schema.items) : { type: 'string' } };
  if (schema.type === 'structure') {
    return { type: 'object', ...(schema.members ? { fields: fieldsOf(schema.members, schema.required ?? []) } : {}) };
  }
  const scalar = SCALARS[schema.type];
  if (scalar) return { ...scalar };
  return schema.enum ? { type: 'string', enum: schema.enum } : { type: 'string' };
}

function fieldsOf(members: Record<string, ArgumentSchema>, required: string[]): Field[] {
  return Object.entries(members).map(([name, member]) => {
    const description = describe(member.doc);
    return {
      name,
      ...schemaOf(member),
      ...(required.includes(name) ? { required: true as const } : {}),
      ...(description ? { description } : {}),
    };
  });
}

export function describe(markup: string | undefined): string {
  return cutAt(plainText(markup ?? ''), DESCRIPTION_LENGTH);
}

/** `--dry-run` and `--no-dry-run` take no value. */
export function isFlag(argument: CommandArgument): boolean {
  return ['store_true', 'store_false', 'version'].includes(argument.action ?? '');
}

function formatted(argument: CommandArgument, schema: ValueSchema): ValueSchema {
  if (schema.type !== 'string' || schema.enum || schema.format) return schema;
  if (/(^|-)(outfile|file|path|dir|directory|bundle|ca-bundle)$/.test(argument.name))
    return { ...schema, format: 'path' };
  const format = formatOf(argument.name);
  return format ? { ...schema, format } : schema;
}

function ownSchema(argument: CommandArgument): ValueSchema {
  const own = formatted(argument, schemaOf(argument.schema ?? { type: argument.type }));
  const chosen: ValueSchema = argument.choices ? { type: 'string', enum: argument.choices } : own;
  const several =
    argument.nargs === '*' || argument.nargs === '+' || (typeof argument.nargs === 'number' && argument.nargs > 1);
  return several && chosen.type !== 'array' ? { type: 'array', items: chosen } : chosen;
}

/** `model` is the schema of the API's member, which knows more than the argument: used where it is of the same kind. */
function chooseSchema(argument: CommandArgument, model: ValueSchema | undefined): ValueSchema {
  if (isFlag(argument)) return { type: 'boolean' };
  const own = ownSchema(argument);
  const schema = model && (model.type === own.type || own.type === 'string') ? model : own;
  const { default: value } = argument;
  return value === undefined || schema.type === 'array' ? schema : { ...schema, default: value };
}

/** Where several values are given: `--ids a b`, `--filter x --filter y` (s3's filters have `nargs` 1: one value each time). */
function repetition(argument: CommandArgument, schema: ValueSchema): Partial<Parameter> {
  const again = argument.action === 'append' || argument.action === 'AppendFilter';
  return {
    ...(schema.type === 'array' ? { separator: ' ' as const } : {}),
    ...(again ? { repeats: true as const } : {}),
  };
}

/** One argument of a command line as a parameter. `model`: schema and description of the API member behind it. */
export function optionOf(argument: CommandArgument, model?: { schema: ValueSchema; description: string }): Parameter {
  const schema = chooseSchema(argument, model?.schema);
  const description = describe(argument.doc) || model?.description;
  const flag = isFlag(argument);
  return {
    name: argument.name,
    in: flag ? 'flag' : argument.name.startsWith('-') ? 'option' : 'positional',
    ...schema,
    ...(argument.required ? { required: true } : {}),
    ...(argument.nargs === '?' && argument.name.startsWith('-') ? { valueOptional: true } : {}),
    ...(argument.also ? { aliases: argument.also } : {}),
    ...(flag ? {} : repetition(argument, schema)),
    ...(description ? { description } : {}),
  };
}

/**
 * The positionals behind one argument: awscli calls the two paths of `s3 cp` together `paths`, which nobody could fill.
 * An empty list: the argument is no positional.
 */
export function positionalsOf(argument: CommandArgument): Parameter[] {
  if (argument.name.startsWith('-')) return [];
  if (argument.name === 'paths' && argument.nargs === 2) {
    const path = (name: string, description: string): Parameter => ({
      name,
      in: 'positional',
      type: 'string',
      format: 'path',
      required: true,
      description,
    });
    return [path('source', 'Local path or s3:// URI to read'), path('destination', 'Local path or s3:// URI to write')];
  }
  const optional = argument.nargs === '?' || argument.nargs === '*';
  const { nargs: _, ...single } = argument;
  const several = argument.nargs === '*' || argument.nargs === '+';
  const parameter = optionOf(several ? argument : single);
  const { synopsis } = argument;
  return [
    {
      ...parameter,
      name: argument.name === 'paths' ? 'path' : argument.name,
      ...(argument.name.startsWith('path') || argument.name === 'outfile' ? { format: 'path' } : {}),
      ...(optional ? {} : { required: true }),
      ...(several ? { repeats: true } : {}),
      ...(parameter.description || !synopsis ? {} : { description: synopsis }),
    },
  ];
}
