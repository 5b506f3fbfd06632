import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Encoder } from './encoder.ts';
import { hashOf, VectorCache } from './vector-cache.ts';
import { encodeVectors } from './vectors.ts';
import { ASK_VECTORS, adoptVectors, DOCUMENT_VECTORS, embedAll, JOINED_VECTORS, TEXT_HASHES } from './write-vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'adopt-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DIMENSIONS = 16;
const axis = (n: number): Float32Array => Float32Array.from({ length: DIMENSIONS }, (_, d) => (d === n ? 1 : 0));
/** Embeds whatever it is given along the last axis, and remembers it. */
const asked: string[] = [];
const encoder = {
  embed: async (texts: readonly string[]) => {
    asked.push(...texts);
    return texts.map(() => axis(DIMENSIONS - 1));
  },
} as unknown as Encoder;

describe('a build that finds the vectors of another', () => {
  it.each([
    ['embeds but the texts that are new', 'm', 0, ['new']],
    ['embeds all where another model made them', 'other', 0, ['one', 'three', 'new']],
    ['embeds all where the hashes are damaged', 'm', 5, ['one', 'three', 'new']],
  ])('%s', async (_, model, cut, lacking) => {
    const texts = { [ASK_VECTORS]: ['one', 'two'], [JOINED_VECTORS]: [], [DOCUMENT_VECTORS]: ['three'] };
    mkdirSync(join(folder, 'cache'), { recursive: true });
    let n = 0;
    for (const [name, some] of Object.entries(texts))
      writeFileSync(
        join(folder, name),
        encodeVectors(
          some.map(() => axis(n++)),
          DIMENSIONS,
          'm',
        ),
      );
    const hashes = join(folder, TEXT_HASHES);
    writeFileSync(hashes, Buffer.from(Object.values(texts).flat().map(hashOf).join(''), 'latin1'));
    truncateSync(hashes, 24 - cut);
    const cache = new VectorCache(join(folder, 'cache'), DIMENSIONS, model);
    const work = { encoder, cache, model, folder, log: () => undefined };
    adoptVectors(work);
    asked.length = 0;
    const [one, three] = await embedAll(['one', 'three', 'new'], 10, work);
    expect(asked.sort()).toEqual([...lacking].sort());
    if (lacking.length === 1) {
      expect(one![0]).toBeCloseTo(1, 2);
      expect(three![2]).toBeCloseTo(1, 2);
    }
  });
});
