import { nameOn } from '../../schema/locate.ts';
import type { Operation, Surface } from '../../schema/operation.ts';
import { takeBlanks } from './blanks.ts';
import { DYNAMIC, type Literal } from './code-tree.ts';
import type { ParsedCall, Range } from './parsed.ts';

/** An argument as code has it. `name` absent: by position. */
export interface CodeArgument extends Range {
  name?: string;
  value: Literal;
}

/** Reads the arguments of a function call as those of an operation. */
export function readCodeCall(
  operation: Operation,
  surface: Surface,
  given: readonly CodeArgument[],
  range: Range,
): ParsedCall {
  const call: NonNullable<ParsedCall['call']> = { operation: operation.id, surface, arguments: [], missing: [] };
  const parsed: ParsedCall = { call, range, findings: [], ranges: new Map(), dynamic: new Set() };
  const positionals = operation.parameters.filter((parameter) => parameter.in === 'positional');
  for (const { name, value, start, end } of given) {
    const byPosition = name === undefined;
    const parameter = byPosition
      ? positionals.shift()
      : operation.parameters.find((one) => nameOn(one, surface) === name);
    if (!parameter && byPosition) {
      parsed.findings.push({
        code: 'unexpected-positional',
        severity: 'error',
        message: `${operation.name} takes no argument by position here`,
        start,
        end,
      });
      continue;
    }
    if (!parameter) {
      // The verifier says what is near: an unknown name stays in the call under its own spelling.
      call.arguments.push({
        name: name!,
        value: value === DYNAMIC ? null : value,
        from: { kind: 'request', start, end },
      });
      parsed.ranges.set(name!, { start, end });
      continue;
    }
    parsed.ranges.set(parameter.name, { start, end });
    if (value === DYNAMIC) parsed.dynamic.add(parameter.name);
    const { kept, missing } = value === DYNAMIC ? { kept: null, missing: [] } : takeBlanks(parameter, value);
    call.missing.push(...missing);
    if (kept === undefined) continue;
    const before = parameter.repeats && call.arguments.find((one) => one.name === parameter.name);
    if (before) before.value = [...(Array.isArray(before.value) ? before.value : [before.value]), kept];
    else call.arguments.push({ name: parameter.name, value: kept, from: { kind: 'request', start, end } });
    if (byPosition && parameter.repeats) positionals.unshift(parameter);
  }
  return parsed;
}
