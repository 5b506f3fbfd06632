import type { Json } from '../../schema/operation.ts';

const TYPED =
  /^kubectl (get|describe|delete|edit|label|annotate|scale|autoscale|patch|expose|wait|set image|set env|set resources|set serviceaccount|rollout \w+|taint)$/;
const SLASHED = /^([a-z][a-z.]*)\/([^/=\s]+)$/;

/** `deployment/web` and `deployment web` mean the same to kubectl: written requests are brought to the second form, so that two habits do not divide their votes. */
export function splitTypeAndName(op: string, args: Record<string, Json>): Record<string, Json> {
  const first = args['<0>'];
  const m = TYPED.test(op) && typeof first === 'string' ? SLASHED.exec(first) : null;
  if (!m) return args;
  const out: Record<string, Json> = {};
  for (const [key, value] of Object.entries(args)) {
    const slot = /^<(\d+)>$/.exec(key);
    if (!slot) out[key] = value;
    else if (slot[1] === '0') {
      out['<0>'] = m[1]!;
      out['<1>'] = m[2]!;
    } else out[`<${Number(slot[1]) + 1}>`] = value;
  }
  return out;
}
