import type { Field, Ingested, Invocation, Operation, Parameter, Source, ValueSchema } from '../schema/operation.ts';
import { joinOperations } from './merge-operation.ts';

/** One source's reading of a provider. Where two describe the same call, the higher precedence wins and the lower fills gaps. */
export interface MergePart {
  ingested: Ingested;
  precedence: number;
}

/**
 * Joins several sources of the same providers: one `Ingested` a provider, sorted by provider, its operations by id.
 *
 * Two operations are the same where they share a way of being called (a command path with all its spellings, an HTTP method and path, a
 * Python or TypeScript path) or an id. No operation is lost, and no type: a type whose name is taken by another shape is renamed.
 */
export function mergeIngested(given: MergePart[]): Ingested[] {
  const parts = given.map((part) => ({ ...part, ingested: atHome(part.ingested) }));
  const byProvider = new Map<string, MergePart[]>();
  for (const part of parts) {
    byProvider.set(part.ingested.provider, [...(byProvider.get(part.ingested.provider) ?? []), part]);
  }
  return [...byProvider.entries()]
    .sort(([left], [right]) => compare(left, right))
    .map(([provider, group]) => mergeProvider(provider, group));
}

/** Programs that are part of another provider: sources of programs name them by the program. */
const HOME: Record<string, string> = {
  kubectl: 'kubernetes',
  kubectx: 'kubernetes',
  kubens: 'kubernetes',
  'docker-compose': 'docker',
  flyctl: 'fly',
  'ansible-playbook': 'ansible',
  'ansible-galaxy': 'ansible',
  'ansible-vault': 'ansible',
  'ansible-inventory': 'ansible',
  'ansible-doc': 'ansible',
  'ansible-config': 'ansible',
};

function atHome(ingested: Ingested): Ingested {
  const provider = HOME[ingested.provider];
  return provider ? movedTo(provider, ingested) : ingested;
}

/** The same operations as another provider's, ids and all. */
export function movedTo(provider: string, ingested: Ingested): Ingested {
  const idOf = (id: string): string => `${provider}:${id.slice(id.indexOf(':') + 1)}`;
  return {
    ...ingested,
    provider,
    operations: ingested.operations.map((operation) => ({ ...operation, provider, id: idOf(operation.id) })),
    ...(ingested.whole ? { whole: ingested.whole.map(idOf) } : {}),
  };
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function mergeProvider(provider: string, parts: MergePart[]): Ingested {
  // Higher precedence first; equal ones in the order given, since sort is stable.
  const ordered = [...parts].sort((left, right) => right.precedence - left.precedence);
  const sources: Source[] = [];
  const types: Record<string, ValueSchema> = {};
  const whole = new Set<string>();
  const merged: (Operation | undefined)[] = [];
  const places = new Map<string, number>();
  for (const { ingested } of ordered) {
    const sourceAt = ingested.sources.map((source) => indexOf(source, sources));
    const rename = addTypes(ingested.types, types);
    const wholeHere = new Set(ingested.whole);
    // Paths within one document are its own: it may give two operations one path, which then both stay.
    const own = new Map<string, number>();
    for (const original of ingested.operations) {
      const operation = moved(original, sourceAt, rename);
      const keys = keysOf(operation);
      const at = keys.map((key) => places.get(key)).find((place) => place !== undefined);
      const found = at === undefined ? undefined : merged[at];
      if (at !== undefined && found) {
        merged[at] = joinOperations(found, operation, whole.has(found.id));
        for (const key of keys) if (!places.has(key)) own.set(key, at);
        continue;
      }
      merged.push(operation);
      if (wholeHere.has(operation.id)) whole.add(operation.id);
      for (const key of keys) if (!own.has(key)) own.set(key, merged.length - 1);
    }
    for (const [key, place] of own) if (!places.has(key)) places.set(key, place);
  }
  const operations = uniqueIds(merged.filter((operation) => operation !== undefined));
  const globals = joinGlobals(ordered.flatMap(({ ingested: { globals } }) => (globals ? [globals] : [])));
  const result: Ingested = {
    provider,
    sources,
    operations: operations.sort((left, right) => compare(left.id, right.id)),
    types,
    ...(globals ? { globals } : {}),
    skipped: ordered.flatMap(({ ingested }) => ingested.skipped),
  };
  const ids = new Set(operations.map((operation) => operation.id));
  const kept = [...whole].filter((id) => ids.has(id)).sort(compare);
  if (kept.length > 0) result.whole = kept;
  return result;
}

/** The common options of each program, those of the first table that has them winning. */
function joinGlobals(tables: Record<string, Parameter[]>[]): Record<string, Parameter[]> | undefined {
  const joined = new Map<string, Parameter[]>();
  for (const [program, options] of tables.flatMap((table) => Object.entries(table))) {
    const have = joined.get(program) ?? [];
    const known = new Set(have.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]));
    joined.set(program, [...have, ...options.filter(({ name }) => !known.has(name))]);
  }
  return joined.size > 0 ? Object.fromEntries(joined) : undefined;
}

/** What makes two operations the same. An HTTP path is compared with its parameters' names left out. */
export function keysOf(operation: Operation): string[] {
  return [...operation.invocations.map(keyOf), `id ${operation.id}`];
}

function keyOf(invocation: Invocation): string {
  const path = invocation.surface === 'http' ? invocation.path.replace(/\{[^}]*\}/g, '{}') : invocation.path;
  const within = invocation.surface === 'http' ? invocation.server : 'package' in invocation ? invocation.package : '';
  return `${invocation.surface} ${within} ${path}`;
}

function indexOf(source: Source, sources: Source[]): number {
  const at = sources.findIndex(
    ({ package: name, version, licence, sha256 }) =>
      name === source.package && version === source.version && licence === source.licence && sha256 === source.sha256,
  );
  if (at >= 0) return at;
  return sources.push(source) - 1;
}

/** Adds types to the table; answers the new names of those whose old name another shape has. */
function addTypes(from: Record<string, ValueSchema>, into: Record<string, ValueSchema>): Map<string, string> {
  const rename = new Map<string, string>();
  for (const name of Object.keys(from)) {
    const taken = into[name];
    if (!taken || JSON.stringify(taken) === JSON.stringify(from[name])) continue;
    let free = 2;
    while (into[`${name}~${free}`] || from[`${name}~${free}`]) free++;
    rename.set(name, `${name}~${free}`);
  }
  for (const [name, schema] of Object.entries(from)) into[rename.get(name) ?? name] = withRefs(schema, rename);
  return rename;
}

function moved(operation: Operation, sourceAt: number[], rename: Map<string, string>): Operation {
  const source = sourceAt[operation.origin.source] ?? operation.origin.source;
  return {
    ...operation,
    origin: { ...operation.origin, source },
    parameters:
      rename.size === 0 ? operation.parameters : operation.parameters.map((parameter) => withRefs(parameter, rename)),
  };
}

function withRefs<T extends ValueSchema>(schema: T, rename: Map<string, string>): T {
  if (rename.size === 0) return schema;
  const copy = { ...schema };
  if (copy.ref !== undefined) copy.ref = rename.get(copy.ref) ?? copy.ref;
  if (copy.items) copy.items = withRefs(copy.items, rename);
  if (copy.fields) copy.fields = copy.fields.map((field: Field) => withRefs(field, rename));
  return copy;
}

/** Two different calls under one id (a source's fault) stay apart under numbered ids. */
function uniqueIds(operations: Operation[]): Operation[] {
  const taken = new Set<string>();
  return operations.map((operation) => {
    let id = operation.id;
    for (let number = 2; taken.has(id); number++) id = `${operation.id}~${number}`;
    taken.add(id);
    return id === operation.id ? operation : { ...operation, id };
  });
}
