import type { Operation, Parameter } from '../schema/operation.ts';

/** The program of an operation's command line: the first word of its path. */
export function programOf(operation: Operation): string | undefined {
  const cli = operation.invocations.find((invocation) => invocation.surface === 'cli');
  return cli?.path.split(' ', 1)[0];
}

/** A program's common options as they stand in every one of its operations: marked, and of the command line alone. */
export function asGlobals(parameters: Parameter[]): Parameter[] {
  return parameters.map((parameter) => ({ ...parameter, global: true, surfaces: parameter.surfaces ?? ['cli'] }));
}

/** Appends a program's common options to the operation's own, in place; the operation's own parameter of the same name wins. The option objects are shared. */
export function appendGlobals(operation: Operation, globals: Parameter[] | undefined): Operation {
  if (!globals || globals.length === 0) return operation;
  const own = new Set<string>();
  for (const parameter of operation.parameters) {
    own.add(parameter.name);
    for (const alias of parameter.aliases ?? []) own.add(alias);
  }
  for (const option of globals) if (!own.has(option.name)) operation.parameters.push(option);
  return operation;
}
