import type { Argument, Call, Provenance } from '../../schema/call.ts';
import { locate } from '../../schema/locate.ts';
import type { Json, Operation, Source, ValueSchema } from '../../schema/operation.ts';
import { resolve, type Zoo } from '../../zoo/zoo.ts';

/** Why an argument stands in the call. */
export interface ExplainedArgument {
  name: string;
  value: Json;
  from: Provenance['kind'];
  /** The words of the request that filled it. */
  words?: string;
  /** How the words became the value, where they are not the value themselves. */
  how?: string;
  documentation?: string;
}

/** A required value that the request does not give. */
export interface Blank {
  name: string;
  type: string;
  format?: string;
  enum?: string[];
  constraints?: ValueSchema['constraints'];
  documentation?: string;
}

export interface ExplainedCall {
  arguments: ExplainedArgument[];
  blanks: Blank[];
  /** The document that says so. */
  source?: Source;
}

/** The schema behind an argument's name: the parameter's, or that of the field a dotted path leads to. */
export function schemaOf(
  zoo: Pick<Zoo, 'type'>,
  operation: Operation,
  name: string,
): (ValueSchema & { description?: string }) | undefined {
  const look = (schema: ValueSchema) => resolve(zoo, operation.provider, schema);
  const located = locate(operation, name, look);
  if (!located) return operation.parameters.find((parameter) => parameter.aliases?.includes(name));
  let at: (ValueSchema & { description?: string }) | undefined = located.parameter;
  for (const segment of located.segments) {
    if (!at) return undefined;
    const shape: ValueSchema = look(at);
    at = shape.fields?.find((field) => field.name === segment) ?? shape.items;
  }
  return at;
}

function explainedArgument(zoo: Zoo, operation: Operation, argument: Argument, request: string): ExplainedArgument {
  const { from } = argument;
  const explained: ExplainedArgument = { name: argument.name, value: argument.value, from: from.kind };
  if ('start' in from) explained.words = request.slice(from.start, from.end);
  if (from.kind === 'request' && from.how) explained.how = from.how;
  if (from.kind === 'example') explained.how = from.example;
  const documentation = schemaOf(zoo, operation, argument.name)?.description;
  if (documentation) explained.documentation = documentation;
  return explained;
}

function blank(zoo: Zoo, operation: Operation, name: string): Blank {
  const schema = schemaOf(zoo, operation, name);
  const found: Blank = { name, type: schema?.type ?? 'string' };
  const resolved = schema && resolve(zoo, operation.provider, schema);
  if (resolved?.format) found.format = resolved.format;
  if (resolved?.enum) found.enum = resolved.enum;
  if (resolved?.constraints) found.constraints = resolved.constraints;
  if (schema?.description) found.documentation = schema.description;
  return found;
}

export function explainCall(zoo: Zoo, operation: Operation, call: Call, request: string): ExplainedCall {
  const explained: ExplainedCall = {
    arguments: call.arguments.map((argument) => explainedArgument(zoo, operation, argument, request)),
    blanks: call.missing.map((name) => blank(zoo, operation, name)),
  };
  const source = sourceOf(zoo, operation);
  if (source) explained.source = source;
  return explained;
}

export function sourceOf(zoo: Zoo, operation: Operation): Source | undefined {
  const provider = zoo.providers().find((info) => info.provider === operation.provider);
  return provider?.sources[operation.origin.source];
}
