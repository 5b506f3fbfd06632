import type { Example, Invocation, Json, Operation } from '../schema/operation.ts';
import { packParameter, unpackParameter } from './record-schema.ts';

const LETTERS = { cli: 'c', http: 'h', python: 'p', typescript: 't' } as const;
const SURFACES: Record<string, Invocation['surface']> = { c: 'cli', h: 'http', p: 'python', t: 'typescript' };

type Rest = { [key: string]: unknown };

function packInvocation(invocation: Invocation): Json {
  const { surface, path, ...rest } = invocation as Invocation & Rest;
  const tuple: Json[] = [LETTERS[invocation.surface], path];
  const main = surface === 'http' ? 'server' : 'package';
  if (surface !== 'cli') {
    tuple.push(rest[main] as string);
    delete rest[main];
  }
  if (Object.keys(rest).length > 0) tuple.push(rest as Json);
  return tuple;
}

function unpackInvocation(tuple: Json[]): Invocation {
  const surface = SURFACES[tuple[0] as string]!;
  const invocation: Rest = { surface, path: tuple[1] };
  if (surface !== 'cli') invocation[surface === 'http' ? 'server' : 'package'] = tuple[2];
  return Object.assign(invocation, tuple[surface === 'cli' ? 2 : 3]) as unknown as Invocation;
}

/**
 * An operation as one line of JSON:
 * `[id without provider, name or 0 where it is the same, service or 0, kind, summary, description or 0, parameters, invocations, source, pointer, rest?]`.
 */
export function packOperation(operation: Operation, provider: string): string {
  const {
    id,
    provider: own,
    service,
    name,
    kind,
    summary,
    description,
    parameters,
    invocations,
    origin,
    ...rest
  } = operation;
  const packed: Rest = { ...rest };
  const prefix = `${provider}:`;
  const short = id.startsWith(prefix) ? id.slice(prefix.length) : id;
  if (!id.startsWith(prefix)) packed['id'] = id;
  if (own !== provider) packed['provider'] = own;
  if (rest.examples) packed['examples'] = rest.examples.map((one) => [one.instruction, one.call, LETTERS[one.surface]]);
  const tuple: Json[] = [
    short,
    name === short ? 0 : name,
    service ?? 0,
    kind,
    summary,
    description ?? 0,
    parameters.map(packParameter),
    invocations.map(packInvocation),
    origin.source,
    origin.pointer,
  ];
  if (Object.keys(packed).length > 0) tuple.push(packed as Json);
  return JSON.stringify(tuple);
}

type Tuple = [string, string | 0, string | 0, string, string, string | 0, Json[][], Json[][], number, string, Rest?];

export function unpackOperation(line: string, provider: string): Operation {
  const [short, name, service, kind, summary, description, parameters, invocations, source, pointer, rest] = JSON.parse(
    line,
  ) as Tuple;
  const operation: Rest = { id: `${provider}:${short}`, provider };
  if (service !== 0) operation['service'] = service;
  operation['name'] = name === 0 ? short : name;
  operation['kind'] = kind;
  operation['summary'] = summary;
  if (description !== 0) operation['description'] = description;
  operation['parameters'] = parameters.map(unpackParameter);
  operation['invocations'] = invocations.map(unpackInvocation);
  operation['origin'] = { source, pointer };
  if (rest) {
    Object.assign(operation, rest);
    if (rest['examples']) operation['examples'] = (rest['examples'] as [string, string, string][]).map(unpackExample);
  }
  return operation as unknown as Operation;
}

function unpackExample([instruction, call, surface]: [string, string, string]): Example {
  return { instruction, call, surface: SURFACES[surface]! };
}
