import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeCheck } from '../../../check/run/fake-checker.ts';
import type { SourceFile } from '../../../check/snippet.ts';
import { defaults } from '../config.ts';
import type { Context } from '../context.ts';
import { pathsFrom } from '../paths.ts';
import { collectingTerminal } from '../terminal.ts';
import type { CheckFlags } from './check.ts';
import { checkCommand } from './check-run.ts';

const root = mkdtempSync(join(tmpdir(), 'gorilla-check-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const put = (name: string, text: string) => writeFileSync(join(root, name), text);
const get = (name: string) => readFileSync(join(root, name), 'utf8');

let checked: string[] = [];

async function run(names: string[], flags: Partial<CheckFlags> = {}, stdin = '', stamp?: string) {
  const env = { GORILLA_HOME: join(root, 'home') };
  const encoded = Buffer.from(stdin).toString('base64');
  const terminal = collectingTerminal({ env, outIsTerminal: false, errIsTerminal: false, width: 100, stdin: encoded });
  const context: Context = {
    terminal,
    paths: pathsFrom(env, root),
    exit: 0,
    config: defaults,
    service: () => Promise.reject(new Error('not needed')),
  };
  checked = [];
  const check = (file: SourceFile) => {
    checked.push(file.path);
    return fakeCheck(file);
  };
  const opening = { open: async () => ({ check, close: () => undefined }), stamp: async () => stamp };
  await checkCommand(context, names, { cache: true, ...flags }, '1.0.0', root, opening);
  return { exit: context.exit, ...terminal.written };
}

beforeEach(() => {
  put('good.sh', 'aws s3 ls\n');
  put('bad.sh', 'aws s3 ls --odd\n');
  put('old.sh', 'aws s3 ls --old\n');
});

describe('exit status', () => {
  it.each<[string[], Partial<CheckFlags>, number]>([
    [['good.sh'], {}, 0],
    [['bad.sh'], {}, 1],
    [['old.sh'], {}, 0],
    [['old.sh'], { failOn: 'warning' }, 1],
    [['bad.sh'], { failOn: 'never' }, 0],
  ])('%j %j: %i', async (names, flags, exit) => expect((await run(names, flags)).exit).toBe(exit));
  it.each<[string[], Partial<CheckFlags>, string]>([
    [['none.sh'], {}, 'usage'],
    [['bad.sh'], { format: 'sarf' }, 'usage'],
    [['bad.sh'], { failOn: 'eror' }, 'usage'],
    [['bad.sh'], { pin: ['aws'] }, 'usage'],
    [['bad.sh'], { config: 'none.json' }, 'config-invalid'],
    [['bad.sh'], { baseline: 'none.json' }, 'config-invalid'],
  ])('%j %j fails: %s', (names, flags, code) => expect(run(names, flags)).rejects.toMatchObject({ code }));
});

describe('gorilla check', () => {
  it('reads stdin', async () => {
    const ran = await run(['-'], { stdinName: 'piped.sh' }, 'aws s3 ls --odd\n');
    expect(ran.exit).toBe(1);
    expect(ran.out).toContain('piped.sh:1:11 error');
  });
  it('repairs what is safe, writes it, and tells what is left', async () => {
    put('fix.sh', 'aws s3 ls --wrng\naws s3 ls --odd\n');
    const ran = await run(['fix.sh'], { fix: true });
    expect(get('fix.sh')).toBe('aws s3 ls --wrong\naws s3 ls --odd\n');
    expect(ran.out).toContain('1 repair made');
    expect(ran.exit).toBe(1);
  });
  it('writes to a file, and a summary for people', async () => {
    const ran = await run(['bad.sh'], { format: 'json', output: 'out.json' });
    expect([ran.out, ran.exit]).toEqual(['', 1]);
    expect(JSON.parse(get('out.json')).totals.errors).toBe(1);
    expect(ran.err).toContain('1 error in 1 call of 1 file');
  });
  it('keeps a baseline of what is known', async () => {
    await run(['bad.sh'], { updateBaseline: true, baseline: 'known.json' });
    expect((await run(['bad.sh'], { baseline: 'known.json' })).exit).toBe(0);
    put('bad.sh', 'echo moved\n\n  aws  s3 ls --odd\naws s3 mv --odd\n');
    const ran = await run(['bad.sh'], { baseline: 'known.json' });
    expect(ran.exit).toBe(1);
    expect(ran.out).toContain('1 known by the baseline');
    // A run over other files does not forget these.
    await run(['old.sh'], { updateBaseline: true, baseline: 'known.json' });
    expect(JSON.parse(get('known.json')).findings.map((each: { path: string }) => each.path)).toEqual([
      'bad.sh',
      'old.sh',
    ]);
  });
  it('judges a file once, until it or the zoo changes', async () => {
    const first = await run(['bad.sh', 'good.sh'], {}, '', 'zoo 1');
    expect(checked).toEqual(['bad.sh', 'good.sh']);
    const second = await run(['bad.sh', 'good.sh'], {}, '', 'zoo 1');
    expect([checked, second.out]).toEqual([[], first.out]);
    put('good.sh', 'aws s3 mb\n');
    await run(['bad.sh', 'good.sh'], {}, '', 'zoo 1');
    expect(checked).toEqual(['good.sh']);
    await run(['bad.sh'], {}, '', 'zoo 2');
    expect(checked).toEqual(['bad.sh']);
    await run(['bad.sh'], { cache: false }, '', undefined);
    expect(checked).toEqual(['bad.sh']);
  });
});
