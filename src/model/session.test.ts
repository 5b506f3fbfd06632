import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Session } from './session.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packs = process.env['GORILLA_PACKS'] ?? join(root, 'packs');
const folder = mkdtempSync(join(tmpdir(), 'gorilla-session-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WIDTH = 384;
type Feeds = Parameters<Session['run']>[0];
const feeds = (tokens: number): Feeds => ({
  words: { type: 'float32', data: new Float32Array(tokens * WIDTH).fill(0.1), dims: [1, tokens, WIDTH] },
  mask: { type: 'float32', data: new Float32Array(tokens).fill(1), dims: [1, tokens] },
});

describe('a model in the thread of the networks', () => {
  it('computes for several at once, each its own answer', async () => {
    const encoder = new Session(join(packs, 'encoder.onnx'));
    const [three, five, again] = await Promise.all([3, 5, 3].map((n) => encoder.run(feeds(n))));
    expect(Object.keys(three!)).toEqual(['vector']);
    expect(three!['vector']).toEqual(again!['vector']);
    expect(three!['vector']).not.toEqual(five!['vector']);
  });

  it('leaves the caller free while it computes', async () => {
    const encoder = new Session(join(packs, 'encoder.onnx'));
    await encoder.run(feeds(3));
    let turns = 0;
    let computing = true;
    const turn = (): void => {
      turns++;
      if (computing) setImmediate(turn);
    };
    setImmediate(turn);
    await encoder.run(feeds(200));
    computing = false;
    expect(turns).toBeGreaterThan(10);
  });

  it.each([
    ['is not there', 'none.onnx', undefined],
    ['is no model', 'text.onnx', 'no model at all'],
  ])('says what is wrong with one that %s, and goes on with others', async (_, name, content) => {
    if (content !== undefined) writeFileSync(join(folder, name), content);
    const broken = new Session(join(folder, name));
    broken.open();
    await expect(broken.run(feeds(3))).rejects.toMatchObject({
      code: 'pack-broken',
      message: expect.stringContaining(name),
    });
    await expect(new Session(join(packs, 'encoder.onnx')).run(feeds(3))).resolves.toHaveProperty('vector');
  });

  it('refuses what the model does not take', async () => {
    const encoder = new Session(join(packs, 'encoder.onnx'));
    await expect(encoder.run({})).rejects.toMatchObject({ code: 'pack-broken' });
  });
});

describe('a process with such a thread', () => {
  const run = (body: string, session = join(root, 'src/model/session.ts')): ReturnType<typeof spawnSync> => {
    const at = join(folder, 'program.mjs');
    writeFileSync(at, `import { Session } from ${JSON.stringify(session)};\n${body}`);
    return spawnSync(process.execPath, ['--import', 'tsx', at], { cwd: root, encoding: 'utf8', timeout: 60_000 });
  };
  const path = JSON.stringify(join(packs, 'encoder.onnx'));
  const words = `{ words: { type: 'float32', data: new Float32Array(${3 * WIDTH}), dims: [1, 3, ${WIDTH}] }, mask: { type: 'float32', data: new Float32Array(3).fill(1), dims: [1, 3] } }`;

  it('ends by itself when it has its answer', () => {
    const { status, stdout, stderr } = run(
      `console.log(Object.keys(await new Session(${path}).run(${words})).join());`,
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'vector\n', stderr: '' });
  });

  it('ends at once when it is told to, whatever the thread does', () => {
    const { status, stderr } = run(`new Session(${path}).open(); setTimeout(() => process.exit(3), 20);`);
    expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
  });

  it('gets an error where the machine has no runtime', () => {
    // A copy of the program in a folder from which no package is found.
    const bare = join(folder, 'bare', 'model');
    mkdirSync(join(folder, 'bare', 'schema'), { recursive: true });
    mkdirSync(bare);
    for (const name of ['model/session.ts', 'model/session-thread.mjs', 'schema/error.ts'])
      copyFileSync(join(root, 'src', name), join(folder, 'bare', name));
    const { status, stdout, stderr } = run(
      `for (let i = 0; i < 2; i++) await new Session(${path}).run(${words}).catch((e) => console.log(e.code));`,
      join(bare, 'session.ts'),
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'pack-broken\npack-broken\n', stderr: '' });
  });
});
