import { spawn } from 'node:child_process';
import { constants, homedir } from 'node:os';
import { parse, type Word, type WordPart } from 'unbash';
import type { RenderedCall } from '../../../schema/call.ts';
import { AppError } from '../../../schema/error.ts';
import type { Prompts } from './prompts.ts';

const QUOTED: WordPart['type'][] = ['Literal', 'SingleQuoted', 'AnsiCQuoted'];

/** A shell would take the word as it stands, quotes aside: no variable, substitution, glob, brace, or tilde but for the person's own folder. */
function isPlain(word: Word): boolean {
  if (/^~(?!\/)/.test(word.text)) return false;
  return (word.parts ?? []).every((part) =>
    part.type === 'DoubleQuoted' ? part.parts.every((inner) => inner.type === 'Literal') : QUOTED.includes(part.type),
  );
}

/**
 * The words of a plain command, as a shell would pass them. Undefined for anything that needs a shell (pipes, redirections, variables,
 * substitutions, globs): that is never run here, only copied.
 */
export function plainCommand(text: string): string[] | undefined {
  const script = parse(text);
  const [statement] = script.commands;
  if (script.errors?.length || script.commands.length !== 1 || !statement || statement.background) return undefined;
  const { command } = statement;
  if (command.type !== 'Command' || !command.name || command.prefix.length > 0 || command.redirects.length > 0)
    return undefined;
  const words: string[] = [];
  for (const word of [command.name, ...command.args]) {
    // `dd if=x` has arguments that look like assignments; behind a command they are words.
    if (word.type === 'Word' ? !isPlain(word) : /[$`"'\\*?[{~(]/.test(word.text)) return undefined;
    const value = word.type === 'Word' ? word.value : word.text;
    words.push(word.text.startsWith('~/') ? homedir() + value.slice(1) : value);
  }
  return words;
}

/** Runs a program without a shell, on the person's own terminal; returns its exit status. Fails: `tool-missing`. */
export function runProgram(argv: readonly string[]): Promise<number> {
  const [program = '', ...args] = argv;
  return new Promise((settle, fail) => {
    const child = spawn(program, args, { stdio: 'inherit', shell: false });
    // Ctrl-C is the running program's business: we stay to hear how it ended.
    const stay = () => undefined;
    process.on('SIGINT', stay);
    child.on('close', () => process.removeListener('SIGINT', stay));
    child.on('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT';
      const hint = missing
        ? `Install ${program}, or copy the call to a machine that has it.`
        : 'Run the call by hand to see more.';
      fail(
        new AppError(
          missing ? 'tool-missing' : 'tool-failed',
          `${program} cannot be started: ${error.message}`,
          hint,
          error,
        ),
      );
    });
    child.on('exit', (status, signal) => settle(status ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

const TIMEOUT_MS = 60_000;

/** Asks for what stands in `<…>` of a header; it is used for this one request and kept nowhere. */
async function credentials(prompts: Prompts, headers: Record<string, string>): Promise<Record<string, string>> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const mark = /<([^>]+)>/.exec(value);
    filled[name] = mark ? value.replace(mark[0], await prompts.secret(`${name}: ${mark[1]}?`)) : value;
  }
  return filled;
}

/** Sends an HTTP call; prints status and body; returns 0 for a 2xx. Fails: `tool-failed` where no answer comes. */
export async function sendRequest(call: RenderedCall, prompts: Prompts, out: (text: string) => void): Promise<number> {
  if (!call.url || !call.method)
    throw new AppError('usage', 'This call is no HTTP request.', 'Ask with --surface http.');
  const url = new URL(call.url);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value])
      url.searchParams.append(name, typeof each === 'string' ? each : JSON.stringify(each));
  }
  const headers = await credentials(prompts, call.headers ?? {});
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const form =
    type.includes('x-www-form-urlencoded') &&
    typeof call.body === 'object' &&
    call.body !== null &&
    !Array.isArray(call.body);
  const body =
    call.body === undefined
      ? undefined
      : form
        ? formOf(call.body as Record<string, unknown>)
        : JSON.stringify(call.body);
  if (body !== undefined && type === '') headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(url, {
      method: call.method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    });
  } catch (cause) {
    throw new AppError(
      'tool-failed',
      `${url.host} did not answer: ${(cause as Error).message}`,
      'Check the network, then try again.',
      cause,
    );
  }
  out(`${response.status} ${response.statusText}\n${await response.text()}\n`);
  return response.ok ? 0 : 1;
}

/** Nested fields as `a[b]=c`, as Stripe and PHP read them. */
function formOf(body: Record<string, unknown>): string {
  const form = new URLSearchParams();
  const add = (name: string, value: unknown): void => {
    if (Array.isArray(value)) for (const [at, each] of value.entries()) add(`${name}[${at}]`, each);
    else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) add(`${name}[${key}]`, each);
    else form.append(name, String(value));
  };
  for (const [name, value] of Object.entries(body)) add(name, value);
  return form.toString();
}
