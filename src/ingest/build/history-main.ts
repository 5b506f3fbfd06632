/**
 * npm run zoo:history     reads versions of botocore and writes packs/aws.versions: when operations and parameters came and went.
 *
 * A dozen wheels of about 15 MB each, from the registry, each fetched once. Between two of them nothing is claimed.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAtomic } from '../../zoo/atomic.ts';
import { historyOf } from '../../zoo/history.ts';
import { encodeHistory, historyFile } from '../../zoo/history-file.ts';
import { places } from '../../zoo/places.ts';
import { namesOf } from '../botocore/history.ts';
import { fetchPackage } from './registry.ts';
import { unpack } from './unpack.ts';

/** About half a year apart, the last one the version that the zoo is made of. */
const VERSIONS = [
  '1.20.0',
  '1.24.0',
  '1.27.0',
  '1.29.0',
  '1.31.0',
  '1.33.0',
  '1.34.0',
  '1.35.0',
  '1.36.0',
  '1.38.0',
  '1.40.0',
  '1.42.1',
  '1.44.5',
];

const cache = join(places().cache, 'downloads');
const read: { version: string; has: Set<string> }[] = [];
for (const version of VERSIONS) {
  const { file } = await fetchPackage({ registry: 'pypi', name: 'botocore', version }, cache, console.error);
  const folder = join(cache, `botocore-history-${version}`);
  await unpack(file, folder, /^botocore\/data\/[^/]+\/[^/]+\/service-2\.json(\.gz)?$/);
  const has = namesOf(folder);
  rmSync(folder, { recursive: true, force: true });
  console.error(`botocore ${version}: ${has.size} names`);
  read.push({ version, has });
}
const bytes = encodeHistory(historyOf(['aws', 'botocore', 'boto3'], read));
const packs = fileURLToPath(new URL('../../../packs', import.meta.url));
writeAtomic(historyFile(packs, 'aws'), bytes);
console.error(`packs/aws.versions: ${bytes.length} bytes`);
