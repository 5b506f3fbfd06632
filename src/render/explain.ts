import type { Call, Provenance } from '../schema/call.ts';
import { locate } from '../schema/locate.ts';
import type { Field, Json, Operation, Parameter, Source, ValueSchema } from '../schema/operation.ts';
import { resolve, type Zoo } from '../zoo/zoo.ts';
import { resolver, surfacePath } from './shape.ts';

/** Why one argument is what it is, for surfaces to lay out. */
export interface Explanation {
  /** As the call's surface names it. */
  argument: string;
  /** Absent: a blank. */
  value?: Json;
  /** The words of the request that filled it, and how they became the value. */
  words?: string;
  from?: Provenance;
  /** What its document says of it: one line. */
  documentation?: string;
  required: boolean;
  enum?: string[];
  /** `pypi:botocore 1.44.5`. */
  source?: string;
}

function fieldAt(
  zoo: Pick<Zoo, 'type'>,
  operation: Operation,
  parameter: Parameter,
  segments: (string | number)[],
): Field | Parameter {
  let schema: ValueSchema = parameter;
  let named: Field | Parameter = parameter;
  for (const segment of segments) {
    const shape: ValueSchema = resolve(zoo, operation.provider, schema);
    const field: Field | undefined =
      typeof segment === 'string' ? shape.fields?.find(({ name }) => name === segment) : undefined;
    if (field) named = field;
    const next: ValueSchema | undefined = field ?? shape.items;
    if (!next) return named;
    schema = next;
  }
  return named;
}

/** `sourceOf` gives the source behind an operation's `origin.source`, where the caller knows the pack. */
export function explainCall(
  zoo: Pick<Zoo, 'type'>,
  operation: Operation,
  call: Call,
  request: string,
  sourceOf?: (operation: Operation) => Source | undefined,
): Explanation[] {
  const source = sourceOf?.(operation);
  const describe = (name: string): Explanation => {
    const located = locate(operation, name, resolver(zoo, operation));
    const field = located && fieldAt(zoo, operation, located.parameter, located.segments);
    const line = field?.description?.split('\n', 1)[0];
    return {
      argument: surfacePath(zoo, operation, name, call.surface),
      required: field?.required === true,
      ...(line ? { documentation: line } : {}),
      ...(field?.enum ? { enum: field.enum } : {}),
      ...(source ? { source: `${source.package} ${source.version}` } : {}),
    };
  };
  const filled = call.arguments.map(({ name, value, from }) => ({
    ...describe(name),
    value,
    from,
    ...('start' in from ? { words: request.slice(from.start, from.end) } : {}),
  }));
  return [...filled, ...call.missing.map(describe)];
}
