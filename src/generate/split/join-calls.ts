import type { CheckedCall } from '../../schema/answer.ts';
import type { Argument, Call } from '../../schema/call.ts';
import type { Operation } from '../../schema/operation.ts';

/** Ranges within a clause become ranges within the request. */
export function shift(call: Call, by: number): Call {
  if (by === 0) return call;
  const moved = call.arguments.map((a) =>
    'start' in a.from ? { ...a, from: { ...a.from, start: a.from.start + by, end: a.from.end + by } } : a,
  );
  return { ...call, arguments: moved };
}

/** Fills a call's blanks with the values that earlier calls of the request have under the same name. */
export function borrow(call: Call, operation: Operation, earlier: readonly CheckedCall[]): Call {
  const found: Argument[] = [];
  for (const name of call.missing) {
    const given = earlier
      .filter((e) => e.operation.provider === operation.provider)
      .flatMap((e) => e.call.arguments.filter((a) => a.name === name && a.from.kind === 'request'))
      .at(-1);
    if (given) found.push(given);
  }
  if (found.length === 0) return call;
  const names = new Set(found.map((f) => f.name));
  return { ...call, arguments: [...call.arguments, ...found], missing: call.missing.filter((m) => !names.has(m)) };
}
