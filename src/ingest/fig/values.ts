import type { ValueSchema } from '../../schema/operation.ts';
import type { FigArgument } from './spec.ts';

const MAX_ENUM = 40;
const COUNTS =
  /^(?:n|num(?:ber)?|count|int(?:eger)?|uint\d*|port|lines?|seconds|secs|milliseconds|ms|bytes|depth|limit|pid|fd)$/;
const PATHS =
  /^(?:file(?:name|path)?s?|path(?:name)?s?|dir(?:ectory)?|folder|output-?(?:file|dir)|.*[-_ ](?:file|path|dir|directory|folder))$/;

/** What can be told of a value from its name, its template and its suggestions. */
export function valueSchemaOf(argument: FigArgument): ValueSchema {
  const name = (argument.name ?? '').toLowerCase().replace(/[<>[\]{}.]/g, '');
  const values = closedList(argument);
  const isBoolean = values?.length === 2 && values.includes('true') && values.includes('false');
  const schema: ValueSchema = { type: isBoolean ? 'boolean' : COUNTS.test(name) ? 'integer' : 'string' };
  const templates = argument.template ?? [];
  if (templates.includes('filepaths') || templates.includes('folders') || argument.isScript || PATHS.test(name))
    schema.format = 'path';
  else if (/^ur[il]$/.test(name)) schema.format = 'uri';
  else if (/^e-?mail$/.test(name)) schema.format = 'email';
  if (values && !isBoolean && schema.type === 'string' && schema.format === undefined)
    // A completion need not know every value: `jsonpath=…`, a driver that came later.
    Object.assign(schema, { enum: values, open: true });
  if (argument.default !== undefined && argument.default !== '') schema.default = argument.default;
  return schema;
}

/** Suggestions that are all there is: none comes from a program or from the disk, none is a beginning
 * (`jsonpath=`), a number, a path, or a version of something that will have newer ones (`MYSQL_5_7`). */
function closedList({ suggestions, generated, template }: FigArgument): string[] | undefined {
  if (!suggestions || generated || (template?.length ?? 0) > 0) return undefined;
  const values = [...new Set(suggestions)];
  if (values.length < 2 || values.length > MAX_ENUM) return undefined;
  return values.every((value) => /^[A-Za-z][\w.+-]*$/.test(value) && !/[a-z]_\d/i.test(value)) ? values : undefined;
}
