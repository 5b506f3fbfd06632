import { verifyText } from '../../verify/verify-text.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { ReadCall, Style } from './engine.ts';
import { schemaOf } from './explained.ts';

/**
 * The calls of a text, each with what its document says. What is wrong with the text as a whole comes as a call without an operation.
 * Loaded when somebody asks: the parsers of the programming languages are the heaviest part of the program.
 */
export function readCalls(zoo: Zoo, text: string, style: Style): ReadCall[] {
  const verified = verifyText(zoo, text, style);
  const calls = verified.calls.map(({ call, range, findings }): ReadCall => {
    const part = text.slice(range.start, range.end);
    if (!call) return { text: part, arguments: [], findings };
    const operation = zoo.operation(zoo.byId(call.operation)!);
    const given = call.arguments.map(({ name, value }) => {
      const documentation = schemaOf(zoo, operation, name)?.description;
      return { name, value, ...(documentation ? { documentation } : {}) };
    });
    return { text: part, operation, arguments: given, findings };
  });
  return verified.findings.length > 0 ? [...calls, { text, arguments: [], findings: verified.findings }] : calls;
}
