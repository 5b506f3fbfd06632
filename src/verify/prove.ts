import { renderText, STYLE_OF, type Style } from '../render/render.ts';
import type { Call, Finding } from '../schema/call.ts';
import type { Operation } from '../schema/operation.ts';
import type { Zoo } from '../zoo/zoo.ts';
import { checkCall, isVerified } from './check-call.ts';
import { verifyText } from './verify-text.ts';

const failed = (message: string): Finding => ({ code: 'syntax', severity: 'error', message });

const namesOf = (call: Call): string => {
  const heads = [...call.arguments.map(({ name }) => name), ...call.missing].map((name) => name.split('.', 1)[0]!);
  return [...new Set(heads)].sort().join('\n');
};

/**
 * The text of a call as its judge reads it: the same operation, the same parameters, no fault, and written again it is the same text.
 * Holds for every style; the engine proves command lines, whose quoting and option grammar can go wrong where data cannot.
 */
export function proveText(zoo: Zoo, call: Call, operation: Operation, style: Style): Finding[] {
  const text = renderText(zoo, call, operation, style);
  const { calls, findings } = verifyText(zoo, text, style, operation);
  const [first] = calls;
  if (calls.length !== 1 || !first?.call)
    return [...findings, ...(first?.findings ?? []), failed(`The text is not read as one call: ${text}`)];
  if (!isVerified([...findings, ...first.findings])) return [...findings, ...first.findings];
  if (first.call.operation !== operation.id) return [failed(`The text is read as ${first.call.operation}: ${text}`)];
  if (namesOf(first.call) !== namesOf(call)) return [failed(`The text is read with other arguments: ${text}`)];
  const again = renderText(zoo, first.call, operation, style);
  return again === text ? [] : [failed(`The text is read as ${again}: ${text}`)];
}

/** Everything that is wrong with an answer: by its document, and on a command line as text. Empty or warnings only: it may be shown. */
export function proveCall(zoo: Zoo, call: Call, operation: Operation): Finding[] {
  const findings = checkCall(zoo, call, operation);
  if (!isVerified(findings) || call.surface !== 'cli') return findings;
  return [...findings, ...proveText(zoo, call, operation, STYLE_OF.cli)];
}
