import type { Operation } from '../../schema/operation.ts';
import { nearest } from '../../verify/did-you-mean.ts';
import { fewestFaults } from '../../verify/parse/command-line.ts';
import { findOperation } from '../../verify/parse/find-operation.ts';
import type { ParsedCall } from '../../verify/parse/parsed.ts';
import { readArguments } from '../../verify/parse/read-arguments.ts';
import type { ShellWord } from '../../verify/parse/shell-words.ts';
import { judge } from '../../verify/verify-text.ts';
import type { ReadCall, ReadFinding } from '../reading.ts';
import type { Commands } from './commands.ts';
import { type Reach, reach } from './reach.ts';
import { isUndescribed } from './undescribed.ts';

/** A simple command without what wraps it. */
export interface Line {
  words: readonly ShellWord[];
  /** The text that the words' places are of. */
  text: string;
  /** More arguments come from elsewhere (`xargs`). */
  open: boolean;
}

/** A command's verdict, and the words that it would run itself (`docker run IMAGE COMMAND…`). */
export interface Judged {
  call: ReadCall;
  runs?: readonly ShellWord[];
}

const HELP = /^(?:-h|-\?|--?help|help|-V|--?version|version)$/;
/** What stands in documents for something else: `...`, `[options]`, `{name}`. */
const ELLIPSIS = /\.\.\.|…|^[[{<].*[\]}>]$/;
const SUB_COMMAND = /^[A-Za-z][\w:.-]*$/;

function noCommand({ words, text }: Line, verdict: ReadCall['verdict'], why: string): ReadCall {
  const start = words[0]!.start;
  const end = words.reduce((far, word) => Math.max(far, word.end), start);
  void text;
  return { verdict, start, end, findings: [], why };
}

/** The words reach no command, or stop at a word that would have to be one. */
function lost(line: Line, { node, path, stop }: Reach): ReadCall {
  const name = path.join(' ');
  if (line.open && !stop) return noCommand(line, 'not-checked', 'the command comes from its input');
  if (!stop || line.words.some(({ value }) => HELP.test(value)))
    return noCommand(line, 'unknown', `the documents describe no call of ${name} alone`);
  if (stop.dynamic || stop.blank || ELLIPSIS.test(stop.value))
    return noCommand(line, 'not-checked', `which command of ${name} it is, is known only when it runs`);
  if (!SUB_COMMAND.test(stop.value)) return noCommand(line, 'unknown', `the documents have no ${name} ${stop.value}`);
  if (isUndescribed(path, stop.value))
    return noCommand(line, 'unknown', `${name} ${stop.value} is not described in the zoo`);
  const [near] = nearest(stop.value, node.children.keys());
  const finding: ReadFinding = {
    code: 'unknown-operation',
    severity: 'error',
    message: `${name} has no command ${stop.value}`,
    actual: stop.value,
    start: stop.start,
    end: stop.end,
    ...(near ? { repair: near } : {}),
  };
  return { ...noCommand(line, 'wrong', ''), findings: [finding] };
}

const isError = ({ severity }: { severity: string }): boolean => severity === 'error';

function restOf(
  operation: Operation,
  parsed: ParsedCall,
  words: readonly ShellWord[],
): readonly ShellWord[] | undefined {
  const rest = operation.parameters.find((one) => one.rest);
  const range = rest && parsed.ranges.get(rest.name);
  if (!range) return undefined;
  const inner = words.filter(({ start }) => start >= range.start && start < range.end);
  return inner.length > 0 ? inner : undefined;
}

/** Undefined: the zoo has no such program. */
export function judgeLine(commands: Commands, line: Line): Judged | undefined {
  const { words, text } = line;
  const { zoo } = commands;
  const reached = reach(commands, words);
  if (!reached) return undefined;
  const found = findOperation(zoo, words);
  if (!found || found.path.split(' ').length < reached.path.length) return { call: lost(line, reached) };
  const range = { start: words[0]!.start, end: words.reduce((far, word) => Math.max(far, word.end), 0) };
  const readings = found.operations.map((operation) => readArguments(operation, found, range));
  const parsed = fewestFaults(zoo, readings)!;
  const open = line.open || found.rest.some(({ splits }) => splits);
  const { call, findings } = judge(zoo, text, open ? { ...parsed, open: true } : parsed);
  const kept = open ? findings.filter(({ code }) => code !== 'unexpected-positional') : findings;
  const { stop, node } = reached;
  if (stop && node.children.size > 0 && kept.some(({ code }) => code === 'unexpected-positional'))
    return { call: lost(line, reached) };
  const operation = zoo.operation(zoo.byId(call!.operation)!);
  const runs = restOf(operation, parsed, words);
  const verdict = kept.some(isError) ? 'wrong' : open ? 'not-checked' : 'right';
  const why = verdict === 'not-checked' ? { why: 'some of its arguments are known only when it runs' } : {};
  return {
    call: { verdict, operation: operation.id, ...range, findings: kept, ...why },
    ...(runs ? { runs } : {}),
  };
}
