import { describe, expect, it } from 'vitest';
import { isLongNumeral } from './numeral.ts';

describe('isLongNumeral', () => {
  it.each([
    ['1731402222.010100', true],
    ['123456789012345678', true],
    ['-123456789012345678', true],
    ['1731402222010100', false],
    ['0.10', false],
    ['42', false],
    ['12345678901234567890abc', false],
    ['', false],
  ])('%s: %s', (text, long) => expect(isLongNumeral(text)).toBe(long));

  it.each([
    ['123456789012345678', 'integer', true],
    ['1731402222.010100', 'integer', false],
    ['123456789012345678', 'boolean', false],
    ['123456789012345678', 'string', false],
  ] as const)('%s, %s: %s', (text, type, long) => expect(isLongNumeral(text, type)).toBe(long));
});
