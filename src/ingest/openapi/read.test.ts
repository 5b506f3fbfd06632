import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import { readDocument } from './read.ts';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'no error';
}

const laughs = [
  'a: &a ["x","x","x","x","x","x","x","x","x"]',
  ...'bcdefghi'.split('').map((name, i) => {
    const before = 'abcdefgh'[i]!;
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
  }),
].join('\n');

describe('readDocument', () => {
  it('reads JSON, YAML, bytes and a byte order mark', () => {
    expect(readDocument('{"a":1}', 'x.json')).toEqual({ a: 1 });
    expect(readDocument('a: 1\nb: [x]', 'x.yaml')).toEqual({ a: 1, b: ['x'] });
    expect(readDocument('{a: 1}', 'x.yaml')).toEqual({ a: 1 });
    expect(readDocument(new TextEncoder().encode('\uFEFF{"a":1}'), 'x.json')).toEqual({ a: 1 });
  });

  const broken: [string, () => unknown, string][] = [
    ['half a JSON file', () => readDocument('{"a":', 'x.json'), 'source-unreadable'],
    ['broken YAML', () => readDocument('a: [1\nb: }', 'x.yaml'), 'source-unreadable'],
    ['bytes that are no text', () => readDocument(new Uint8Array([0xff, 0xfe, 0x00]), 'x'), 'source-unreadable'],
    ['a YAML bomb', () => readDocument(laughs, 'x.yaml'), 'source-unreadable'],
    ['too many bytes', () => readDocument('x'.repeat(11), 'x', { maxBytes: 10 }), 'source-too-large'],
    ['too deep', () => readDocument('['.repeat(5000) + ']'.repeat(5000), 'x.json'), 'source-too-deep'],
    ['far too deep', () => readDocument('[['.repeat(400_000), 'x.json'), 'source-'],
  ];
  it.each(broken)('refuses %s', (_name, run, code) => {
    expect(codeOf(run)).toContain(code);
  });
});
