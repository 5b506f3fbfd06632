import type { Finding } from '../../schema/call.ts';
import type { Operation } from '../../schema/operation.ts';
import { table } from '../../schema/table.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { checkCall } from '../check-call.ts';
import { type FoundOperation, findOperation, nearestPath } from './find-operation.ts';
import type { ParsedCall } from './parsed.ts';
import { powershellCommands } from './powershell-words.ts';
import { readArguments } from './read-arguments.ts';
import { type ShellCommand, type ShellWord, shellCommands } from './shell-words.ts';

export interface Parsed {
  calls: ParsedCall[];
  /** Of the text as a whole: syntax. */
  findings: Finding[];
}

/** Programs that run the command behind them, with their options that take a value. */
const WRAPPERS: Record<string, RegExp> = table({
  sudo: /^-[ughCTRDp]$/,
  env: /^-[uC]$/,
  nohup: /(?!)/,
  time: /(?!)/,
  command: /(?!)/,
  exec: /^-a$/,
  nice: /^-n$/,
});

/** The words behind wrappers (`sudo -u root`, `env A=b`). */
function unwrap(words: readonly ShellWord[]): readonly ShellWord[] {
  const valued = WRAPPERS[words[0]?.value ?? ''];
  if (!valued) return words;
  let at = 1;
  while (at < words.length) {
    const { value } = words[at]!;
    if (value.startsWith('-')) at += valued.test(value) ? 2 : 1;
    else if (/^\w+=/.test(value)) at++;
    else break;
  }
  return at < words.length ? unwrap(words.slice(at)) : words;
}

const errors = (findings: readonly Finding[]): number => findings.filter(({ severity }) => severity === 'error').length;

/** The reading with the fewest faults, where providers have a path in common. */
export function fewestFaults(zoo: Zoo, readings: readonly ParsedCall[]): ParsedCall | undefined {
  if (readings.length < 2) return readings[0];
  const faults = (parsed: ParsedCall): number => {
    if (!parsed.call) return Number.POSITIVE_INFINITY;
    const operation = zoo.operation(zoo.byId(parsed.call.operation)!);
    return errors(parsed.findings) + errors(checkCall(zoo, parsed.call, operation, { dynamic: parsed.dynamic }));
  };
  return readings
    .map((parsed) => ({ parsed, count: faults(parsed) }))
    .reduce((one, other) => (other.count < one.count ? other : one)).parsed;
}

function unknownCommand(zoo: Zoo, command: ShellCommand, words: readonly ShellWord[]): ParsedCall {
  const near = nearestPath(zoo, words);
  const at = near ? words[near.index]! : words[0]!;
  const finding: Finding = {
    code: 'unknown-operation',
    severity: 'error',
    message: `The zoo has no command ${words
      .slice(0, 3)
      .map(({ value }) => value)
      .join(' ')}`,
    start: at.start,
    end: at.end,
    ...(near ? { repair: near.word } : {}),
  };
  return {
    range: { start: command.start, end: command.end },
    findings: [finding],
    ranges: new Map(),
    dynamic: new Set(),
  };
}

/** A word too many may be a misspelt sub-command: `git comit` is not `git` with an argument. */
function misspelt(
  zoo: Zoo,
  command: ShellCommand,
  words: readonly ShellWord[],
  found: FoundOperation,
  reading: ParsedCall,
): ParsedCall {
  const near = nearestPath(zoo, words);
  return near && near.index >= found.path.split(' ').length ? unknownCommand(zoo, command, words) : reading;
}

function readCommand(zoo: Zoo, command: ShellCommand, known?: Operation): ParsedCall {
  const words = unwrap(command.words);
  // `sudo` and `env` are programs too: they are read as themselves where that is expected, and without a command that the zoo has behind them.
  const whole = words === command.words ? undefined : findOperation(zoo, command.words);
  const isWrapper = known !== undefined && whole?.operations.some(({ id }) => id === known.id);
  const found = isWrapper ? whole : (findOperation(zoo, words) ?? whole);
  if (!found) return unknownCommand(zoo, command, words);
  const expected = found.operations.filter(({ id }) => id === known?.id);
  const candidates = expected.length > 0 ? expected : found.operations;
  const reading = fewestFaults(
    zoo,
    candidates.map((operation) => readArguments(operation, found, command)),
  )!;
  return reading.findings.some(({ code }) => code === 'unexpected-positional')
    ? misspelt(zoo, command, words, found, reading)
    : reading;
}

/** Every command of a shell text (pipelines, lists and substitutions too) as a call. `known`: the operation that the caller expects, where providers have a path in common. */
export function parseCommandLine(zoo: Zoo, text: string, known?: Operation): Parsed {
  const { commands, findings } = shellCommands(text);
  return { calls: commands.map((command) => readCommand(zoo, command, known)), findings };
}

/** The same for PowerShell lines that run native programs. */
export function parsePowershell(zoo: Zoo, text: string, known?: Operation): Parsed {
  const { commands, findings } = powershellCommands(text);
  return { calls: commands.map((command) => readCommand(zoo, command, known)), findings };
}
