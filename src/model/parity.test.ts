import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Encoder, REQUEST_TOKENS } from './encoder.ts';
import { Reader } from './reader.ts';
import { Session } from './session.ts';
import { decodeVectors } from './vectors.ts';
import { WordPiece } from './wordpiece.ts';
import { Words } from './words.ts';

// What the models said before they were made small, written by training/encoder/export.py with them.
interface ParityTarget {
  name: string;
  choices: string[];
  description: string;
}
interface Parity {
  encoder: { text: string; ids: number[]; offsets: [number, number][]; vector: number[] }[];
  /** `use`, `value`: of each mark, a parameter's and then its choices'. */
  reader: { request: string; title: string; targets: ParityTarget[]; serves: number; use: number[]; value: number[][] };
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const packs = process.env['GORILLA_PACKS'] ?? join(root, 'packs');
const parity = JSON.parse(readFileSync(join(root, 'fixtures/model/parity.json'), 'utf8')) as Parity;
const pieces = new WordPiece(readFileSync(join(packs, 'words.txt'), 'utf8'));
const words = new Words(decodeVectors(readFileSync(join(packs, 'words.vectors')), 'words.vectors'));

describe('the tokenizer', () => {
  it.each(parity.encoder.map((p) => [p.text, p] as const))('%s', (text, { ids, offsets }) => {
    // The models are trained on lower case; offsets of the training side count code points, ours UTF-16 units.
    const { ids: ours, starts, ends } = pieces.encode(text.toLowerCase());
    expect(ours).toEqual(ids);
    const units = (point: number): number => [...text.toLowerCase()].slice(0, point).join('').length;
    expect(starts.map((s, i) => [s, ends[i]])).toEqual(offsets.map(([s, e]) => [units(s), units(e)]));
  });
});

describe('the encoder', () => {
  it('says in int8 what it said in floats', async () => {
    const encoder = new Encoder(new Session(join(packs, 'encoder.onnx')), pieces, words);
    for (const { text, ids, vector } of parity.encoder) {
      if (ids.length > REQUEST_TOKENS - 2) continue;
      const [ours] = await encoder.embed([text], REQUEST_TOKENS);
      const cosine = ours!.reduce((sum, v, i) => sum + v * vector[i]!, 0);
      expect(cosine, text).toBeGreaterThan(0.96);
    }
  });

  it('says the same of a text, whatever stands beside it', async () => {
    const encoder = new Encoder(new Session(join(packs, 'encoder.onnx')), pieces, words);
    const [alone] = await encoder.embed(['list my buckets'], REQUEST_TOKENS);
    const [beside] = await encoder.embed(['list my buckets', parity.encoder[6]!.text], REQUEST_TOKENS);
    expect(alone!.reduce((sum, v, i) => sum + v * beside![i]!, 0)).toBeGreaterThan(0.97);
  });
});

describe('the reader', () => {
  it('says in int8 what it said in floats', async () => {
    const { request, title, targets, serves, use, value } = parity.reader;
    const reader = new Reader(new Session(join(packs, 'reader.onnx')), pieces, words);
    const shown = targets.map((t) => ({ ...t, choices: t.choices.map((text) => ({ value: text, text })) }));
    const [reading] = await reader.read(request, [{ title, targets: shown }]);
    expect(Math.sign(reading!.serves)).toBe(Math.sign(serves));
    expect(Math.abs(reading!.serves - serves)).toBeLessThan(1.5);
    const { starts, ends } = pieces.encode(request);
    let mark = 0;
    targets.forEach(({ choices }, n) => {
      expect(Math.abs(reading!.use[n]! - use[mark]!)).toBeLessThan(1.5);
      starts.forEach((start, t) => {
        const span = reading!.span(n, start, ends[t]!)!;
        expect(Math.abs(span.mean - value[mark]![t]!)).toBeLessThan(2);
      });
      mark++;
      for (const choice of choices) expect(Math.abs(reading!.choice(n, choice)! - use[mark++]!)).toBeLessThan(1.5);
      expect(reading!.choice(n, 'something else')).toBeUndefined();
    });
    expect(mark).toBe(use.length);
  });

  it('reads no further than there is room', async () => {
    const reader = new Reader(new Session(join(packs, 'reader.onnx')), pieces, words);
    const targets = Array.from({ length: 60 }, (_, n) => ({
      name: `parameter number ${n}`,
      choices: [],
      description: 'one of very many that do not fit',
    }));
    const [reading] = await reader.read('x '.repeat(90), [{ title: 'a title', targets }]);
    expect(reading!.use.filter((u) => u !== undefined).length).toBeLessThan(20);
    expect(reading!.use).toHaveLength(60);
    expect(reading!.span(59, 0, 1)).toBeUndefined();
  });
});
