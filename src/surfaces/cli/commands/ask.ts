import type { Command } from 'commander';
import type { Answer, AskOptions } from '../../../schema/answer.ts';
import { type Context, EXIT_BLANKS, EXIT_NO_CALL, printJson } from '../context.ts';
import type { Style } from '../engine.ts';
import { appErrorOf } from '../failure.ts';
import { addToHistory } from '../history.ts';
import { paintFor, printable } from '../paint.ts';
import { explainedLines, runnersUp, textOfCandidate } from '../present-answer.ts';
import { explainedAnswer } from '../present-json.ts';
import { checkedRequest, MAX_REQUEST_BYTES, textOf } from '../request.ts';
import {
  type AskFlags,
  askOptions,
  jsonOption,
  limitOption,
  scopeOption,
  styleOption,
  surfaceOption,
} from './options.ts';

interface Flags extends AskFlags {
  json?: true;
  explain?: true;
  quiet?: true;
}

export function registerAsk(program: Command, context: Context): void {
  program
    .command('ask [words...]', { isDefault: true })
    .description('find the call for a request in plain words (the word "ask" may be left out)')
    .addOption(surfaceOption())
    .addOption(scopeOption())
    .addOption(limitOption())
    .addOption(styleOption())
    .option('--explain', 'explain the runners-up too, argument by argument')
    .option('-q, --quiet', 'print the call and nothing else')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  gorilla turn on versioning for bucket acme-logs
  gorilla --scope kubectl "scale deployment web to 3 replicas"
  gorilla --surface python list the objects in bucket acme-logs
  gorilla --style curl "open an issue in octocat/hello titled 'It breaks'"
  echo "show disk usage of /var" | gorilla -
  gorilla -- show me the last 5 commits     after "--" no word is a command or an option

Exit status: 0 a call, 1 no such call, 10 a call with <blanks>; others in docs/cli.md.
`,
    )
    .action((words: string[], flags: Flags) => ask(context, words, flags));
}

async function requestOf(context: Context, words: string[]): Promise<string> {
  const [only] = words;
  if (words.length === 1 && only === '-')
    return checkedRequest(textOf(await context.terminal.stdin(MAX_REQUEST_BYTES)));
  return checkedRequest(words.join(' '));
}

async function ask(context: Context, words: string[], flags: Flags): Promise<void> {
  const { terminal } = context;
  const config = context.config();
  const options = askOptions(flags, config);
  if (terminal.interactive && !flags.json && !flags.quiet) {
    const { converse } = await import('../interactive/converse.ts');
    context.exit = await converse(context, words, options);
    return;
  }
  const request = await requestOf(context, words);
  const service = await context.service();
  // Where nobody sees the runners-up, they are not filled.
  const seen: AskOptions =
    flags.quiet && !flags.json ? { limit: 1 } : { unlikely: !flags.json || flags.limit !== undefined };
  const answer = await service.ask(request, { ...options, ...seen });
  const texts = await textsOf(context, answer, options.style);
  if (config.history) remember(context, request, answer.abstained ? [] : texts);
  context.exit = exitOf(answer);
  if (flags.json) return printJson(context, await explainedAnswer(service, answer));
  if (!answer.abstained) for (const text of texts) terminal.out(`${printable(text)}\n`);
  if (!flags.quiet) await comment(context, answer, flags.explain === true);
}

function exitOf(answer: Answer): number {
  const [best] = answer.candidates;
  if (answer.abstained || !best) return EXIT_NO_CALL;
  return best.calls.some((call) => call.call.missing.length > 0) ? EXIT_BLANKS : 0;
}

/** The best candidate's calls as text. */
async function textsOf(context: Context, answer: Answer, style: Style | undefined): Promise<string[]> {
  const calls = answer.candidates[0]?.calls ?? [];
  if (style === undefined) return calls.map((call) => call.rendered.text);
  const service = await context.service();
  return Promise.all(calls.map((call) => service.render(call.call, style)));
}

/** What is said beside the call: all of it on stderr. `all` explains the runners-up too. */
async function comment(context: Context, answer: Answer, all: boolean): Promise<void> {
  const { terminal } = context;
  const paint = paintFor(terminal.colour.err);
  const lines: string[] = [];
  const { backend } = answer;
  if (backend?.why)
    lines.push(paint.yellow(`The embedded model answered, not ${printable(backend.model)}: ${backend.why}.`));
  if (answer.abstained) lines.push(paint.yellow('No such call: nothing in the zoo serves this request.'));
  const service = await context.service();
  for (const candidate of all ? answer.candidates : answer.candidates.slice(0, answer.abstained ? 0 : 1)) {
    if (candidate !== answer.candidates[0] || answer.abstained) lines.push('', textOfCandidate(candidate));
    for (const call of candidate.calls) {
      lines.push(...explainedLines(call, await service.explain(call, answer.request), paint, terminal.width));
    }
  }
  if (!all) lines.push(...runnersUp(answer, paint, terminal.width));
  if (lines.length > 0) terminal.err(`${lines.join('\n')}\n`);
}

/** A history that cannot be written is no reason to keep the answer back. */
export function remember(context: Context, request: string, calls: string[]): void {
  try {
    addToHistory(context.paths.state, { at: new Date().toISOString(), request, calls });
  } catch (error) {
    const failure = appErrorOf(error);
    context.terminal.err(
      `gorilla: the history cannot be written (${failure.message}). Switch it off: gorilla history off\n`,
    );
  }
}
