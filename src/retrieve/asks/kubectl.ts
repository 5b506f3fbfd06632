import type { Json } from '../../schema/operation.ts';

const TYPED =
  /^kubectl (get|describe|delete|edit|label|annotate|scale|autoscale|patch|expose|wait|set image|set env|set resources|set serviceaccount|rollout \w+|taint)$/;
const SLASHED = /^([a-z][a-z.]*)\/([^/=\s]+)$/;

/**
 * `deployment/web` and `deployment web` mean the same to kubectl: written requests are brought to the second form, so that two habits do not divide their votes.
 * What is missing behind it moves too.
 */
export function splitTypeAndName<Call extends { args: Record<string, Json>; missing: string[] }>(
  op: string,
  call: Call,
): Call {
  const first = call.args['<0>'];
  const m = TYPED.test(op) && typeof first === 'string' ? SLASHED.exec(first) : null;
  if (!m) return call;
  const moved = (key: string): string => key.replace(/^<(\d+)>$/, (_, slot: string) => `<${Number(slot) + 1}>`);
  const args: Record<string, Json> = { '<0>': m[1]!, '<1>': m[2]! };
  for (const [key, value] of Object.entries(call.args)) if (key !== '<0>') args[moved(key)] = value;
  return { ...call, args, missing: call.missing.map(moved) };
}
