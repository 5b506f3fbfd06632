import { describe, expect, it } from 'vitest';
import { fakeCheck } from '../run/fake-checker.ts';
import { readIgnores } from './ignore-comments.ts';
import { judged } from './judge.ts';

/** Lines of the findings that are left. */
const left = (text: string, config: Partial<Parameters<typeof judged>[2]> = {}) =>
  judged(fakeCheck({ path: 'x.sh', text }), text, { rules: {}, tools: [], ...config }).calls.flatMap((call) =>
    call.findings.map((finding) => `${finding.place.line} ${finding.severity} ${finding.id}`),
  );

describe('ignore comments', () => {
  const error = (line: number) => `${line} error unknown-parameter`;
  it.each<[string, string, string[]]>([
    ['none', 'aws s3 ls --odd', [error(1)]],
    ['the same line', 'aws s3 ls --odd # gorilla-ignore', []],
    ['a rule that is found', 'aws s3 ls --odd # gorilla-ignore unknown-parameter', []],
    ['another rule', 'aws s3 ls --odd # gorilla-ignore deprecated', [error(1)]],
    ['one of several', 'aws s3 ls --odd --old # gorilla-ignore deprecated, wrong-type', [error(1)]],
    ['with a reason', 'aws s3 ls --odd # gorilla-ignore unknown-parameter -- a plug-in of ours', []],
    ['the next line', '// gorilla-ignore-next-line\naws s3 ls --odd\naws s3 ls --odd', [error(3)]],
    ['alone on its line', '  # gorilla-ignore unknown-parameter\naws s3 ls --odd', []],
    ['in HTML', '<!-- gorilla-ignore-next-line unknown-parameter -->\naws s3 ls --odd', []],
    ['HTML without blanks', '<!--gorilla-ignore-->\naws s3 ls --odd', []],
    ['two above one line', '# gorilla-ignore deprecated\n# gorilla-ignore unknown-parameter\naws x --odd --old', []],
    ['the file', 'aws s3 ls --odd\n# gorilla-ignore-file\naws s3 ls --odd --old', []],
    ['one rule of the file', '# gorilla-ignore-file deprecated\naws s3 ls --odd --old', [error(2)]],
    ['another word', 'aws s3 ls --odd # gorilla-ignored', [error(1)]],
  ])('%s', (_, text, findings) => expect(left(text)).toEqual(findings));

  it('an id that is no rule frees nothing, and is told', () => {
    const { lines, problems } = readIgnores('x # gorilla-ignore unknown-option');
    expect([lines.size, problems]).toEqual([
      0,
      [{ line: 1, message: 'gorilla-ignore: there is no rule unknown-option' }],
    ]);
  });
});

describe('configuration', () => {
  it('weighs rules anew or switches them off', () => {
    expect(left('aws x --odd --old', { rules: { 'unknown-parameter': 'warning', deprecated: 'off' } })).toEqual([
      '1 warning unknown-parameter',
    ]);
  });
  it('leaves own tools alone, by whole words', () => {
    expect(left('aws neat --odd', { tools: ['aws neat'] })).toEqual([]);
    expect(left('aws neat --odd', { tools: ['aws ne'] })).toHaveLength(1);
  });
});
