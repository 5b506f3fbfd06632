import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { updateReadme } from '../../scripts/readme-scores.mjs';
import type { Surface } from '../../src/schema/operation.ts';

export interface GoldCall {
  op: string;
  args?: Record<string, unknown>;
}
export interface DevRow {
  id: string;
  request: string;
  surface: Surface;
  provider: string;
  kind: 'full' | 'missing' | 'compound' | 'abstain';
  gold: (GoldCall & { ops?: GoldCall[] })[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RowSets<Row> {
  sets: { file: string; rows: Row[] }[];
  hash: string;
}
export type DevSet = RowSets<DevRow>;

/** The rows of a folder's files, by name, with a hash of their bytes. */
export function readSets<Row>(folder: string, rowsOf: (text: string, name: string) => Row[]): RowSets<Row> {
  const hash = createHash('sha256');
  const sets = readdirSync(folder)
    .filter((f) => f.endsWith('.jsonl'))
    .sort()
    .map((f) => {
      const text = readFileSync(join(folder, f), 'utf8');
      hash.update(text);
      return { file: basename(f, '.jsonl'), rows: rowsOf(text, f) };
    });
  return { sets, hash: hash.digest('hex').slice(0, 16) };
}

/** The open evaluation requests. */
export function readDev(folder = join(root, 'eval/dev')): DevSet {
  return readSets(folder, (text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as DevRow),
  );
}

/** Writes a result beside the others, with what it was made from. */
export function saveScores(name: string, dataHash: string, result: object): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const dirty =
    execFileSync('git', ['status', '--porcelain', '--', 'src', 'packs'], { cwd: root, encoding: 'utf8' }).trim() !== '';
  const file = join(root, 'eval/scores', `${name}.json`);
  writeFileSync(
    file,
    `${JSON.stringify({ commit: dirty ? `${commit}+` : commit, dataHash, seed: 1, ...result }, null, 1)}\n`,
  );
  updateReadme();
  console.error(`written: eval/scores/${name}.json, README.md`);
}
