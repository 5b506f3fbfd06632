import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Ingested } from '../schema/operation.ts';
import { syncFolder, writeAtomic } from './atomic.ts';
import { CATALOG_FILE, type CatalogPack, encodeCatalog } from './catalog.ts';
import { buildLookup } from './lookup.ts';
import { groupPacks, type PackGroup } from './pack-groups.ts';
import { encodePackParallel, type PackCache } from './pack-writer.ts';

export interface WriteOptions {
  cache?: PackCache;
  progress?(pack: string, bytes: number, done: number, of: number): void;
}

/** Removes packs that no catalogue names any more. */
function sweepPacks(packsDir: string, packs: CatalogPack[]): void {
  const known = new Set(packs.map((pack) => pack.file));
  for (const name of readdirSync(packsDir))
    if (name.endsWith('.pack') && !known.has(name)) unlinkSync(join(packsDir, name));
  syncFolder(packsDir);
}

function replaceFile(path: string, bytes: Buffer): void {
  let old: Buffer | undefined;
  try {
    old = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (!old?.equals(bytes)) writeAtomic(path, bytes);
}

function catalogEntry(group: PackGroup, bytes: Buffer, base: number): CatalogPack {
  return {
    file: `${group.name}.pack`,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    base,
    providers: group.parts.map((part) => [part.provider, part.operations.length]),
  };
}

/**
 * Writes a zoo: packs and their catalogue. Everything is encoded before the first file is touched, files replace their forerunners whole, and
 * the catalogue comes last: a pack that is newer than its catalogue is told by its length, so a half-replaced zoo is refused, never misread.
 */
export async function writeZoo(
  packsDir: string,
  ingested: Ingested[],
  { cache, progress }: WriteOptions = {},
): Promise<CatalogPack[]> {
  const groups = groupPacks(ingested);
  const encoded: Buffer[] = [];
  for (const group of groups) {
    const bytes = await encodePackParallel(group.name, group.parts, cache);
    encoded.push(bytes);
    progress?.(group.name, bytes.length, encoded.length, groups.length);
  }
  let base = 0;
  const packs = groups.map((group, index) => {
    const entry = catalogEntry(group, encoded[index]!, base);
    base += entry.providers.reduce((sum, [, count]) => sum + count, 0);
    return entry;
  });
  const parts = groups.flatMap((group) => group.parts);
  const lookup = buildLookup(parts.flatMap((part) => part.operations));
  const catalog = encodeCatalog(
    packs,
    parts.map((part) => part.sources),
    lookup,
  );
  groups.forEach((group, index) => {
    replaceFile(join(packsDir, `${group.name}.pack`), encoded[index]!);
  });
  replaceFile(join(packsDir, CATALOG_FILE), catalog);
  sweepPacks(packsDir, packs);
  return packs;
}
