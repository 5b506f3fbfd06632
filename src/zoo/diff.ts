import type { Operation, Parameter } from '../schema/operation.ts';

/** What became of a parameter, in words for a person. */
export interface ParameterChange {
  name: string;
  /** `type string -> integer`, `now required`, `no longer: red`, `now deprecated`, … */
  what: string[];
}

export interface OperationChange {
  id: string;
  added: string[];
  removed: string[];
  changed: ParameterChange[];
  /** Of the operation as a whole: `now deprecated`, `its path on cli is now …`. */
  what: string[];
  /** A call that was right before may now be wrong. */
  breaking: boolean;
}

/** From one version of a provider's documents to another. Everything is in order of ids and names. */
export interface ZooDiff {
  added: string[];
  removed: string[];
  changed: OperationChange[];
}

interface Words {
  what: string[];
  breaking: boolean;
}

function parameterWords(before: Parameter, after: Parameter): Words {
  const words: Words = { what: [], breaking: false };
  const say = (text: string, breaking: boolean): void => {
    words.what.push(text);
    words.breaking ||= breaking;
  };
  if (before.type !== after.type)
    say(`type ${before.type} -> ${after.type}`, before.type !== 'any' && after.type !== 'any');
  if (!before.required && after.required) say('now required', true);
  if (before.required && !after.required) say('no longer required', false);
  if (!before.deprecated && after.deprecated) say('now deprecated', false);
  const [old, now] = [new Set(before.enum), new Set(after.enum)];
  const lost = [...old].filter((value) => !now.has(value));
  const won = [...now].filter((value) => !old.has(value));
  if (old.size === 0 && now.size > 0) say(`one of ${[...now].join(', ')}`, !after.open);
  else if (now.size === 0 && old.size > 0) say('no longer one of a list', false);
  else {
    if (lost.length > 0) say(`no longer: ${lost.join(', ')}`, !after.open);
    if (won.length > 0) say(`also: ${won.join(', ')}`, false);
  }
  const spellings = (after.aliases ?? []).concat(after.name);
  const gone = (before.aliases ?? []).filter((alias) => !spellings.includes(alias));
  if (gone.length > 0) say(`no longer spelled ${gone.join(', ')}`, true);
  return words;
}

function operationWords(before: Operation, after: Operation): Words {
  const what: string[] = [];
  if (!before.deprecated && after.deprecated) what.push('now deprecated');
  let breaking = false;
  for (const { surface, path } of before.invocations) {
    const paths = after.invocations.filter((one) => one.surface === surface).map((one) => one.path);
    if (paths.includes(path)) continue;
    breaking = true;
    what.push(paths.length > 0 ? `its path on ${surface} is now ${paths.join(', ')}` : `no longer on ${surface}`);
  }
  return { what, breaking };
}

function changeOf(before: Operation, after: Operation): OperationChange | undefined {
  const old = new Map(before.parameters.map((parameter) => [parameter.name, parameter]));
  const now = new Map(after.parameters.map((parameter) => [parameter.name, parameter]));
  const added = [...now.keys()].filter((name) => !old.has(name)).sort();
  const removed = [...old.keys()].filter((name) => !now.has(name)).sort();
  const own = operationWords(before, after);
  let breaking = own.breaking || removed.length > 0 || added.some((name) => now.get(name)!.required);
  const changed = [...old].flatMap(([name, parameter]) => {
    const next = now.get(name);
    const words = next && parameterWords(parameter, next);
    if (!words || words.what.length === 0) return [];
    breaking ||= words.breaking;
    return [{ name, what: words.what }];
  });
  changed.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (added.length + removed.length + changed.length + own.what.length === 0) return undefined;
  return { id: before.id, added, removed, changed, what: own.what, breaking };
}

/**
 * What changed between two versions of a provider's operations: by id, then by name of parameter. Descriptions, examples and the order of
 * lists are no change. Of an id that stands twice the first counts.
 */
export function diffOperations(before: readonly Operation[], after: readonly Operation[]): ZooDiff {
  const first = (operations: readonly Operation[]): Map<string, Operation> => {
    const table = new Map<string, Operation>();
    for (const operation of operations) if (!table.has(operation.id)) table.set(operation.id, operation);
    return table;
  };
  const [old, now] = [first(before), first(after)];
  return {
    added: [...now.keys()].filter((id) => !old.has(id)).sort(),
    removed: [...old.keys()].filter((id) => !now.has(id)).sort(),
    changed: [...old]
      .flatMap(([id, operation]) => {
        const next = now.get(id);
        return (next && changeOf(operation, next)) ?? [];
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

export function isEmptyDiff({ added, removed, changed }: ZooDiff): boolean {
  return added.length + removed.length + changed.length === 0;
}
