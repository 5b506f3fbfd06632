import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../schema/error.ts';
import type { Ingested } from '../schema/operation.ts';
import { EmbeddedZoo } from './embedded.ts';
import { sampleZoo } from './sample.ts';
import { addPack, describePack, listPacks, removePack } from './user-packs.ts';
import { writeZoo } from './write-zoo.ts';
import { zooContract } from './zoo.contract.ts';

const made: string[] = [];
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'zoo-'));
  made.push(path);
  return path;
}
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

async function shipped(parts: Ingested[] = sampleZoo()): Promise<string> {
  const packsDir = folder();
  await writeZoo(packsDir, parts);
  return packsDir;
}

/** The sample with a hundred more operations of one provider, so that packs have several blocks. */
function large(): Ingested {
  const [github] = sampleZoo();
  const [model] = github!.operations;
  const operations = Array.from({ length: 400 }, (_, index) => ({
    ...model!,
    id: `github:number/${index}`,
    name: `number/${index}`,
    description: `${index} `.repeat(40),
    invocations: [{ surface: 'http' as const, path: `GET /number/${index}/{id}`, server: 'https://example.com' }],
  }));
  const types = Object.fromEntries(
    Array.from({ length: 900 }, (_, index) => [
      `T${index}`,
      { type: 'string' as const, enum: [`${index}`.repeat(30)] },
    ]),
  );
  return { ...github!, operations, types };
}

zooContract('EmbeddedZoo', async (parts) => EmbeddedZoo.open({ packsDir: await shipped(parts) }));
zooContract('EmbeddedZoo of taught packs alone', async (parts) => {
  const userDir = folder();
  for (const part of parts) addPack(userDir, part.provider, part);
  return EmbeddedZoo.open({ packsDir: await shipped([]), userDir });
});

describe('EmbeddedZoo', () => {
  it('reads packs of many blocks, with a cache that holds hardly one', async () => {
    const part = large();
    const zoo = EmbeddedZoo.open({ packsDir: await shipped([part]), cacheBytes: 1 });
    for (const [index, operation] of part.operations.entries()) {
      expect(zoo.byPath('http', `GET /number/${index}/{x}`)).toEqual([index]);
      expect(zoo.operation(index)).toEqual(operation);
    }
    for (const [name, schema] of Object.entries(part.types)) expect(zoo.type('github', name)).toEqual(schema);
    expect(zoo.type('github', 'T0000')).toBeUndefined();
    zoo.close();
  });

  it('makes the same bytes of the same documents', async () => {
    const [one, two] = [await shipped([large()]), await shipped([large()])];
    const names = readdirSync(one);
    expect(names).toEqual(['catalog.bin', 'github.pack']);
    for (const name of names) expect(readFileSync(join(one, name))).toEqual(readFileSync(join(two, name)));
  });

  it('removes packs that are no longer made, and nothing else', async () => {
    const packsDir = await shipped([large()]);
    writeFileSync(join(packsDir, 'REPORT.md'), 'kept');
    await writeZoo(packsDir, sampleZoo());
    expect(readdirSync(packsDir)).toEqual(['REPORT.md', 'apis.pack', 'catalog.bin', 'tools.pack']);
  });

  describe('with taught packs', () => {
    let packsDir: string;
    let userDir: string;
    const taught = (): Ingested => {
      const part = large();
      return { ...part, operations: part.operations.slice(0, 3), types: { Issue: { type: 'string' } } };
    };
    beforeEach(async () => {
      packsDir = await shipped();
      userDir = folder();
    });
    const open = (): EmbeddedZoo => EmbeddedZoo.open({ packsDir, userDir });

    it('adds them behind the shipped operations', () => {
      addPack(userDir, 'mine', taught());
      const zoo = open();
      expect(zoo.size).toBe(zoo.shippedSize + 3);
      expect(zoo.byId('github:number/1')).toBe(zoo.shippedSize + 1);
      expect(zoo.byId('github:issues/create')).toBeLessThan(zoo.shippedSize);
      expect(zoo.type('github', 'Issue')).toEqual({ type: 'string' });
      expect(zoo.providers().at(-1)).toMatchObject({ provider: 'github', layer: 'user', operations: 3 });
      zoo.close();
    });

    it('lets them replace the shipped operations of their provider', () => {
      addPack(userDir, 'mine', taught(), { replaces: true });
      const zoo = open();
      const hidden = Array.from({ length: zoo.size }, (_, ordinal) => ordinal).filter((one) => zoo.isHidden(one));
      expect(hidden.map((one) => zoo.operation(one).id)).toEqual(['github:issues/create']);
      expect(zoo.byId('github:issues/create')).toBeUndefined();
      expect(
        zoo
          .providers()
          .filter((one) => one.provider === 'github')
          .map((one) => one.layer),
      ).toEqual(['user']);
      expect(zoo.byPath('http', 'POST /repos/{a}/{b}/issues')).toEqual([]);
      zoo.close();
    });

    it('lists, describes and removes them', () => {
      addPack(userDir, 'b', taught());
      addPack(userDir, 'a', taught());
      expect(listPacks(userDir).map((one) => one.name)).toEqual(['a', 'b']);
      expect(describePack(listPacks(userDir)[0]!)).toMatchObject({ providers: ['github'], operations: 3 });
      expect(removePack(userDir, 'a')).toBe(true);
      expect(removePack(userDir, 'a')).toBe(false);
      expect(listPacks(userDir).map((one) => one.name)).toEqual(['b']);
    });

    it('knows what was read from the machine', () => {
      const part = taught();
      addPack(userDir, 'kubectl', { ...part, sources: [{ ...part.sources[0]!, package: 'installed:kubectl' }] });
      expect(open().providers().at(-1)?.layer).toBe('installed');
    });

    it('leaves out one that is damaged, says so, and opens the rest', () => {
      addPack(userDir, 'bad', taught());
      addPack(userDir, 'good', taught());
      truncateSync(join(userDir, 'zoo', 'bad.pack'), 200);
      const zoo = open();
      expect(zoo.size).toBe(zoo.shippedSize + 3);
      expect(zoo.problems.map((one) => one.code)).toEqual(['pack-broken']);
      expect(zoo.problems[0]?.message).toContain('bad.pack');
    });

    it.each(['', '../x', 'a/b', '.hidden', 'x'.repeat(101)])('refuses the name %j', (name) => {
      expect(() => addPack(userDir, name, taught())).toThrow(expect.objectContaining({ code: 'usage' }));
    });
  });

  describe('on damaged files', () => {
    /** Flips a byte, or does worse, and reads everything. */
    async function damage(file: string, change: (bytes: Buffer) => Buffer | undefined): Promise<unknown> {
      const packsDir = await shipped([large()]);
      const path = join(packsDir, file);
      const bytes = change(readFileSync(path));
      if (bytes) writeFileSync(path, bytes);
      else rmSync(path);
      try {
        const zoo = EmbeddedZoo.open({ packsDir });
        for (let ordinal = 0; ordinal < zoo.size; ordinal++) zoo.operation(ordinal);
        return undefined;
      } catch (error) {
        return error;
      }
    }
    const put = (at: number, value: number) => (bytes: Buffer) => {
      bytes[at < 0 ? bytes.length + at : at]! = value;
      return bytes;
    };
    const flip = (at: number) => (bytes: Buffer) => put(at, bytes[at]! ^ 1)(bytes);

    it.each([
      ['github.pack', 'gone', () => undefined, 'pack-missing'],
      ['github.pack', 'wrong magic', flip(0), 'pack-broken'],
      ['github.pack', 'newer format', put(8, 9), 'pack-too-new'],
      ['github.pack', 'flipped in the header', flip(50), 'pack-broken'],
      ['github.pack', 'flipped in a block', flip(1500), 'pack-broken'],
      ['github.pack', 'cut short', (bytes: Buffer) => bytes.subarray(0, -1), 'pack-broken'],
      ['github.pack', 'empty', () => Buffer.alloc(0), 'pack-broken'],
      ['catalog.bin', 'gone', () => undefined, 'pack-missing'],
      ['catalog.bin', 'wrong magic', flip(1), 'pack-broken'],
      ['catalog.bin', 'newer format', put(8, 9), 'pack-too-new'],
      ['catalog.bin', 'cut short', (bytes: Buffer) => bytes.subarray(0, 100), 'pack-broken'],
      ['catalog.bin', 'flipped at the end', put(-3, 0), 'pack-broken'],
    ])('%s %s', async (file, _how, change, code) => {
      const error = await damage(file, change);
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code, message: expect.stringContaining(file) });
    });

    it('refuses a pack that does not belong to the catalogue', async () => {
      const [one, two] = [
        await shipped([large()]),
        await shipped([{ ...large(), operations: large().operations.slice(5) }]),
      ];
      writeFileSync(join(one, 'github.pack'), readFileSync(join(two, 'github.pack')));
      const zoo = EmbeddedZoo.open({ packsDir: one });
      expect(() => zoo.operation(0)).toThrow(expect.objectContaining({ code: 'pack-broken' }));
    });
  });
});
