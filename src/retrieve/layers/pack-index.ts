import { existsSync, readFileSync } from 'node:fs';
import { AppError } from '../../schema/error.ts';
import { writeAtomic } from '../../zoo/atomic.ts';
import { crc32 } from '../../zoo/crc.ts';
import type { EmbeddedZoo, TaughtPack } from '../../zoo/embedded.ts';
import { buildSegment } from '../index/build.ts';
import { DOCUMENT_BM25, documentEntry } from '../index/documents.ts';
import { decodeSegment, encodeSegment, type Segment } from '../index/segment.ts';
import { decodeTable, encodeTable, type OperationTable, TableWriter } from '../index/table.ts';

/** What searching a taught pack needs; numbers are the pack's own, from 0. */
export interface PackIndex {
  documents: Segment;
  table: OperationTable;
}

/** The shipped packs' index, whose measure of length counts for taught packs too. */
export interface ShippedIndex {
  documents: Segment;
  table: OperationTable;
}

export type LayeredZoo = Pick<EmbeddedZoo, 'taughtPacks' | 'operation' | 'byPath'>;

/** A vendor's example says that people use the operation; nothing else is known of a taught one's fame. */
const EXAMPLE_POPULARITY = 12;

/** Beside the pack: `NAME.index` and `NAME.table`. */
export function indexFiles(pack: Pick<TaughtPack, 'file'>): { index: string; table: string } {
  const stem = pack.file.replace(/\.pack$/, '');
  return { index: `${stem}.index`, table: `${stem}.table` };
}

/** An index serves one content of a pack, beside one build of the shipped packs: that also ties it to this program's way of cutting words. */
function stampOf(pack: TaughtPack, shipped: ShippedIndex): string {
  return `${pack.identity} ${shipped.documents.header.builtFrom}`;
}

/**
 * The index of a taught pack, from the files beside it; made, and kept there, where they are missing, damaged or of other contents.
 *
 * A place that cannot be written makes it slower, not worse: `note` gets the error. Fails: `pack-broken` where the pack cannot be read.
 */
export function packIndex(
  zoo: LayeredZoo,
  pack: TaughtPack,
  shipped: ShippedIndex,
  note: (error: AppError) => void,
): PackIndex {
  const kept = readIndex(pack, stampOf(pack, shipped), note);
  if (kept) return kept;
  const made = makeIndex(zoo, pack, shipped);
  const files = indexFiles(pack);
  try {
    writeAtomic(files.table, made.tableBytes);
    writeAtomic(files.index, encodeSegment(made.documents));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    note(error);
  }
  return made;
}

function readIndex(pack: TaughtPack, stamp: string, note: (error: AppError) => void): PackIndex | undefined {
  const files = indexFiles(pack);
  if (!existsSync(files.index) || !existsSync(files.table)) return undefined;
  try {
    const documents = decodeSegment(readFileSync(files.index), files.index);
    if (documents.header.builtFrom !== stamp) return undefined;
    const bytes = readFileSync(files.table);
    if (crc32(bytes) !== documents.header.taught?.tableSum) return undefined;
    return { documents, table: decodeTable(bytes, files.table) };
  } catch (error) {
    // A spoilt index is made anew and that is all; a place that cannot be read is the person's to mend.
    if (!(error instanceof AppError)) {
      const said = (error as Error).message;
      note(
        new AppError('permission', `${files.index} cannot be read: ${said}`, 'Remove it, or let it be read.', error),
      );
    }
    return undefined;
  }
}

function makeIndex(zoo: LayeredZoo, pack: TaughtPack, shipped: ShippedIndex): PackIndex & { tableBytes: Buffer } {
  const size = pack.end - pack.base;
  const writer = new TableWriter(size);
  const entries = function* () {
    for (let number = 0; number < size; number++) {
      const operation = zoo.operation(pack.base + number);
      writer.set(number, operation, operation.examples?.length ? EXAMPLE_POPULARITY : 0);
      yield documentEntry(operation, number);
    }
  };
  const { averageLength } = shipped.documents.header;
  const documents = buildSegment(entries(), stampOf(pack, shipped), {
    ...DOCUMENT_BM25,
    ...(averageLength === undefined ? {} : { averageLength }),
  });
  const tableBytes = encodeTable(writer.table);
  documents.header.taught = { tableSum: crc32(tableBytes), twins: twinsOf(zoo, pack, shipped.table) };
  return { documents, table: writer.table, tableBytes };
}

/** Which operation of the pack stands for which hidden one: people's ways of asking were written for the latter. */
function twinsOf(zoo: LayeredZoo, pack: TaughtPack, shipped: OperationTable): number[] {
  const twins: number[] = [];
  const replaced = new Set(pack.replaces.map((name) => shipped.providers.indexOf(name)));
  if (replaced.size === 0) return twins;
  for (let ordinal = 0; ordinal < shipped.size; ordinal++) {
    if (!replaced.has(shipped.provider[ordinal]!)) continue;
    const twin = zoo
      .operation(ordinal)
      .invocations.flatMap(({ surface, path }) => zoo.byPath(surface, path))
      .find((one) => one >= pack.base && one < pack.end);
    if (twin !== undefined) twins.push(ordinal, twin - pack.base);
  }
  return twins;
}
