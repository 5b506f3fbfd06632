import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import schema from '../../../community/entry.schema.json' with { type: 'json' };
import { AppError } from '../../schema/error.ts';
import type { Ingested, Json, Operation, Surface, ValueSchema } from '../../schema/operation.ts';

/** A request with its right answer, in the words of eval/FORMAT.md. */
export interface EntryExample {
  request: string;
  surface?: Surface;
  op: string;
  args?: Record<string, Json>;
  missing?: string[];
}

/** One file of the community zoo: an API's operations as records, and requests that must be answered right. */
export interface Entry {
  $schema?: string;
  name: string;
  title: string;
  description?: string;
  homepage?: string;
  version: string;
  licence: string;
  attribution?: string;
  source: string;
  operations: Omit<Operation, 'id' | 'provider' | 'origin'>[];
  types?: Record<string, ValueSchema>;
  examples: EntryExample[];
}

const MOST_FAULTS = 8;
let validate: ValidateFunction | undefined;

/** What is wrong with a file, each with its place; empty for an entry. */
export function entryFaults(value: unknown): string[] {
  validate ??= new Ajv({ allErrors: true, strict: false }).compile(schema);
  if (validate(value)) return [];
  return [
    ...new Set((validate.errors ?? []).map((error: ErrorObject) => `${error.instancePath || '/'} ${error.message}`)),
  ].slice(0, MOST_FAULTS);
}

/** Reads an entry. Fails: `source-unreadable` where it does not keep to the schema. */
export function ingestEntry(value: unknown, sha256?: string): Ingested {
  const faults = entryFaults(value);
  if (faults.length > 0)
    throw new AppError(
      'source-unreadable',
      `This is no entry of the community zoo: ${faults.join('; ')}`,
      'The schema is community/entry.schema.json.',
    );
  const entry = value as Entry;
  const { name, version, licence, attribution } = entry;
  const source = {
    package: entry.source,
    version,
    licence,
    ...(attribution ? { attribution } : {}),
    ...(sha256 ? { sha256 } : {}),
  };
  const taken = new Set<string>();
  const skipped: Ingested['skipped'] = [];
  const operations = entry.operations.flatMap((one, i): Operation[] => {
    const pointer = `#/operations/${i}`;
    if (taken.has(one.name)) {
      skipped.push({ pointer, reason: `the operation ${one.name} stands twice; the first is read` });
      return [];
    }
    taken.add(one.name);
    return [{ ...one, id: `${name}:${one.name}`, provider: name, origin: { source: 0, pointer } }];
  });
  return { provider: name, sources: [source], operations, types: entry.types ?? {}, skipped };
}
