import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotePosix } from '../../../render/words.ts';
import { AppError } from '../../../schema/error.ts';
import { defaults } from '../config.ts';
import type { Context } from '../context.ts';
import { openEngine } from '../fake-engine.ts';
import { pathsFrom } from '../paths.ts';
import { LocalService } from '../service.ts';
import { collectingTerminal } from '../terminal.ts';
import { installProgram, type Program } from '../test-program.ts';
import { talkAbout } from './converse.ts';
import { dangerOf, dryRun, unsafeWords } from './danger.ts';
import { plainCommand, runProgram } from './execute.ts';
import { readBlank } from './fill-blanks.ts';
import type { Choice, Prompts } from './prompts.ts';

describe('plainCommand', () => {
  it.each([
    ['git commit -m "two words"', ['git', 'commit', '-m', 'two words']],
    ["echo 'a $b' c\\ d", ['echo', 'a $b', 'c d']],
    ['dd if=/dev/zero of=x', ['dd', 'if=/dev/zero', 'of=x']],
    ["printf $'a\\nb'", ['printf', 'a\nb']],
    ['echo "a*b"', ['echo', 'a*b']],
    ["ls ~/'a b' '~/c'", ['ls', `${homedir()}/a b`, '~/c']],
  ])('%s', (text, words) => expect(plainCommand(text)).toEqual(words));

  it.each([
    'a | b',
    'a && b',
    'a; b',
    'a > f',
    'a < f',
    'echo $HOME',
    'echo "$HOME"',
    'echo $(id)',
    'echo `id`',
    'ls *.txt',
    'ls ~',
    'ls ~root/x',
    'ls {a,b}',
    'a &',
    'X=1 a',
    'if a; then b; fi',
    'a\nb',
    'echo "x',
    '',
    '# only a comment',
    'dd of=$HOME',
    'dd of=`id`',
    '(a)',
    '! a',
    'cat <<< x',
    'time a',
  ])('needs a shell: %s', (text) => expect(plainCommand(text)).toBeUndefined());

  it('gives back every word that was quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0'))), (words) => {
        expect(plainCommand(['echo', ...words.map(quotePosix)].join(' '))).toEqual(['echo', ...words]);
      }),
    );
  });
});

describe('danger', () => {
  it.each([
    ['rm -rf x', ['-rf']],
    ['rm x', []],
    ['git push --force', ['--force']],
    ['git push -f', ['-f']],
    ['git push origin +main', ['+main']],
    ['git reset --hard HEAD~1', ['--hard']],
    ['kubectl apply -f x.yaml', []],
    ['git branch -D old', ['-D']],
    ['terraform destroy --auto-approve', ['--auto-approve']],
  ])('%s', (line, words) => expect(unsafeWords(line.split(' '))).toEqual(words));

  it('says why and what is touched', async () => {
    const engine = await openEngine();
    const remove = (await engine.ask('remove /tmp/x')).candidates[0]!.calls[0]!;
    expect(dangerOf(remove.operation, remove.call, ['rm', '/tmp/x'])).toMatchObject({ touches: ['file ["/tmp/x"]'] });
    const say = (await engine.ask('say hi')).candidates[0]!.calls[0]!;
    expect(dangerOf(say.operation, say.call, ['echo', 'hi'])).toBeUndefined();
  });

  it('finds the rehearsal that the operation has', async () => {
    const engine = await openEngine();
    const scale = (await engine.ask('scale web to 3')).candidates[0]!.calls[0]!;
    expect(dryRun(scale.operation, scale.call)?.arguments.at(-1)).toMatchObject({ name: '--dry-run', value: 'server' });
    const say = (await engine.ask('say hi')).candidates[0]!.calls[0]!;
    expect(dryRun(say.operation, say.call)).toBeUndefined();
  });
});

describe('readBlank', () => {
  it.each([
    [{ type: 'integer' }, '3', { value: 3 }],
    [{ type: 'integer' }, '3.5', { wrong: 'A whole number, please' }],
    [{ type: 'integer', constraints: { minimum: 1 } }, '0', { wrong: 'At least 1' }],
    [{ type: 'number' }, 'many', { wrong: 'A number, please' }],
    [{ type: 'string', enum: ['a', 'b'] }, 'c', { wrong: 'One of a, b' }],
    [{ type: 'boolean' }, 'yes', { wrong: 'true or false' }],
    [{ type: 'array' }, 'a, b', { value: ['a', 'b'] }],
    [{ type: 'object' }, '{"a":1}', { value: { a: 1 } }],
    [{ type: 'map' }, 'a=1', { value: 'a=1' }],
    [{ type: 'string', constraints: { maxLength: 2 } }, 'abc', { wrong: 'At most 2 characters' }],
    [{ type: 'string' }, ' x ', { value: 'x' }],
  ])('%j %s', (blank, input, want) => expect(readBlank({ name: 'n', ...blank }, input)).toEqual(want));
});

/** A person who answers from a list; what is asked and said is kept. */
function scripted(answers: (string | boolean)[]): Prompts & { heard: string[] } {
  const heard: string[] = [];
  const next = (question: string) => {
    heard.push(question);
    const answer = answers.shift();
    if (answer === undefined) throw new AppError('cancelled', `no answer to: ${question}`, '');
    return answer;
  };
  return {
    heard,
    say: (text) => heard.push(text),
    text: async (message, { wrong }) => {
      const answer = String(next(message));
      const refusal = wrong?.(answer);
      if (refusal) heard.push(`refused: ${refusal}`);
      return refusal ? String(next(message)) : answer;
    },
    secret: async (message) => String(next(message)),
    confirm: async (message) => next(message) === true,
    select: async <Value extends string | number>(message: string, choices: Choice<Value>[]) => {
      const answer = String(next(`${message} [${choices.map((choice) => choice.label).join(' | ')}]`));
      const chosen = choices.find((choice) => choice.label.startsWith(answer));
      if (!chosen) throw new Error(`no choice ${answer} in ${message}`);
      return chosen.value;
    },
  };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gorilla-talk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function talk(request: string, answers: (string | boolean)[]) {
  const engine = await openEngine();
  const prompts = scripted(answers);
  const terminal = collectingTerminal({ env: {}, outIsTerminal: false, errIsTerminal: false, width: 100 });
  const paths = pathsFrom({ HOME: folder }, folder, 'linux');
  const service = new LocalService(engine);
  const context: Context = {
    terminal,
    paths,
    exit: 0,
    config: () => ({ ...defaults(), history: false }),
    service: async () => service,
  };
  const exit = await talkAbout({ context, service, prompts, style: undefined }, await engine.ask(request)).catch(
    (error: AppError) => error.code,
  );
  return { exit, heard: prompts.heard.join('\n'), out: terminal.written.out };
}

describe('the conversation', () => {
  it('explains each argument, and copies', async () => {
    const { exit, heard, out } = await talk('scale web to 3', ['copy']);
    expect(exit).toBe(0);
    expect(heard).toMatch(/--replicas 3 {2}← “3”\n\s+The new desired number of replicas/);
    expect(heard).toContain('documented by test:kubectl 1.2.3');
    expect(out).toContain('kubectl scale --replicas 3 web');
  });
  it('asks for blanks, with type checks', async () => {
    const { heard, out } = await talk('scale web', ['many', '4', 'copy']);
    expect(heard).toContain('refused: A number, please');
    expect(out).toContain('--replicas 4');
  });
  it('offers no run while a blank is left', async () => {
    const { heard } = await talk('scale web', ['', 'cancel']);
    expect(heard).toContain('What now? [copy | edit | cancel]');
  });
  it('runs a plain command upon a yes', async () => {
    const { exit, heard } = await talk('say hello', ['run', true]);
    expect(exit).toBe(0);
    expect(heard).toContain('Run it now?  echo hello');
  });
  it('goes back to the menu upon a no', async () =>
    expect((await talk('say hello', ['run', false, 'cancel'])).exit).toBe(0));
  it('asks twice before it removes, and shows what', async () => {
    const file = join(folder, 'victim');
    writeFileSync(file, '');
    const no = await talk(`remove ${file}`, ['run', true, 'no', 'cancel']);
    expect(no.heard).toContain(`It touches:\n  file ["${file}"]`);
    expect(existsSync(file)).toBe(true);
    expect((await talk(`remove ${file}`, ['run', true, 'yes'])).exit).toBe(0);
    expect(existsSync(file)).toBe(false);
  });
  it('offers a rehearsal where there is one', async () => {
    expect((await talk('scale web to 3', ['cancel'])).heard).toContain('[copy | run | dry run | edit | cancel]');
  });
  it('checks an edited call', async () => {
    const { heard } = await talk('scale web to 3', ['edit', 'kubectl scale --replcas 3 web', 'cancel']);
    expect(heard).toContain('--replcas');
    expect(heard).toMatch(/unknown-parameter/);
    expect(heard.trim().endsWith('What now? [copy | edit | cancel]')).toBe(true);
  });
  it('asks twice when an edit made it dangerous', async () => {
    const { heard } = await talk('say x', ['edit', 'rm -r /tmp/none', 'run', true, 'no', 'cancel']);
    expect(heard).toContain('It touches:');
  });
  it('says that there is no such call, and offers the nearest', async () => {
    const { exit, heard } = await talk('frobnicate', ['none']);
    expect(exit).toBe(1);
    expect(heard).toContain('No such call');
  });
  it('never offers to send HTTP unless the network is allowed', async () => {
    expect((await talk('issue "x" in a/b', ['cancel'])).heard).toContain('[copy | edit | cancel]');
  });
  it('is cancelled by Ctrl-C', async () => expect((await talk('say x', [])).exit).toBe('cancelled'));
});

describe('runProgram', () => {
  it('passes words as they are, without a shell', async () => {
    const script = "process.exit(process.argv[1] === '$(exit 3); *' ? 7 : 1)";
    expect(await runProgram([process.execPath, '-e', script, '$(exit 3); *'])).toBe(7);
  });
  it('says which program is missing', async () => {
    await expect(runProgram(['no-such-program-here'])).rejects.toMatchObject({ code: 'tool-missing' });
  });
});

// util-linux's `script` gives the program a terminal; macOS has another of that name.
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

describe.skipIf(!hasScript)('on a real terminal', () => {
  let program: Program;
  beforeAll(async () => {
    program = await installProgram();
  });
  afterAll(() => program?.remove());

  /** Types each key when its cue has appeared on the screen. */
  function type(args: string, steps: [cue: string, keys: string][]): Promise<{ screen: string; exit: number | null }> {
    const command = `stty cols 100 rows 40; exec "${process.execPath}" "${program.bin}" ${args}`;
    const child = spawn('script', ['-qefc', command, '/dev/null'], {
      env: program.env,
    });
    let screen = '';
    let from = 0;
    const left = [...steps];
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      screen += part;
      const step = left[0];
      if (!step || !screen.slice(from).includes(step[0])) return;
      from = screen.length;
      left.shift();
      setTimeout(() => child.stdin.write(step[1]), 60);
    });
    return new Promise((settle) => child.on('close', (exit) => settle({ screen, exit })));
  }

  it('asks for the blank, goes down to run, and runs upon yes', async () => {
    const { screen, exit } = await type('say hello from the terminal', [
      ['What now?', '\x1b[B\r'],
      ['Run it now?', 'y'],
    ]);
    expect(screen.replaceAll('\r', '')).toMatch(/\nhello from the terminal\n/);
    expect(exit).toBe(0);
  });
  it('ends with 130 upon Ctrl-C, and runs nothing', async () => {
    const { screen, exit } = await type('scale web', [['--replicas?', '\x03']]);
    expect(exit).toBe(130);
    expect(screen).toContain('Nothing was run.');
  });
});
