import type { Json } from '../../schema/operation.ts';

const TYPED = /^kubectl (get|describe|delete|edit|label|annotate|scale|autoscale|patch|expose|wait|rollout \w+|taint)$/;
const SLASHED = /^([a-z][a-z.]*)\/([^/=\s]+)$/;

/** What stands behind the resource here are pairs and names of other things: all people write it in one word. */
const IN_ONE_WORD = /^kubectl set (?:image|env|resources|serviceaccount)$/;

interface Written {
  args: Record<string, Json>;
  missing: string[];
}

/** The call with other first places, and all others so many further on. */
function withFirst<Call extends Written>(call: Call, first: readonly string[], by: 1 | -1): Call {
  const moved = (key: string): string => key.replace(/^<(\d+)>$/, (_, slot: string) => `<${Number(slot) + by}>`);
  const args: Record<string, Json> = Object.fromEntries(first.map((value, slot) => [`<${slot}>`, value]));
  const replaced = new Set(Array.from({ length: first.length - by }, (_, slot) => `<${slot}>`));
  for (const [key, value] of Object.entries(call.args)) if (!replaced.has(key)) args[moved(key)] = value;
  return { ...call, args, missing: call.missing.map(moved) };
}

/**
 * `deployment/web` and `deployment web` mean the same to kubectl: written requests are brought to the second form, so that two habits do not divide their votes; those of `kubectl set` to the first.
 * What is missing behind it moves too.
 */
export function splitTypeAndName<Call extends Written>(op: string, call: Call): Call {
  const { '<0>': type, '<1>': name } = call.args;
  if (IN_ONE_WORD.test(op)) {
    const isApart = typeof type === 'string' && typeof name === 'string';
    return isApart && /^[a-z]+$/.test(type) && !/[=/]|-$/.test(name) ? withFirst(call, [`${type}/${name}`], -1) : call;
  }
  const m = TYPED.test(op) && typeof type === 'string' ? SLASHED.exec(type) : null;
  return m ? withFirst(call, [m[1]!, m[2]!], 1) : call;
}
