import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installProgram, type Program } from './test-program.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let program: Program;
beforeAll(async () => {
  program = await installProgram();
});
afterAll(() => program?.remove());

const run: Program['run'] = (args, options) => program.run(args, options);

/** The value, if the named schema of docs/schemas accepts it. */
function valid(schema: string, text: string) {
  const file = new URL(`../../../docs/schemas/${schema}.json`, import.meta.url);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const value = JSON.parse(text);
  expect(validate(value) ? [] : validate.errors).toEqual([]);
  return value;
}

describe('a request in a pipe', () => {
  it('prints the call alone on stdout and why on stderr', async () => {
    const ran = await run(['say', 'hello']);
    expect(ran).toMatchObject({ stdout: 'echo hello\n', exit: 0 });
    expect(ran.stderr).toContain('“hello”');
    expect(ran.stderr).toContain('test:coreutils 1.2.3');
  });
  it('says nothing else when told to be quiet', async () => {
    expect(await run(['--quiet', 'say hello'])).toEqual({ stdout: 'echo hello\n', stderr: '', exit: 0 });
  });
  it('marks blanks, and tells so by its exit status', async () => {
    const ran = await run(['scale', 'web']);
    expect(ran).toMatchObject({ stdout: 'kubectl scale --replicas <replicas> web\n', exit: 10 });
    expect(ran.stderr).toContain('is missing');
  });
  it('abstains with the nearest operations on stderr', async () => {
    const ran = await run(['frobnicate', 'the', 'moon']);
    expect(ran).toMatchObject({ stdout: '', exit: 1 });
    expect(ran.stderr).toMatch(/No such call[\s\S]*Nearest operations[\s\S]*echo/);
  });
  it('reads the request from stdin', async () =>
    expect((await run(['-'], { stdin: 'say hello\n' })).stdout).toBe('echo hello\n'));
  it('takes every word behind -- for the request', async () => {
    expect((await run(['--', 'show', 'me', 'say', 'hi'])).stdout).toBe('echo hi\n');
  });
  it('writes other surfaces and styles', async () => {
    expect((await run(['issue "it broke" in octo/hello'])).stdout).toContain('curl');
    expect((await run(['--style', 'powershell', 'say it is'])).stdout).toContain("'it is'");
  });
  it('colours only where asked', async () => {
    expect((await run(['say', 'x'])).stderr).not.toContain('\x1b');
    expect((await run(['say', 'x'], { env: { FORCE_COLOR: '1' } })).stderr).toContain('\x1b[');
    expect((await run(['say', 'x'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stderr).not.toContain('\x1b');
  });
});

describe('what goes wrong', () => {
  it.each([
    [[], {}, 'empty-request', 2],
    [['  '], {}, 'empty-request', 2],
    [['-'], { stdin: 'x'.repeat(100_000) }, 'request-too-long', 2],
    [['x'.repeat(100_000)], {}, 'request-too-long', 2],
    [['-'], { stdin: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 1]) }, 'binary-input', 2],
    [['say', 'hi', '-n', '3'], {}, 'usage', 2],
    [['--limit', '9', 'say', 'hi'], {}, 'usage', 2],
    [['--surface', 'pyton', 'say', 'hi'], {}, 'unknown-surface', 2],
    [['--style', 'bash', 'say', 'hi'], {}, 'usage', 2],
    [['--scope', 'kubctl', 'say', 'hi'], {}, 'unknown-provider', 2],
    [['show', 'no', 'such'], {}, 'unknown-operation', 2],
    [['zoo', 'info', 'gitub'], {}, 'unknown-provider', 2],
    [['config', 'set', 'limt', '3'], {}, 'config-invalid', 7],
    [['batch', '/no/such/file'], {}, 'usage', 2],
    [['eval', 'check', '--code', 'src'], {}, 'tool-missing', 9],
  ])('%j', async (args, options, code, exit) => {
    const ran = await run(args, options);
    expect(ran).toMatchObject({ stdout: '', exit });
    expect(ran.stderr).toContain(`(${code})`);
    expect(ran.stderr).toContain(`docs/errors.md#${code}`);
    expect(ran.stderr).not.toMatch(/\n {4}at /);
  });
  it('tells an error as JSON too', async () => {
    const ran = await run(['--json', '--scope', 'kubctl', 'say hi']);
    expect(valid('error', ran.stderr).error).toMatchObject({ code: 'unknown-provider', exit: 2 });
    expect(ran.stderr).toContain('Did you mean kubectl?');
  });
  it('works without a home that can be written', async () => {
    const ran = await run(['say', 'hello'], { env: { HOME: '/dev/null' } });
    expect(ran).toMatchObject({ stdout: 'echo hello\n', exit: 0 });
    expect(ran.stderr).toContain('history');
  });
  it('works with an empty HOME', async () => {
    const env = { HOME: '', GORILLA_HOME: join(program.root, 'e') };
    expect(await run(['say', 'hello'], { env })).toMatchObject({ stdout: 'echo hello\n', exit: 0 });
  });
  it.skipIf(process.platform === 'win32')('ends quietly when nobody reads', () => {
    const requests = join(program.root, 'many.jsonl');
    writeFileSync(requests, '{"id":1,"request":"say hello"}\n'.repeat(20_000));
    const shell = `"${process.execPath}" "${program.bin}" batch "${requests}" 2>&1 | head -1`;
    const lines = execFileSync('sh', ['-c', shell], { env: program.env }).toString().trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ id: 1 });
  });
});

describe('--json', () => {
  it.each([
    [['--json', 'scale web to 3'], 'answer'],
    [['--json', 'scale web'], 'answer'],
    [['--json', 'nothing fits'], 'answer'],
    [['--json', 'issue "x" in a/b'], 'answer'],
    [['search', 'remove', '--json'], 'search'],
    [['show', 'rm', '--json'], 'operations'],
    [['explain', 'rm x', '--json'], 'explanation'],
    [['zoo', 'list', '--json'], 'providers'],
    [['zoo', 'info', 'kubectl', '--json'], 'providers'],
    [['history', '--json'], 'history'],
    [['config', '--json'], 'config'],
    [['daemon', 'status', '--json'], 'daemon-status'],
  ])('%j is as docs/schemas/%s.json says', async (args, schema) => {
    valid(schema, (await run(args)).stdout);
  });
});

describe('batch', () => {
  it('answers each line in order, and names the bad ones', async () => {
    const lines = [
      '{"id":"a","request":"say hello"}',
      '',
      'not json',
      '{"id":2,"request":"scale web","surface":"cli"}',
      '{"id":3,"request":""}',
      '{"id":4,"request":"zzz"}',
    ];
    const ran = await run(['batch'], { stdin: lines.join('\n') });
    const answers = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => valid('batch-answer', line));
    expect(answers.map((answer) => [answer.id, answer.abstained])).toEqual([
      ['a', false],
      [2, false],
      [4, true],
    ]);
    expect(answers[1].candidates[0].calls[0]).toEqual({
      operation: 'kubectl:scale',
      surface: 'cli',
      path: 'kubectl scale',
      arguments: { '<0>': 'web' },
      missing: ['--replicas'],
      text: 'kubectl scale --replicas <replicas> web',
    });
    expect(ran.stderr).toMatch(/Line 3: it is not JSON[\s\S]*Line 5:/);
    expect(ran.exit).toBe(2);
  });
  it('reads a file, in a scope', async () => {
    const file = join(program.root, 'requests.jsonl');
    writeFileSync(file, '{"id":1,"request":"remove /tmp/x"}\n');
    const ran = await run(['batch', file, '--scope', 'kubectl']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ id: 1, abstained: true });
    expect((await run(['batch', file, '--scope', 'nix'])).stderr).toContain('unknown-provider');
  });
});

describe('the other commands', () => {
  it('keep a history that can be switched off', async () => {
    const env = { GORILLA_HOME: join(program.root, 'h') };
    await run(['say', 'my', 'password', 'hunter2'], { env });
    expect((await run(['history'], { env })).stdout).toContain('say my password ***');
    await run(['history', 'off'], { env });
    await run(['say', 'again'], { env });
    expect((await run(['history', '--json'], { env })).stdout).not.toContain('again');
    await run(['history', 'clear'], { env });
    expect((await run(['history'], { env })).stderr).toContain('empty and switched off');
  });
  it('keep a configuration that requests obey', async () => {
    const env = { GORILLA_HOME: join(program.root, 'c') };
    const path = (await run(['config', 'path'], { env })).stdout.trim();
    await run(['config', 'set', 'scope', 'kubectl'], { env });
    expect(existsSync(path)).toBe(true);
    expect((await run(['config', 'get', 'scope'], { env })).stdout).toBe('kubectl\n');
    expect((await run(['say', 'x'], { env })).exit).toBe(1);
    await run(['config', 'unset', 'scope'], { env });
    expect((await run(['say', 'x'], { env })).exit).toBe(0);
    writeFileSync(path, '{"surfce": "cli"}');
    const broken = await run(['say', 'x'], { env });
    expect(broken).toMatchObject({ stdout: '', exit: 7 });
    expect(broken.stderr).toContain('Did you mean surface?');
  });
  it('explain and check a call', async () => {
    expect(await run(['explain', 'rm x'])).toMatchObject({ exit: 0, stderr: '' });
    const wrong = await run(['explain', 'frob x']);
    expect(wrong.exit).toBe(1);
    expect(wrong.stdout).toContain('unknown-operation');
  });
  it.each([
    'batch',
    'explain',
    'search',
    'show',
    'zoo list',
    'zoo info',
    'history',
    'config',
    'completions',
    'daemon',
    'eval',
    'ask',
  ])('%s --help has examples', async (command) => {
    const ran = await run([...command.split(' '), '--help']);
    expect(ran).toMatchObject({ exit: 0, stderr: '' });
    expect(ran.stdout).toMatch(/Examples?:/);
  });
  it('eval starts what npm run eval starts, with its words and its exit status', async () => {
    const folder = join(program.root, 'eval');
    const modules = join(program.root, 'node_modules');
    const main = 'const words: string[] = process.argv.slice(2);\nconsole.log(...words);\nprocess.exit(3);\n';
    try {
      mkdirSync(folder);
      writeFileSync(join(folder, 'main.ts'), main);
      expect((await run(['eval', 'check'])).stderr).toContain('npm install');
      symlinkSync(join(ROOT, 'node_modules'), modules, 'junction');
      const words = ['check', '--code', 'a b', '--help', '-x', '--json'];
      expect(await run(['eval', ...words])).toEqual({ stdout: `${words.join(' ')}\n`, stderr: '', exit: 3 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
      rmSync(modules, { force: true });
    }
  });
  it('print the version', async () => expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/));
  it.each(['bash', 'zsh', 'fish', 'powershell'])('print completions for %s', async (shell) => {
    const { stdout, exit } = await run(['completions', shell]);
    expect(exit).toBe(0);
    for (const word of ['batch', 'completions', 'surface', 'scope']) expect(stdout).toContain(word);
  });
  it.skipIf(process.platform === 'win32')('print completions that bash takes and uses', async () => {
    const { stdout } = await run(['completions', 'bash']);
    const ask = (...words: string[]) =>
      execFileSync('bash', [
        '-c',
        `${stdout}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _gorilla; echo "\${COMPREPLY[*]}"`,
      ])
        .toString()
        .trim();
    expect(ask('gorilla', 'zo')).toBe('zoo');
    expect(ask('gorilla', 'zoo', '')).toContain('list info');
    expect(ask('gorilla', '--surface', 'py')).toBe('python');
  });
});

describe('what a start loads', () => {
  const dist = () => join(program.root, 'dist', 'test-build');
  /** Names and bytes of a module and all that it imports outright. */
  const loaded = (name: string, seen = new Map<string, number>()): Map<string, number> => {
    if (seen.has(name)) return seen;
    const text = readFileSync(join(dist(), name), 'utf8');
    seen.set(name, text.length);
    for (const [, file] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) loaded(file!, seen);
    return seen;
  };
  it('through the daemon: some built-in modules', () => {
    const entry = readFileSync(join(dist(), 'entry.cjs'), 'utf8');
    const modules = [...entry.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]);
    expect([...new Set(modules)].sort()).toEqual(['node:fs', 'node:net', 'node:os', 'node:path', 'node:tty']);
    expect(entry.length).toBeLessThan(12_000);
  });
  it('without it: neither zoo nor prompts nor parsers, until they are needed', () => {
    const main = loaded('main.js');
    expect(
      [...main.keys()].filter((name) => /^(open-engine|fake-engine|converse|read-calls|cli-progress|dist)-/.test(name)),
    ).toEqual([]);
    expect([...main.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(150_000);
  });
});
