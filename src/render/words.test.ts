import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../verify/hostile.ts';
import { pythonLiteral, typescriptLiteral } from './literals.ts';
import { joinWords, quotePosix, text } from './words.ts';

const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const samples = fc.sample(hostileText, { numRuns: 600, seed: 20 });
const chunks = Array.from({ length: 6 }, (_, index) => samples.slice(index * 100, index * 100 + 100));

describe.skipIf(!has('/bin/sh', '-c', 'true'))('a real shell (skipped where there is no /bin/sh)', () => {
  it.each(chunks)('receives every quoted word as it was', (...values) => {
    const line = joinWords([text('printf'), text('%s\\0'), ...values.map(text)], quotePosix);
    const { stdout, status } = spawnSync('/bin/sh', ['-c', line], { encoding: 'utf8', env: { HOME: '~' } });
    expect(status).toBe(0);
    expect(stdout.split('\0').slice(0, -1)).toEqual(values);
  });

  it.each([
    ['~/notes.txt', '/home/me/notes.txt'],
    ['~/', '/home/me/'],
    ["~/a b/$(id)'", "/home/me/a b/$(id)'"],
    ['~/~/x', '/home/me/~/x'],
    ['~', '~'],
    ['~root/x', '~root/x'],
  ])('knows whose folder %s is in', (value, expected) => {
    const line = joinWords([text('printf'), text('%s'), text(value)], quotePosix);
    expect(spawnSync('/bin/sh', ['-c', line], { encoding: 'utf8', env: { HOME: '/home/me' } }).stdout).toBe(expected);
  });
});

describe.skipIf(!has('python3', '--version'))('a real Python (skipped where there is none)', () => {
  it('reads every literal as it was', () => {
    const source = `import ast, json, sys\nprint(json.dumps(ast.literal_eval(sys.stdin.buffer.read().decode('utf8'))))`;
    const value = { texts: samples, none: null, yes: true, numbers: [1.5, -3, 1e21, 1e-7] };
    const { stdout, stderr } = spawnSync('python3', ['-c', source], { input: pythonLiteral(value), encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(value);
  });
});

it('JavaScript itself reads every literal as it was', () => {
  const value = { texts: samples, keys: Object.fromEntries(samples.map((key, index) => [key, index])) };
  // Indirect evaluation of our own literal, as the judge that cannot be wrong.
  const read = new Function(`return ${typescriptLiteral(value)};`) as () => unknown;
  expect(read()).toEqual(value);
});
