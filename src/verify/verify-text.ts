import type { Call, Finding } from '../schema/call.ts';
import { nameOn } from '../schema/locate.ts';
import type { Operation, Surface } from '../schema/operation.ts';
import type { Zoo } from '../zoo/zoo.ts';
import { checkCall } from './check-call.ts';
import { type Parsed, parseCommandLine, parsePowershell } from './parse/command-line.ts';
import { parseCurl } from './parse/curl.ts';
import { parseHttp } from './parse/http.ts';
import type { ParsedCall, Range } from './parse/parsed.ts';
import { parsePython } from './parse/python.ts';
import { parseTypescript } from './parse/typescript.ts';

/** What a text is written in. A surface means its usual style: `cli` is a POSIX shell, `http` curl or a JSON request, by its first character. */
export type TextKind = Surface | 'posix' | 'powershell' | 'curl';

export interface VerifiedCall {
  /** Absent where the text calls something that the zoo does not have. */
  call?: Call;
  findings: Finding[];
  range: Range;
}

export interface VerifiedText {
  calls: VerifiedCall[];
  /** Of the text as a whole. */
  findings: Finding[];
}

export function parseText(zoo: Zoo, text: string, kind: TextKind, known?: Operation): Parsed {
  switch (kind) {
    case 'cli':
    case 'posix':
      return parseCommandLine(zoo, text, known);
    case 'powershell':
      return parsePowershell(zoo, text, known);
    case 'curl':
      return parseCurl(zoo, text, known);
    case 'http':
      return /^\s*[[{]/.test(text) ? parseHttp(zoo, text, known) : parseCurl(zoo, text, known);
    case 'python':
      return parsePython(zoo, text, known);
    case 'typescript':
      return parseTypescript(zoo, text, known);
  }
}

/** The range narrowed to what is wrong in it; a repair replaces exactly that. */
function narrowed(text: string, range: Range, finding: Finding): Partial<Finding> {
  if (finding.repair === undefined || finding.actual === undefined) return range;
  const at = text.slice(range.start, range.end).indexOf(finding.actual);
  if (at === -1 || finding.actual === '') return range;
  const start = range.start + at;
  return { start, end: start + finding.actual.length };
}

/** The document's findings, each with the place in the text that it is about; repairs in the text's own spelling. */
function located(text: string, parsed: ParsedCall, call: Call, operation: Operation, findings: Finding[]): Finding[] {
  // A required option that is there under a wrong name is one fault, not two.
  const misspelled = new Set(findings.flatMap(({ code, repair }) => (code === 'unknown-parameter' ? [repair] : [])));
  return findings
    .filter(({ code, parameter }) => !(code === 'missing-required' && (parsed.open || misspelled.has(parameter))))
    .map((finding) => {
      const head = finding.parameter?.split(/[.[]/, 1)[0];
      const range =
        (finding.parameter && parsed.ranges.get(finding.parameter)) ??
        (head && parsed.ranges.get(head)) ??
        parsed.range;
      const renamed = finding.code === 'unknown-parameter';
      const meant = renamed ? operation.parameters.find(({ name }) => name === finding.repair) : undefined;
      const placed = { ...finding, ...narrowed(text, range || parsed.range, finding) };
      return meant ? { ...placed, repair: nameOn(meant, call.surface) } : placed;
    });
}

/** A call that was read, judged by its document; `text` is what it was read from. */
export function judge(zoo: Zoo, text: string, parsed: ParsedCall): VerifiedCall {
  const { call, range, findings } = parsed;
  if (!call) return { findings, range };
  const operation = zoo.operation(zoo.byId(call.operation)!);
  const checked = checkCall(zoo, call, operation, { dynamic: parsed.dynamic });
  return { call, range, findings: [...findings, ...located(text, parsed, call, operation, checked)] };
}

function judgeAll(zoo: Zoo, text: string, kind: TextKind, known?: Operation): VerifiedText {
  const { calls, findings } = parseText(zoo, text, kind, known);
  return { calls: calls.map((parsed) => judge(zoo, text, parsed)), findings };
}

const faults = ({ calls, findings }: VerifiedText): number =>
  [...findings, ...calls.flatMap((call) => call.findings)].filter(({ severity }) => severity === 'error').length;

/** Keeps only those repairs that, put into the text, leave it with fewer faults: what is offered has been verified itself. */
function proven(zoo: Zoo, text: string, kind: TextKind, judged: VerifiedText, known?: Operation): VerifiedText {
  const before = faults(judged);
  const keep = (finding: Finding): Finding => {
    const { repair, start, end, severity, ...rest } = finding;
    if (repair === undefined || start === undefined || end === undefined || severity !== 'error') return finding;
    const mended = text.slice(0, start) + repair + text.slice(end);
    return faults(judgeAll(zoo, mended, kind, known)) < before ? finding : { ...rest, severity, start, end };
  };
  return { ...judged, calls: judged.calls.map((call) => ({ ...call, findings: call.findings.map(keep) })) };
}

/**
 * Finds the calls in a text and judges each by its document. `known`: the operation that the caller expects, where several
 * have a path in common; it also spares the look-up of URLs.
 * A text without any call has no findings but syntax: whether that is a fault, the caller knows.
 */
export function verifyText(zoo: Zoo, text: string, kind: TextKind, known?: Operation): VerifiedText {
  const judged = judgeAll(zoo, text, kind, known);
  return faults(judged) === 0 ? judged : proven(zoo, text, kind, judged, known);
}
