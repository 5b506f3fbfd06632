import type { Parameter } from '../../schema/operation.ts';
import type { FigArgument } from './spec.ts';
import { plain, shorten } from './text.ts';
import { valueSchemaOf } from './values.ts';

/** The positionals of a command, in order. An argument that is a command takes the rest of the line; behind a script come the script's own arguments. */
export function positionalsOf(args: FigArgument[]): Parameter[] {
  const taken = new Set<string>();
  const parameters: Parameter[] = [];
  const unique = (name: string): string => {
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
    taken.add(free);
    return free;
  };
  args.forEach((argument, index) => {
    const parameter: Parameter = { name: unique(nameOf(argument)), in: 'positional', ...valueSchemaOf(argument) };
    const description = shorten(plain(argument.description ?? ''));
    if (description) parameter.description = description;
    if (!argument.isOptional) parameter.required = true;
    if (argument.isCommand || (index > 0 && index === args.length - 1 && /^(?:command|cmd)$/i.test(parameter.name)))
      parameter.rest = true;
    else if (argument.isVariadic) parameter.repeats = true;
    parameters.push(parameter);
    if (argument.isScript && index === args.length - 1) {
      parameters.push({ name: unique('arguments'), in: 'positional', type: 'string', rest: true });
    }
  });
  return parameters;
}

function nameOf(argument: FigArgument): string {
  const given = (argument.name ?? '')
    .replace(/[<>[\]{}()=]|\.{2,}|…/g, ' ')
    .trim()
    .replace(/[\s/|,]+/g, '-');
  if (given !== '' && given.length <= 40) return given;
  if (argument.isCommand) return 'command';
  if (argument.template?.includes('filepaths')) return 'file';
  return argument.template?.includes('folders') ? 'folder' : 'argument';
}
