import { execFile } from 'node:child_process';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Parameter, Skip, Source } from '../../schema/operation.ts';
import { type HelpText, ingestHelp } from './ingest-help.ts';
import { parseHelp } from './parse-help.ts';

export interface CrawlOptions {
  /** At most this many help pages are read; 400 where absent. */
  maxCommands?: number;
  /** For one help page, milliseconds; 5000 where absent. */
  timeoutMs?: number;
  /** Help pages read at once; 4 where absent. */
  concurrency?: number;
  signal?: AbortSignal;
  /** Runs a program and answers what it printed; for tests. */
  run?: (program: string, words: string[], timeoutMs: number, signal?: AbortSignal) => Promise<string>;
  /** The day of the reading, as an ISO date; today where absent. */
  date?: string;
}

const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 5;
const PROGRAM_NAME = /^[\w@+][\w@.+-]*$/;
const WORD = /^[a-z][\w:.-]*$/i;

/**
 * Reads an installed program by its own help, through its subcommands. Nothing is run but `<program> … --help` (and, where that prints none, `<program> help …`; of git's
 * commands `-h`, since `--help` opens a manual; `<program> options` where the help says that it lists those of all commands): without a shell, with empty standard input, without a pager or colours.
 *
 * Fails: `usage` where `program` is no plain name; `tool-missing` where it is not installed; `tool-failed` where it prints no help.
 * What cannot be read below the program itself is in `skipped`.
 */
export async function crawlInstalled(program: string, options: CrawlOptions = {}): Promise<Ingested> {
  if (!PROGRAM_NAME.test(program)) {
    throw new AppError(
      'usage',
      `"${program}" is no name of a program`,
      'Give the name of a program on your PATH, without path and arguments.',
    );
  }
  const { maxCommands = 400, concurrency = 4 } = options;
  const pages: HelpText[] = [];
  const skipped: Skip[] = [];
  let wave: string[][] = [[]];
  let hasHelpCommand = false;
  const seen = new Set<string>(['']);
  for (let depth = 0; wave.length > 0 && depth <= MAX_DEPTH; depth++) {
    const room = maxCommands - pages.length;
    for (const words of wave.slice(Math.max(0, room)))
      skipped.push({ pointer: [program, ...words].join(' '), reason: `more than ${maxCommands} commands` });
    const next: string[][] = [];
    for (const { words, text } of await inTurn(wave.slice(0, Math.max(0, room)), concurrency, (words) =>
      helpOf(program, words, options, hasHelpCommand),
    )) {
      const path = [program, ...words].join(' ');
      if (text === '') {
        if (words.length === 0)
          throw new AppError(
            'tool-failed',
            `${program} prints no help`,
            `Try \`${program} --help\` yourself; a program without help cannot be read.`,
          );
        skipped.push({ pointer: path, reason: 'prints no help' });
        continue;
      }
      // Many programs answer an unknown subcommand with the help of the parent: that is no page of its own.
      if (words.length > 0 && pages.some((page) => page.text === text)) continue;
      pages.push({ path, text });
      if (words.length === 0)
        hasHelpCommand = new RegExp(`\\b${program.replace(/[.+]/g, '\\$&')} help\\b|^\\s+help\\s`, 'm').test(text);
      for (const { name } of parseHelp(text, path).subcommands) {
        const below = [...words, name];
        if (!WORD.test(name) || name === 'help' || name === words.at(-1) || seen.has(below.join(' '))) continue;
        seen.add(below.join(' '));
        next.push(below);
      }
    }
    wave = next;
  }
  const ingested = ingestHelp(
    program,
    pages,
    await sourceOf(program, options),
    await globalOptions(program, pages, options),
  );
  return { ...ingested, skipped: [...ingested.skipped, ...skipped] };
}

async function inTurn<T>(
  items: string[][],
  concurrency: number,
  work: (words: string[]) => Promise<T>,
): Promise<{ words: string[]; text: T }[]> {
  const results: { words: string[]; text: T }[] = new Array(items.length);
  let at = 0;
  const worker = async (): Promise<void> => {
    for (let mine = at++; mine < items.length; mine = at++) {
      const words = items[mine] ?? [];
      results[mine] = { words, text: await work(words) };
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, items.length)) }, worker));
  return results;
}

async function helpOf(
  program: string,
  words: string[],
  options: CrawlOptions,
  hasHelpCommand: boolean,
): Promise<string> {
  const { timeoutMs = 5000, run = runProgram, signal } = options;
  const forms = program === 'git' && words.length > 0 ? [[...words, '-h']] : [[...words, '--help']];
  // Of a program without a command `help`, that word would be an argument: a file to work on.
  if (hasHelpCommand || words.length === 0) forms.push(['help', ...words]);
  for (const form of forms) {
    const text = await run(program, form, timeoutMs, signal);
    const page = parseHelp(text, [program, ...words].join(' '));
    if (page.options.length + page.subcommands.length + page.positionals.length > 0 || page.usage !== '') return text;
  }
  return '';
}

/** Of some programs (`kubectl`, `oc`) the help of a command lacks what every command takes: the program's own says `Use "kubectl options" for a list` of it. */
async function globalOptions(program: string, [root]: HelpText[], options: CrawlOptions): Promise<Parameter[]> {
  if (!root?.text.includes(`Use "${program} options" for a list of global command-line options`)) return [];
  const { timeoutMs = 5000, run = runProgram, signal } = options;
  const text = await run(program, ['options'], timeoutMs, signal);
  return parseHelp(text, program).options.map((option) => ({ ...option, global: true }));
}

async function sourceOf(program: string, options: CrawlOptions): Promise<Source> {
  const { timeoutMs = 5000, run = runProgram, signal } = options;
  const text = await run(program, ['--version'], timeoutMs, signal);
  return {
    package: `installed:${program}`,
    version: /\bv?(\d+(?:\.\d+)+[\w.+-]*)/.exec(text)?.[1] ?? 'unknown',
    licence: 'NOASSERTION',
    date: options.date ?? new Date().toISOString().slice(0, 10),
  };
}

/** What the program prints, standard output before standard error; empty where it is killed by the time limit. Help often exits non-zero. */
function runProgram(program: string, words: string[], timeoutMs: number, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      words,
      {
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_OUTPUT_BYTES,
        windowsHide: true,
        env: {
          ...process.env,
          LC_ALL: 'C',
          NO_COLOR: '1',
          TERM: 'dumb',
          PAGER: 'cat',
          MANPAGER: 'cat',
          GIT_PAGER: 'cat',
          AWS_PAGER: '',
          COLUMNS: '200',
          CI: '1',
        },
        ...(signal ? { signal } : {}),
      },
      (error, stdout, stderr) => {
        if (signal?.aborted)
          reject(new AppError('cancelled', `Reading ${program} was cancelled`, 'Start it again.', error));
        else if (error && 'code' in error && error.code === 'ENOENT') {
          reject(
            new AppError(
              'tool-missing',
              `${program} is not installed`,
              `Install ${program}, or check your PATH.`,
              error,
            ),
          );
        } else if (error && 'code' in error && error.code === 'EACCES') {
          reject(
            new AppError('permission', `${program} may not be run`, `Check the permissions of ${program}.`, error),
          );
        } else resolve(stdout.trim() === '' ? stderr : stdout);
      },
    );
    child.stdin?.on('error', () => child.kill());
    child.stdin?.end();
  });
}
