import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlockCache } from '../schema/block-cache.ts';
import { AppError } from '../schema/error.ts';
import type { Operation, ValueSchema } from '../schema/operation.ts';
import { CATALOG_FILE, readCatalog } from './catalog.ts';
import { EmbeddedZoo } from './embedded.ts';
import { PackReader } from './pack-reader.ts';
import { pathKey } from './path-key.ts';

export interface PacksFindings {
  packs: number;
  operations: number;
  types: number;
  /** What is wrong; empty for sound packs. */
  faults: string[];
  /** References to types that their documents do not hold: `provider type` with how many refer to it. Not a fault: the documents are so. */
  lost: Map<string, number>;
}

/** Types are looked up across a whole pack: what does not fit is decoded again and again. */
const CACHE_BYTES = 512 * 1024 * 1024;

/** Every `ref` below a schema, without following it. */
function* refsOf(schema: ValueSchema): Generator<string> {
  if (schema.ref !== undefined) yield schema.ref;
  if (schema.items) yield* refsOf(schema.items);
  for (const field of schema.fields ?? []) yield* refsOf(field);
}

/** What is wrong with a record by itself. */
function faultOf(operation: Operation, sources: number): string | undefined {
  if (operation.invocations.length === 0) return 'cannot be called on any surface';
  if (operation.origin.source >= sources) return `names source ${operation.origin.source} of ${sources}`;
  const names = operation.parameters.map((one) => one.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `has two parameters "${twice}"`;
}

function checkPack(reader: PackReader, findings: PacksFindings): void {
  reader.verify();
  const seen = new Map<string, boolean>();
  const note = (provider: string, schema: ValueSchema): void => {
    for (const ref of refsOf(schema)) {
      const key = `${provider} ${ref}`;
      const known = seen.get(key) ?? reader.type(provider, ref) !== undefined;
      seen.set(key, known);
      if (!known) findings.lost.set(key, (findings.lost.get(key) ?? 0) + 1);
    }
  };
  for (const { provider, first, operations, sources, types } of reader.header.providers) {
    for (let number = first; number < first + operations; number++) {
      const operation = reader.operation(number);
      const fault = faultOf(operation, sources.length);
      if (fault) findings.faults.push(`${operation.id} ${fault}`);
      for (const parameter of operation.parameters) note(provider, parameter);
    }
    const names = reader.typeNamesOf(provider);
    if (names.length !== types) findings.faults.push(`${provider} has ${names.length} types instead of ${types}`);
    for (const name of names) {
      const type = reader.type(provider, name);
      if (type) note(provider, type);
      else findings.faults.push(`${provider} does not find its type ${name}`);
    }
    findings.types += types;
  }
}

/** Every operation is found by its id and by each of its paths. */
function checkLookup(zoo: EmbeddedZoo, findings: PacksFindings): void {
  // One path may be that of thousands (`GET /v1/{+name}`): each is looked up once.
  const found = new Map<string, Set<number>>();
  for (let ordinal = 0; ordinal < zoo.size; ordinal++) {
    const operation = zoo.operation(ordinal);
    if (zoo.byId(operation.id) !== ordinal) findings.faults.push(`${operation.id} is not found, or stands twice`);
    for (const { surface, path } of operation.invocations) {
      const key = pathKey(surface, path);
      let ordinals = found.get(key);
      if (!ordinals) found.set(key, (ordinals = new Set(zoo.byPath(surface, path))));
      if (!ordinals.has(ordinal)) findings.faults.push(`${operation.id} is not found by ${surface} ${path}`);
    }
  }
}

/** Reads everything in a folder of packs, against every sum and every table. Fails: where the catalogue cannot be read at all. */
export function verifyPacks(packsDir: string): PacksFindings {
  const catalog = readCatalog(join(packsDir, CATALOG_FILE));
  const findings: PacksFindings = {
    packs: catalog.packs.length,
    operations: catalog.size,
    types: 0,
    faults: [],
    lost: new Map(),
  };
  if (!catalog.isSound()) findings.faults.push(`${CATALOG_FILE} does not match its checksum`);
  for (const pack of catalog.packs) {
    const file = join(packsDir, pack.file);
    try {
      const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
      if (sum !== pack.sha256) findings.faults.push(`${pack.file} is not the file that the catalogue names`);
      const reader = new PackReader(file, new BlockCache(CACHE_BYTES));
      checkPack(reader, findings);
      reader.close();
    } catch (error) {
      if (!(error instanceof AppError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      findings.faults.push((error as Error).message);
    }
  }
  if (findings.faults.length > 0) return findings;
  const zoo = EmbeddedZoo.open({ packsDir, cacheBytes: CACHE_BYTES });
  checkLookup(zoo, findings);
  zoo.close();
  return findings;
}
