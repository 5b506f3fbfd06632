import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipes } from '../../src/ingest/botocore/recipe.ts';
import { PackageLock } from '../../src/ingest/build/lock.ts';
import { Packages } from '../../src/ingest/build/packages.ts';
import { places } from '../../src/zoo/places.ts';
import { accepted, type Line, python, rejected, type Verdict } from './judge.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** awscli itself, of the version that the zoo was read from, up to the moment where it would send the request: names, arities, choices, shorthand, the API model's own validation. */
export async function judgeAws(lines: Line[]): Promise<Verdict[]> {
  if (lines.length === 0) return [];
  const lock = new PackageLock(file('../../src/ingest/build/packages.lock.json'));
  const packages = new Packages(places().cache, lock, console.error);
  const refs = recipes[0]!.packages.filter(({ only }) => !only);
  const folders: string[] = [];
  for (const ref of refs) folders.push(await packages.folder(ref));
  const home = mkdtempSync(join(tmpdir(), 'judge-aws-'));
  try {
    const output = python(
      ['-I', '-S', '-B', file('./parse_aws.py'), file('../../src/ingest/botocore/walk_awscli.py'), ...folders],
      lines.map(({ words }) => `${JSON.stringify(words)}\n`).join(''),
      { PATH: process.env['PATH'], HOME: home, AWS_EC2_METADATA_DISABLED: 'true', AWS_DEFAULT_REGION: 'us-east-1' },
    );
    const said = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string | null);
    return lines.map((_, i) => (said[i] === null ? accepted : rejected(said[i] ?? 'no verdict')));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
