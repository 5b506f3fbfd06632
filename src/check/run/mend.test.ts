import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileReport } from '../report.ts';
import { fakeCheck } from './fake-checker.ts';
import { applied, mended } from './mend.ts';

const check = (text: string): FileReport => fakeCheck({ path: 'x.sh', text });
const errors = (report: FileReport) =>
  report.calls.flatMap((call) => call.findings).filter((finding) => finding.severity === 'error').length;

describe('applied', () => {
  it('puts repairs in, the earlier of two that overlap', () => {
    const repair = (start: number, end: number, text: string) => ({ start, end, text, safe: true });
    expect(applied('abcdef', [repair(4, 5, 'E'), repair(0, 2, 'X'), repair(1, 3, 'Y')])).toEqual({
      text: 'XcdEf',
      count: 2,
    });
    expect(applied('ab', [repair(0, 9, '')])).toEqual({ text: 'ab', count: 0 });
  });
});

describe('mended', () => {
  it('makes every safe repair and leaves all else as it is', async () => {
    const text = 'a\r\naws x --wrng é --wrng\naws y --odd\n';
    const { text: out, fixed } = await mended(text, check(text), check);
    expect([out, fixed]).toEqual(['a\r\naws x --wrong é --wrong\naws y --odd\n', 2]);
  });
  it('takes back what does not help', async () => {
    const stubborn = (text: string) => check(text.replace('--wrong', '--odd'));
    expect(await mended('aws x --wrng', check('aws x --wrng'), stubborn)).toMatchObject({
      text: 'aws x --wrng',
      fixed: 0,
    });
  });
  it('never leaves more errors, and a second time does nothing', async () => {
    const word = fc.constantFrom('--wrng', '--odd', '--old', 'x', '\n', 'aws ');
    await fc.assert(
      fc.asyncProperty(fc.array(word), async (words) => {
        const text = words.join(' ');
        const once = await mended(text, check(text), check);
        expect(errors(once.report)).toBeLessThanOrEqual(errors(check(text)));
        expect((await mended(once.text, once.report, check)).fixed).toBe(0);
      }),
    );
  });
});
