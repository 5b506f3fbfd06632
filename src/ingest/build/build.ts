import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../../zoo/atomic.ts';
import { writeZoo } from '../../zoo/write-zoo.ts';
import { collect } from './collect.ts';
import { PackageLock } from './lock.ts';
import { updateNotice } from './notice.ts';
import { packCache } from './pack-cache.ts';
import { Packages } from './packages.ts';
import type { FoundRecipe } from './recipes.ts';
import { type BuildReport, makeReport, reportAsMarkdown } from './report.ts';
import type { AfterPacksStep } from './steps.ts';

export interface BuildPlaces {
  packsDir: string;
  /** Downloads, unpacked packages and results of recipes. */
  cache: string;
  lockFile: string;
  /** Absent: NOTICE stays as it is. */
  notice?: string;
}

export interface BuildOptions {
  jobs: number;
  /** Write the packs even where a recipe has failed. */
  keepGoing?: boolean;
  /** Run when packs and catalogue are written. */
  steps?: AfterPacksStep[];
  log(message: string): void;
}

/**
 * From packages to packs. Steps: fetch and check packages, run recipes, merge, write packs and catalogue, report, NOTICE, and what is made of packs.
 *
 * Fails: what the first failed recipe failed with, unless `keepGoing`; nothing is written then.
 */
export async function buildZoo(
  recipes: FoundRecipe[],
  places: BuildPlaces,
  options: BuildOptions,
): Promise<BuildReport> {
  const { log } = options;
  mkdirSync(places.cache, { recursive: true });
  const lock = new PackageLock(places.lockFile);
  const packages = new Packages(places.cache, lock, log);
  const { ingested, outcomes } = await collect(
    recipes,
    packages,
    lock,
    { cache: places.cache, jobs: options.jobs },
    log,
  );
  const failed = outcomes.find((outcome) => outcome.failure);
  if (failed?.failure && !options.keepGoing) throw failed.failure;
  const packs = await writeZoo(places.packsDir, ingested, {
    cache: packCache(join(places.cache, 'packed')),
    progress(pack, bytes, done, of) {
      log(`packed ${pack}: ${(bytes / 1024).toFixed(0)} KB (${done} of ${of})`);
    },
  });
  const report = makeReport(ingested, outcomes, packs);
  writeAtomic(join(places.packsDir, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  writeAtomic(join(places.packsDir, 'REPORT.md'), reportAsMarkdown(report));
  if (places.notice) updateNotice(places.notice, ingested);
  for (const step of options.steps ?? []) {
    log(step.name);
    await step.run(places.packsDir, log, places.cache);
  }
  return report;
}
