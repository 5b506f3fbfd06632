import { describe, expect, it } from 'vitest';
import type { Constraints } from './operation.ts';
import { isShortened } from './shortened.ts';

describe('a shortened identifier', () => {
  it.each<[string, Constraints, boolean]>([
    ['mw-01', { minLength: 20, pattern: '^mw-[0-9a-f]{17}$' }, true],
    ['fs-0fsx', { pattern: '^(arn:aws:[a-z]+|fs-[0-9a-f]{8,40})$' }, true],
    ['AC77de', { minLength: 34, maxLength: 34, pattern: '^AC[0-9a-fA-F]{32}$' }, true],
    ['9b1d-77', { pattern: '^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$' }, true],
    ['556677', { pattern: '^\\d{12}$' }, true],
    ['12', { pattern: '^\\d{12}$' }, false],
    ['xx-01', { minLength: 20, pattern: '^mw-[0-9a-f]{17}$' }, false],
    ['window', { minLength: 20 }, false],
    ['the 1st one', { minLength: 20 }, false],
    ['AC77de', { maxLength: 4 }, false],
  ])('%s within %j: %s', (text, limits, is) => expect(isShortened(text, limits)).toBe(is));
});
