import type { Json } from '../../schema/operation.ts';

const TYPED = /^kubectl (get|describe|delete|edit|label|annotate|scale|autoscale|patch|expose|wait|rollout \w+|taint)$/;
const SLASHED = /^([a-z][a-z.]*)\/([^/=\s]+)$/;

/** What stands behind the resource here are pairs and names of other things: all people write it in one word. */
const IN_ONE_WORD = /^kubectl set (?:image|env|resources|serviceaccount)$/;

/**
 * `deployment/web` and `deployment web` mean the same to kubectl: written requests are brought to the second form, so that two habits do not divide their votes; those of `kubectl set` to the first.
 * What is missing behind it moves too.
 */
export function splitTypeAndName<Call extends { args: Record<string, Json>; missing: string[] }>(
  op: string,
  call: Call,
): Call {
  const first = call.args['<0>'];
  if (IN_ONE_WORD.test(op)) return joinTypeAndName(call);
  const m = TYPED.test(op) && typeof first === 'string' ? SLASHED.exec(first) : null;
  if (!m) return call;
  const moved = (key: string): string => key.replace(/^<(\d+)>$/, (_, slot: string) => `<${Number(slot) + 1}>`);
  const args: Record<string, Json> = { '<0>': m[1]!, '<1>': m[2]! };
  for (const [key, value] of Object.entries(call.args)) if (key !== '<0>') args[moved(key)] = value;
  return { ...call, args, missing: call.missing.map(moved) };
}

function joinTypeAndName<Call extends { args: Record<string, Json>; missing: string[] }>(call: Call): Call {
  const { '<0>': type, '<1>': name, ...others } = call.args;
  if (typeof type !== 'string' || typeof name !== 'string' || !/^[a-z]+$/.test(type) || /[=/]|-$/.test(name))
    return call;
  const moved = (key: string): string => key.replace(/^<(\d+)>$/, (_, slot: string) => `<${Number(slot) - 1}>`);
  const args: Record<string, Json> = { '<0>': `${type}/${name}` };
  for (const [key, value] of Object.entries(others)) args[moved(key)] = value;
  return { ...call, args, missing: call.missing.map(moved) };
}
