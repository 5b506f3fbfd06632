import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIMENSIONS } from '../../model/encoder.ts';
import { LanguageModel } from '../../model/open.ts';
import { VectorCache } from '../../model/vector-cache.ts';
import { writeVectors } from '../../model/write-vectors.ts';
import { AskStore, JOINED_ASKS, type JoinedAsk } from '../../retrieve/asks/store.ts';
import { readRequestFolder, writeIndexes } from '../../retrieve/index/write.ts';
import { CATALOG_FILE } from '../../zoo/catalog.ts';
import { COMMAND_PATHS_FILE, encodeCommandPaths } from '../../zoo/command-paths.ts';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import { scanCommandPaths } from '../../zoo/scan-paths.ts';

/** Something that is made of the finished packs: an index, for example. Gets the folder of packs; logs its progress. */
export interface AfterPacksStep {
  name: string;
  run(packsDir: string, log: (message: string) => void, cacheDir: string): Promise<void>;
}

const REQUESTS = fileURLToPath(new URL('../../../training/data/requests', import.meta.url));

async function index(packsDir: string, log: (message: string) => void): Promise<void> {
  const zoo = EmbeddedZoo.open({ packsDir });
  const builtFrom = createHash('sha256')
    .update(readFileSync(join(packsDir, CATALOG_FILE)))
    .digest('hex')
    .slice(0, 16);
  const report = writeIndexes(zoo, readRequestFolder(REQUESTS), packsDir, builtFrom);
  zoo.close();
  const size = Object.entries(report.bytes).map(([name, bytes]) => `${name} ${(bytes / 1e6).toFixed(1)} MB`);
  log(`index: ${report.operations} operations, ${report.asks} asks; ${size.join(', ')}`);
  if (report.unknown.length > 0)
    log(
      `index: ${report.unknown.length} operations that requests mean are not in the zoo, among them ${report.unknown.slice(0, 12).join('; ')}`,
    );
}

/** The vectors of everything that the encoder beside the packs can search; what a cache under `cacheDir` has is not made again. */
async function vectors(packsDir: string, log: (message: string) => void, cacheDir: string): Promise<void> {
  const model = LanguageModel.in(packsDir);
  if (!model) {
    log('vectors: none, for there is no encoder beside the packs');
    return;
  }
  const zoo = EmbeddedZoo.open({ packsDir });
  const cache = new VectorCache(join(cacheDir, 'vectors'), DIMENSIONS, model.id);
  const work = { encoder: model.encoder, cache, model: model.id, folder: packsDir, log };
  const asks = AskStore.of(readFileSync(join(packsDir, 'asks.jsonl')));
  const joined = AskStore.of<JoinedAsk>(readFileSync(join(packsDir, JOINED_ASKS)));
  await writeVectors(zoo, asks, joined, readRequestFolder(REQUESTS), work);
  zoo.close();
}

async function commandPaths(packsDir: string, log: (message: string) => void): Promise<void> {
  const zoo = EmbeddedZoo.open({ packsDir });
  const paths = scanCommandPaths(zoo);
  zoo.close();
  const bytes = encodeCommandPaths(packsDir, paths);
  writeFileSync(join(packsDir, COMMAND_PATHS_FILE), bytes);
  log(`commands: ${paths.length} paths, ${(bytes.length / 1e6).toFixed(1)} MB`);
}

/** Run in this order when packs and catalogue are written. */
export const afterPacks: AfterPacksStep[] = [
  { name: 'index', run: index },
  { name: 'commands', run: commandPaths },
  { name: 'vectors', run: vectors },
];
