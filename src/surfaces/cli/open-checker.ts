import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Checker } from '../../check/run/run.ts';
import type { Pinned } from '../../check/versions/judge-versions.ts';
import { AppError } from '../../schema/error.ts';
import type { VersionHistory } from '../../zoo/history.ts';
import type { Paths } from './paths.ts';

declare const __BUILD__: string;

/** What the pins say, with the histories that they speak of. Fails: `config-invalid` for a provider without one. */
function pinned(
  paths: Paths,
  pins: Readonly<Record<string, string>>,
  readHistory: (packsDir: string, provider: string) => VersionHistory | undefined,
): Map<string, Pinned> {
  const found = new Map<string, Pinned>();
  for (const [name, version] of Object.entries(pins)) {
    const provider = ALSO[name] ?? name;
    const history = /^[\w-]+$/.test(provider) ? readHistory(paths.packs, provider) : undefined;
    if (!history)
      throw new AppError(
        'config-invalid',
        `${name}@${version}: there is no history of the versions of ${name}.`,
        'There is one of aws (by versions of botocore). Leave the other pins out.',
      );
    found.set(provider, { history, version });
  }
  return found;
}

/** The packages by which people know a provider. */
const ALSO: Record<string, string | undefined> = Object.assign(Object.create(null), { botocore: 'aws', boto3: 'aws' });

/** Opens the zoo without anything that answers requests. Fails: `pack-missing`, `pack-broken`, `pack-too-new`, `config-invalid`. */
export async function openChecker(
  paths: Paths,
  pins: Readonly<Record<string, string>> = {},
): Promise<{ check: Checker; close(): void }> {
  const [{ EmbeddedZoo }, { checkFile }, { judgeVersions }, { readHistory }] = await Promise.all([
    import('../../zoo/embedded.ts'),
    import('../../check/check-file.ts'),
    import('../../check/versions/judge-versions.ts'),
    import('../../zoo/history-file.ts'),
  ]);
  const versions = pinned(paths, pins, readHistory);
  const zoo = EmbeddedZoo.open({ packsDir: paths.packs, userDir: paths.data });
  return {
    check: (file) => judgeVersions(zoo, file, checkFile(zoo, file), versions),
    close: () => zoo.close(),
  };
}

/** The catalogue's header holds sums over all packs' hashes: so much of it tells one zoo from another. */
const HEADER_BYTES = 40;

/**
 * What a result depends on besides the file: the build of the program, the shipped packs, what was taught. Undefined where that cannot be
 * told: from the sources, which change without a new name.
 */
export async function zooStamp(paths: Paths, pins: Readonly<Record<string, string>> = {}): Promise<string | undefined> {
  if (typeof __BUILD__ === 'undefined') return undefined;
  const hash = createHash('sha256').update(__BUILD__).update(JSON.stringify(pins));
  const header = Buffer.alloc(HEADER_BYTES);
  let descriptor: number;
  try {
    descriptor = openSync(join(paths.packs, 'catalog.bin'), 'r');
  } catch {
    // Whoever opens the zoo says what is wrong with it.
    return undefined;
  }
  try {
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  hash.update(header);
  const { listPacks } = await import('../../zoo/user-packs.ts');
  for (const { file } of listPacks(paths.data)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}
