import { createReadStream, statSync } from 'node:fs';
import type { Command } from 'commander';
import type { AskOptions } from '../../../schema/answer.ts';
import { AppError, meaningOf } from '../../../schema/error.ts';
import type { Json } from '../../../schema/operation.ts';
import { toAnswerLine } from '../answer-line.ts';
import type { Context } from '../context.ts';
import { appErrorOf } from '../failure.ts';
import { type Line, linesOf } from '../lines.ts';
import { checkedRequest } from '../request.ts';
import type { Service } from '../service.ts';
import { surfaceNamed } from '../style.ts';
import { type AskFlags, askOptions, limitOption, scopeOption, surfaceOption } from './options.ts';

const MAX_LINE_BYTES = 1_000_000;

export interface BatchRequest {
  id: string | number | null;
  request: string;
  surface?: string;
}

export function registerBatch(program: Command, context: Context): void {
  program
    .command('batch [file]')
    .description('JSON lines in, JSON lines out: {"id", "request", "surface"?} to an answer each, in order')
    .addOption(surfaceOption())
    .addOption(scopeOption())
    .addOption(limitOption())
    .addHelpText(
      'after',
      `
Examples:
  gorilla batch requests.jsonl > answers.jsonl
  echo '{"id": 1, "request": "list my buckets"}' | gorilla batch --scope aws

A line that is no request is named on stderr with its number; all others are answered, and the exit status is then 2.
A line's own "surface" goes before --surface. The answers are described by docs/schemas/batch-answer.json.
`,
    )
    .action((file: string | undefined, flags: AskFlags) => batch(context, file, flags));
}

/** Fails: `bad-json-line`, `empty-request`, `request-too-long`. */
export function batchRequest(line: Line): BatchRequest {
  const bad = (why: string) =>
    new AppError(
      'bad-json-line',
      `Line ${line.number}: ${why}.`,
      'Each line must be like {"id": 1, "request": "list my buckets"}.',
    );
  if (line.text === undefined) throw bad('it is not UTF-8 text, or longer than a megabyte');
  let value: Json;
  try {
    value = JSON.parse(line.text);
  } catch (cause) {
    throw bad(`it is not JSON (${(cause as Error).message})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('it is not a JSON object');
  const { id = null, request, surface } = value;
  if (typeof request !== 'string') throw bad('"request" is not a string');
  if (id !== null && typeof id !== 'string' && typeof id !== 'number')
    throw bad('"id" is neither a string nor a number');
  if (surface !== undefined && typeof surface !== 'string') throw bad('"surface" is not a string');
  return { id, request, ...(surface === undefined ? {} : { surface }) };
}

async function answerLine(service: Service, line: Line, options: AskOptions): Promise<string> {
  const { id, request, surface } = batchRequest(line);
  const answer = await service.ask(
    checkedRequest(request),
    surface === undefined ? options : { ...options, surface: surfaceNamed(surface) },
  );
  return `${JSON.stringify(toAnswerLine(id, answer))}\n`;
}

async function batch(context: Context, file: string | undefined, flags: AskFlags): Promise<void> {
  const { terminal } = context;
  const options = askOptions(flags, context.config());
  const service = await context.service();
  // Wrong flags are wrong once, not on every line.
  if (options.scope) await service.search('list', { scope: options.scope, limit: 1 });
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file);
  const bar = await progressBar(context, file);
  try {
    for await (const line of linesOf(input, MAX_LINE_BYTES)) {
      if (line.text?.trim() === '') continue;
      try {
        terminal.out(await answerLine(service, line, options));
      } catch (error) {
        const failure = appErrorOf(error);
        const place = failure.message.startsWith('Line ') ? '' : `Line ${line.number}: `;
        terminal.err(`gorilla: ${place}${failure.message} ${failure.hint} (${failure.code})\n`);
        context.exit = Math.max(context.exit, meaningOf(failure.code).exit);
      }
      bar?.update(line.endByte, line.number);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) {
      throw new AppError(
        'usage',
        `${file} cannot be read: ${error.message}`,
        'Name a file of JSON lines, or pipe them in.',
        error,
      );
    }
    throw error;
  } finally {
    bar?.stop();
  }
}

/** For a person who waits, on stderr: bytes of a file tell how much is left; of a pipe only the count is known. */
async function progressBar(context: Context, file: string | undefined) {
  if (!context.terminal.errIsTerminal) return undefined;
  const { SingleBar } = (await import('cli-progress')).default;
  const bytes = file === undefined || file === '-' ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const format =
    bytes > 0
      ? ' {bar} {percentage}% | {lines} requests | {eta_formatted} left'
      : ' {lines} requests | {duration_formatted}';
  const bar = new SingleBar({ stream: process.stderr, format, clearOnComplete: true, hideCursor: true });
  bar.start(Math.max(1, bytes), 0, { lines: 0 });
  return {
    update: (endByte: number, lines: number) => bar.update(bytes > 0 ? endByte : 0, { lines }),
    stop: () => bar.stop(),
  };
}
