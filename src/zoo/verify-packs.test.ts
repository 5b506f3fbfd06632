import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleZoo } from './sample.ts';
import { verifyPacks } from './verify-packs.ts';
import { writeZoo } from './write-zoo.ts';

let packsDir: string;
beforeEach(() => {
  packsDir = mkdtempSync(join(tmpdir(), 'verify-'));
});
afterEach(() => rmSync(packsDir, { recursive: true, force: true }));

describe('verifyPacks', () => {
  it('finds nothing wrong with what has just been written, and lists lost types', async () => {
    const [github, ...rest] = sampleZoo();
    github!.types['Alias'] = { type: 'object', ref: 'Lost' };
    await writeZoo(packsDir, [github!, ...rest]);
    const findings = verifyPacks(packsDir);
    expect(findings).toMatchObject({ packs: 2, operations: 6, types: 2, faults: [] });
    expect([...findings.lost]).toEqual([['github Lost', 1]]);
  });

  it.each(['tools.pack', 'catalog.bin'])('sees a flipped bit anywhere in %s', async (name) => {
    await writeZoo(packsDir, sampleZoo());
    const file = join(packsDir, name);
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at += 37) {
      const bad = Buffer.from(bytes);
      bad[at]! ^= 4;
      writeFileSync(file, bad);
      let faults = 1;
      try {
        faults = verifyPacks(packsDir).faults.length;
      } catch (error) {
        expect(error).toMatchObject({ name: 'AppError' });
      }
      expect(faults, `byte ${at}`).toBeGreaterThan(0);
    }
  });

  it('sees a missing pack, and records that are wrong in themselves', async () => {
    const parts = sampleZoo();
    parts[2]!.operations[0]!.origin.source = 7;
    parts[3]!.operations[0]!.parameters.push(parts[3]!.operations[0]!.parameters[0]!);
    await writeZoo(packsDir, parts);
    expect(verifyPacks(packsDir).faults).toEqual([
      'git:git commit names source 7 of 1',
      'one:tool ls has two parameters "--all"',
    ]);
    rmSync(join(packsDir, 'apis.pack'));
    expect(verifyPacks(packsDir).faults[0]).toContain('apis.pack');
  });
});
