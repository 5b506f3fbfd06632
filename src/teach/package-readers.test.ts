import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Ingested, Operation } from '../schema/operation.ts';
import { readerOf } from './package-readers.ts';

it("a program's operations are those of the provider that it belongs to", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gorilla-fig-'));
  try {
    mkdirSync(join(folder, 'build'));
    for (const name of ['docker', 'docker-compose'])
      writeFileSync(
        join(folder, 'build', `${name}.js`),
        `export default { name: '${name}', subcommands: [{ name: 'version', description: 'Show the version' }] };`,
      );
    const source = { package: 'npm:@withfig/autocomplete', version: '1.0.0', licence: 'MIT' };
    const shown = (program: string) =>
      ({ id: `docker:${program} version`, origin: { source: 0, pointer: `build/${program}.js#version` } }) as Operation;
    const operations = [shown('docker'), shown('docker-compose')];
    const shipped: Ingested = { provider: 'docker', sources: [source], operations, types: {}, skipped: [] };
    const reader = await readerOf(shipped);
    const read = await reader!.read({ folder: () => folder, scratch: folder, log: () => undefined });
    expect(new Set(read.flatMap((part) => part.operations.map((one) => one.provider)))).toEqual(new Set(['docker']));
    const ids = read.flatMap((part) => part.operations.map((one) => one.id));
    expect(ids).toEqual(expect.arrayContaining(['docker:docker version', 'docker:docker-compose version']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
