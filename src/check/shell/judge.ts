import type { Operation } from '../../schema/operation.ts';
import { editDistance, nearest } from '../../verify/did-you-mean.ts';
import { fewestFaults } from '../../verify/parse/command-line.ts';
import type { CommandNode } from '../../verify/parse/command-tree.ts';
import { OptionTable } from '../../verify/parse/option-table.ts';
import type { ParsedCall } from '../../verify/parse/parsed.ts';
import { readArguments } from '../../verify/parse/read-arguments.ts';
import type { ShellWord } from '../../verify/parse/shell-words.ts';
import { judge } from '../../verify/verify-text.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { ReadCall, ReadFinding } from '../reading.ts';
import type { Commands } from './commands.ts';
import { withoutExcused } from './excuse.ts';
import { isPutForUsual } from './other-words.ts';
import { foundAt, type Reach, reach } from './reach.ts';
import { aspectOf, isBelieved, isSeen } from './trust.ts';
import { isUndescribed, isUnlisted } from './undescribed.ts';

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

function noCommand({ words }: Line, verdict: ReadCall['verdict'], why: string): ReadCall {
  return { verdict, ...rangeOf(words), findings: [], ...(why ? { why } : {}) };
}

/** How near a word must be to a name for a document by hand to say that the name was meant. */
const NEAR = 2;

const isNear = (word: string, name: string | undefined): boolean =>
  name !== undefined &&
  // A plural is another spelling, not a slip.
  word.replace(/s$/, '') !== name.replace(/s$/, '') &&
  word.length > 3 &&
  name.length > 3 &&
  editDistance(word, name, NEAR) <= (word.length > 6 ? 2 : 1);

/** The words reach no command, or stop at a word that would have to be one. */
function lost(commands: Commands, line: Line, { node, path, stop }: Reach): ReadCall {
  const name = path.join(' ');
  if (line.open && !stop) return noCommand(line, 'not-checked', 'the command comes from its input');
  if (!stop || line.words.some(({ value }) => HELP.test(value)))
    return noCommand(line, 'unknown', `the documents describe no call of ${name} alone`);
  if (stop.dynamic || stop.blank || ELLIPSIS.test(stop.value))
    return noCommand(line, 'not-checked', `which command of ${name} it is, is known only when it runs`);
  const [spelt, rival] = nearest(stop.value, node.children.keys());
  const put = isPutForUsual(commands.tree, path, stop.value, node.children);
  const near = isNear(stop.value, spelt) ? spelt : (put?.instead ?? spelt);
  const below = [...path.slice(1), stop.value].join(' ');
  const believed =
    commands.believeAll ||
    isNear(stop.value, near) ||
    put !== undefined ||
    // What no program has is hardly this one's, even where its document is poor: what documents leave out are common words.
    (SUB_COMMAND.test(stop.value) && !commands.tree.isUsual(stop.value) && !isBehindOption(line, stop)) ||
    (SUB_COMMAND.test(stop.value) &&
      isBelieved(commands.zoo, sample(commands, path, node), path[0]!, path.length === 1 ? 'command' : 'sub-command'));
  if (!believed || isUndescribed(path, stop.value) || (!commands.believeAll && isSeen(path[0]!, below)))
    return noCommand(line, 'unknown', `${name} ${stop.value} is not described in the zoo`);
  const finding: ReadFinding = {
    code: 'unknown-operation',
    severity: 'error',
    message: `${name} has no command ${stop.value}`,
    actual: stop.value,
    start: stop.start,
    end: stop.end,
    ...(near ? { repair: near, safe: isNear(stop.value, near) && !isNear(stop.value, rival) } : {}),
  };
  return { ...noCommand(line, 'wrong', ''), findings: [finding] };
}

/** The word may be an option's, which then stands for a command (`brew --prefix libomp`), or takes a value that no document tells of. */
function isBehindOption({ words }: Line, stop: ShellWord): boolean {
  const before = words[words.indexOf(stop) - 1];
  return before?.value.startsWith('-') === true && before.value !== '--' && !before.value.includes('=');
}

/** Any command below a node: whose document it is. */
function sample({ zoo }: Commands, path: readonly string[], node: CommandNode): Operation | undefined {
  const words = [...path];
  let at = node;
  while (!at.command) {
    const next = at.children.entries().next();
    if (next.done) return undefined;
    words.push(next.value[0]);
    at = next.value[1];
  }
  const [ordinal] = zoo.byPath('cli', words.join(' '));
  return ordinal === undefined ? undefined : zoo.operation(ordinal);
}

/** Things that a program takes though no document has them, and faults of documents rather than of calls. */
function isDoubtful(zoo: Zoo, operation: Operation, path: string, finding: ReadFinding): boolean {
  const [program = ''] = path.split(' ');
  const aspect = aspectOf(finding);
  if (aspect === undefined) return false;
  if (isUnlisted(program, finding.parameter, finding.actual)) return true;
  if (/ is of type boolean, not "(?:on|off|yes|no|[yn01])"$/i.test(finding.message)) return !program.startsWith('aws');
  if (isPlaceholder(finding)) return true;
  if (isBelieved(zoo, operation, program, aspect)) {
    return aspect === 'option' && isSeen(program, `${path.slice(program.length + 1)} ${finding.parameter}`.trim());
  }
  return !(aspect === 'option' && finding.parameter?.startsWith('--') && isNear(finding.parameter, finding.repair));
}

/** A value that stands for one: `<name>`, `{id}`, `xxxx`, `YOUR_KEY`. */
function isPlaceholder(finding: ReadFinding): boolean {
  const { actual, message } = finding;
  if (!/^(?:value|form)$/.test(aspectOf(finding) ?? '')) return false;
  const value = actual ?? / not "(.*)"$/.exec(message)?.[1] ?? '';
  return /^[<[{].*[>\]}]$|\.\.\.|…|x{4,}|^(?:your|my)[-_]|\bEXAMPLE|^[A-Z]+_[A-Z_]+$/i.test(value);
}

/** What a tool itself does not refuse, or what documents state too narrowly: worth saying, not wrong. */
const ONLY_WARNINGS: ReadonlySet<string> = new Set(['constraint', 'repeated']);

function tempered(finding: ReadFinding): ReadFinding {
  const caseOnly =
    finding.code === 'not-in-enum' &&
    finding.actual?.toLowerCase() === finding.repair?.toLowerCase() &&
    finding.repair !== undefined;
  return ONLY_WARNINGS.has(finding.code) || caseOnly ? { ...finding, severity: 'warning', safe: caseOnly } : finding;
}

/** One name only was meant: a slip of the keyboard without a rival. */
function withSafety(operation: Operation, finding: ReadFinding): ReadFinding {
  const { code, parameter, actual, repair } = finding;
  if (repair === undefined || finding.safe) return finding;
  const names =
    code === 'unknown-parameter'
      ? OptionTable.of(operation).names()
      : code === 'not-in-enum'
        ? (operation.parameters.find(({ name }) => name === parameter)?.enum ?? [])
        : [];
  const wrong = code === 'unknown-parameter' ? parameter : actual;
  if (wrong === undefined || !isNear(wrong, repair)) return finding;
  const rivals = nearest(wrong, names).filter((name) => name !== repair && isNear(wrong, name));
  return { ...finding, safe: rivals.length === 0 };
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

const count = (findings: readonly ReadFinding[], code: string): number =>
  findings.filter((finding) => finding.code === code).length;

interface Read {
  operation: Operation;
  parsed: ParsedCall;
  findings: ReadFinding[];
  open: boolean;
}

/** `--name $NAME`: whoever writes so means one word. */
function isOptionsValue({ call, ranges }: ParsedCall, { start, end }: ShellWord): boolean {
  return (call?.arguments ?? []).some(({ name }) => {
    const range = name.startsWith('-') ? ranges.get(name) : undefined;
    return range !== undefined && range.start <= start && end <= range.end;
  });
}

function readLine(commands: Commands, line: Line, reached: Reach): Read | undefined {
  const { words, text } = line;
  const { zoo } = commands;
  const found = foundAt(commands, reached, words);
  if (!found) return undefined;
  const readings = found.operations.map((operation) => readArguments(operation, found, rangeOf(words)));
  const parsed = fewestFaults(zoo, readings)!;
  const open =
    line.open ||
    found.rest.some((word) => (word.splits && !isOptionsValue(parsed, word)) || word.value === '--cli-auto-prompt');
  const { call, findings } = judge(zoo, text, open ? { ...parsed, open: true } : parsed);
  return {
    operation: zoo.operation(zoo.byId(call!.operation)!),
    parsed,
    findings: open ? findings.filter(({ code }) => code !== 'unexpected-positional') : findings,
    open,
  };
}

const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 400;

function moved(judged: Judged | undefined, by: number, words: readonly ShellWord[]): Judged | undefined {
  if (!judged || by === 0) return judged;
  const { call, runs } = judged;
  const findings = call.findings.map((finding) => ({
    ...finding,
    ...(finding.start === undefined ? {} : { start: finding.start + by }),
    ...(finding.end === undefined ? {} : { end: finding.end + by }),
  }));
  return {
    call: { ...call, start: call.start + by, end: call.end + by, findings },
    ...(runs ? { runs: words.slice(-runs.length) } : {}),
  };
}

/** Undefined: the zoo has no such program. `asWritten`: the words are the text's, no constant was put in. */
export function judgeLine(commands: Commands, line: Line, asWritten: boolean): Judged | undefined {
  const { start, end } = rangeOf(line.words);
  if (!asWritten || end - start > LONGEST_REMEMBERED) return judgeAnew(commands, line);
  // What `xargs` puts in makes a word dynamic that would not be so by its text.
  const kinds = line.words.map(({ dynamic }) => (dynamic ? '$' : '.')).join('');
  const key = `${line.open ? '+' : ' '}${kinds}${line.text.slice(start, end)}`;
  const before = commands.judged.get(key);
  if (before) return moved(before.judged, start - before.start, line.words);
  const judged = judgeAnew(commands, line);
  if (commands.judged.size >= MOST_REMEMBERED) commands.judged.clear();
  commands.judged.set(key, { judged, start });
  return judged;
}

function judgeAnew(commands: Commands, line: Line): Judged | undefined {
  const { words } = line;
  const { zoo } = commands;
  const reached = reach(commands, words);
  if (!reached) return undefined;
  const read = readLine(commands, line, reached);
  const path = reached.path.join(' ');
  if (!read || !reached.node.command) return { call: lost(commands, line, reached) };
  const { operation, parsed, open } = read;
  if (
    words.some(
      ({ value }, at) =>
        at > 0 && (/^(?:--help|--version)$/.test(value) || (value === 'help' && path.startsWith('aws '))),
    )
  )
    return { call: { verdict: 'right', operation: operation.id, ...rangeOf(words), findings: [] } };
  const { stop, node } = reached;
  if (stop && node.children.size > 0 && read.findings.some(({ code }) => code === 'unexpected-positional'))
    return { call: lost(commands, line, reached) };
  const kept = withoutExcused(operation, read.findings, (text, command) => {
    const line = { ...command, text, open: false };
    const reached = reach(commands, command.words);
    const example = reached && readLine(commands, line, reached);
    return example?.operation.id === operation.id ? example.findings : [];
  });
  // An option before the sub-command is the program's, which has a document of its own or none.
  const last = words.findLast(({ value }) => value === reached.path.at(-1))?.start ?? 0;
  const own = kept.filter(
    ({ code, start = 0 }) => code !== 'unknown-parameter' || start > last || reached.path.length === 1,
  );
  const believed = commands.believeAll ? own : own.filter((finding) => !isDoubtful(zoo, operation, path, finding));
  // Whether an unknown option took the next word, nobody knows.
  const unsure = count(believed, 'unknown-parameter') < count(read.findings, 'unknown-parameter');
  const sure = believed
    .filter(({ code }) => !(unsure && code === 'unexpected-positional'))
    .map((finding) => withSafety(operation, tempered(finding)));
  const runs = restOf(operation, parsed, words);
  const verdict = sure.some(isError)
    ? 'wrong'
    : open
      ? 'not-checked'
      : sure.length < read.findings.length
        ? 'unknown'
        : 'right';
  return {
    call: { verdict, operation: operation.id, ...rangeOf(words), findings: sure, ...whyOf(verdict) },
    ...(runs ? { runs } : {}),
  };
}

function whyOf(verdict: ReadCall['verdict']): { why?: string } {
  if (verdict === 'not-checked') return { why: 'some of its arguments are known only when it runs' };
  return verdict === 'unknown' ? { why: 'its document is known to be incomplete where the call differs from it' } : {};
}

function rangeOf(words: readonly ShellWord[]): { start: number; end: number } {
  return { start: words[0]!.start, end: words.reduce((far, { end }) => Math.max(far, end), 0) };
}
