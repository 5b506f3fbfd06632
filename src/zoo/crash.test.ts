import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedZoo } from './embedded.ts';
import { sampleZoo } from './sample.ts';
import { addPack, listPacks } from './user-packs.ts';
import { writeZoo } from './write-zoo.ts';

const KILLS = 60;
const OPERATIONS = 40;
/** Two writers at once, as when two terminals teach at the same time. */
const WRITERS = 2;

let home: string;
let writer: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'crash-'));
  // Bundled, so that a child is writing some 50 ms after its start and not after a second.
  writer = join(home, 'writer.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./crash-writer.ts', import.meta.url))],
    outfile: writer,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  await writeZoo(join(home, 'packs'), sampleZoo());
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Starts a writer and kills it some time after its first addition. Returns what it acknowledged: the last turn of each name. */
function writeUntilKilled(
  userDir: string,
  prefix: string,
  first: number,
  afterMs: number,
): Promise<Map<string, number>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, userDir, prefix, String(first)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      output += text;
    });
    child.on('error', reject);
    child.on('close', () => {
      const whole = output.split('\n').slice(0, -1);
      resolve(new Map(whole.map((line) => [line.split(' ')[0]!, Number(line.split(' ')[1])])));
    });
  });
}

/** The turn in which a pack was written; all its operations must be of one. */
function turnOf(zoo: EmbeddedZoo, name: string): number {
  const ordinals = Array.from({ length: OPERATIONS }, (_, index) => zoo.byId(`github:${name}/${index}`)!);
  const turns = new Set(ordinals.map((ordinal) => zoo.operation(ordinal).summary));
  expect(turns.size, name).toBe(1);
  return Number([...turns][0]);
}

function leftovers(userDir: string): string[] {
  return readdirSync(join(userDir, 'zoo')).filter((name) => name.endsWith('.tmp'));
}

describe('killing the program while it writes', () => {
  it(`loses nothing that was acknowledged and shows nothing half-written, ${KILLS} times`, {
    timeout: 120_000,
  }, async () => {
    const userDir = join(home, 'data');
    const acknowledged = new Map<string, number>();
    let swept = 0;
    for (let kill = 0; kill < KILLS; kill += WRITERS) {
      const runs = Array.from({ length: WRITERS }, (_, index) =>
        writeUntilKilled(userDir, `w${index}`, kill * 10_000, Math.random() * 60),
      );
      const written = await Promise.all(runs);
      for (const turns of written) for (const [name, turn] of turns) acknowledged.set(name, turn);
      swept += leftovers(userDir).length;
      const zoo = EmbeddedZoo.open({ packsDir: join(home, 'packs'), userDir });
      expect(zoo.problems).toEqual([]);
      const visible = new Map(listPacks(userDir).map(({ name }) => [name, turnOf(zoo, name)]));
      // What is visible may be newer than what was said: killed between the two.
      for (const [name, turn] of acknowledged) expect(visible.get(name), name).toBeGreaterThanOrEqual(turn);
      zoo.close();
    }
    addPack(userDir, 'last', sampleZoo()[0]!);
    expect(leftovers(userDir)).toEqual([]);
    // Kills that never fell into a write would prove nothing.
    expect(swept).toBeGreaterThan(0);
  });
});
