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
      return parseCommandLine(zoo, text);
    case 'powershell':
      return parsePowershell(zoo, text);
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

/** The document's findings, each with the place in the text that it is about; repairs in the text's own spelling. */
function located(parsed: ParsedCall, call: Call, operation: Operation, findings: Finding[]): Finding[] {
  return findings
    .filter(({ code }) => !(parsed.open && code === 'missing-required'))
    .map((finding) => {
      const head = finding.parameter?.split(/[.[]/, 1)[0];
      const range =
        (finding.parameter && parsed.ranges.get(finding.parameter)) ??
        (head && parsed.ranges.get(head)) ??
        parsed.range;
      const meant =
        finding.code === 'unknown-parameter'
          ? operation.parameters.find(({ name }) => name === finding.repair)
          : undefined;
      return { ...finding, ...range, ...(meant ? { repair: nameOn(meant, call.surface) } : {}) };
    });
}

function judge(zoo: Zoo, parsed: ParsedCall): VerifiedCall {
  const { call, range, findings } = parsed;
  if (!call) return { findings, range };
  const operation = zoo.operation(zoo.byId(call.operation)!);
  const checked = checkCall(zoo, call, operation, { dynamic: parsed.dynamic });
  return { call, range, findings: [...findings, ...located(parsed, call, operation, checked)] };
}

/**
 * Finds the calls in a text and judges each by its document. `known`: an operation that the caller expects, which spares the look-up of URLs.
 * A text without any call has no findings but syntax: whether that is a fault, the caller knows.
 */
export function verifyText(zoo: Zoo, text: string, kind: TextKind, known?: Operation): VerifiedText {
  const { calls, findings } = parseText(zoo, text, kind, known);
  return { calls: calls.map((parsed) => judge(zoo, parsed)), findings };
}
