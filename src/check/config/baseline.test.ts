import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeCheck } from '../run/fake-checker.ts';
import { encodeBaseline, knownOf, withoutKnown } from './baseline.ts';

const check = (text: string) => fakeCheck({ path: 'x.sh', text });
const lines = fc.array(fc.constantFrom('aws s3 ls --odd', 'aws s3  ls --odd', 'aws ec2 x --wrng --old', 'echo', ''));
const findings = (text: string) => check(text).calls.flatMap((call) => call.findings).length;

describe('the baseline', () => {
  it('silences exactly what it was made of, wherever it moves', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.constantFrom('', 'echo moved', '\t')), (body, before) => {
        const known = knownOf('x.sh', check(body.join('\n')));
        const moved = [...before, ...body].join('\n');
        const { file, silent } = withoutKnown('x.sh', check(moved), known);
        expect(file.calls.flatMap((call) => call.findings)).toEqual([]);
        expect(silent).toBe(findings(moved));
      }),
    );
  });
  it('counts: one more of the same is new', () => {
    const known = knownOf('x.sh', check('aws s3 ls --odd'));
    const { file } = withoutKnown('x.sh', check('aws s3 ls --odd\naws s3 ls --odd'), known);
    expect(file.calls.map((call) => call.findings.length)).toEqual([0, 1]);
  });
  it('does not silence another file or another call', () => {
    const known = knownOf('x.sh', check('aws s3 ls --odd'));
    expect(withoutKnown('y.sh', check('aws s3 ls --odd'), known).silent).toBe(0);
    expect(withoutKnown('x.sh', check('aws s3 cp --odd'), known).silent).toBe(0);
  });
  it('is written the same whatever the order', () => {
    const known = knownOf('x.sh', check('aws a --odd\naws b --odd --old'));
    expect(encodeBaseline([...known].reverse())).toBe(encodeBaseline(known));
  });
});
