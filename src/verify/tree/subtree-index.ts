import type { Json } from '../../schema/operation.ts';
import { table } from '../../schema/table.ts';
import { hasHole } from './dynamic.ts';

/** An argument as it is matched: by name, or by its place where it has none. */
export interface MatchArgument {
  name?: string;
  value: Json;
}

/** Functions whose first arguments are given by place as often as by name. */
const SIGNATURES: Record<string, readonly string[]> = table({
  'torch.hub.load': ['repo_or_dir', 'model'],
  'hub.load': ['handle'],
  'hub.KerasLayer': ['handle'],
  pipeline: ['task', 'model'],
  from_pretrained: ['pretrained_model_name_or_path'],
});

function signatureOf(path: string): readonly string[] {
  return SIGNATURES[path] ?? SIGNATURES[path.slice(path.lastIndexOf('.') + 1)] ?? [];
}

/** One spelling for an argument, whether its name is written or not. */
function slots(path: string, given: readonly MatchArgument[]): { slot: string; value: Json }[] {
  const signature = signatureOf(path);
  let place = 0;
  return given.map(({ name, value }) => {
    const slot = name ?? signature[place] ?? `<${place}>`;
    if (name === undefined) place++;
    return { slot, value };
  });
}

const keyOf = (slot: string, value: Json): string => `${slot}\u0000${JSON.stringify(value)}`;

interface Pattern<T> {
  keys: string[];
  item: T;
}

/**
 * Sub-trees of calls, looked up by callee and then by literals: a match costs one look-up for each argument of the call, however many patterns
 * there are. A pattern matches where its callee is the call's and each of its literals stands in the same argument, by value. Nothing else does:
 * there is no nearest pattern and no last resort.
 */
export class SubtreeIndex<T> {
  private readonly byCallee = new Map<string, Map<string, Pattern<T>[]>>();

  /** Holes keep the places of what follows them and are then no part of the pattern. One without literals is matched by every call of its callee. */
  add(callee: string, given: readonly MatchArgument[], item: T): void {
    const keys = slots(callee, given)
      .filter(({ value }) => !hasHole(value))
      .map(({ slot, value }) => keyOf(slot, value));
    let patterns = this.byCallee.get(callee);
    if (!patterns) this.byCallee.set(callee, (patterns = new Map()));
    const anchor = keys[0] ?? '';
    const list = patterns.get(anchor);
    if (list) list.push({ keys, item });
    else patterns.set(anchor, [{ keys, item }]);
  }

  has(callee: string): boolean {
    return this.byCallee.has(callee);
  }

  /** All that the call is, the most literals first; in the order of adding where they are equal. */
  match(callee: string, given: readonly MatchArgument[]): T[] {
    const patterns = this.byCallee.get(callee);
    if (!patterns) return [];
    const keys = new Set(slots(callee, given).map(({ slot, value }) => keyOf(slot, value)));
    const found: Pattern<T>[] = [...(patterns.get('') ?? [])];
    for (const key of keys)
      for (const pattern of patterns.get(key) ?? [])
        if (pattern.keys.every((one) => keys.has(one))) found.push(pattern);
    return found.sort((one, other) => other.keys.length - one.keys.length).map(({ item }) => item);
  }
}

/** Whether a hole stands where a pattern might have a literal: then no answer is one. */
export function isUncertain(given: readonly MatchArgument[]): boolean {
  return given.some(({ value }) => hasHole(value));
}
