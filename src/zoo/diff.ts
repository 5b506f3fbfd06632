import type { Invocation, Operation, Parameter, ValueSchema } from '../schema/operation.ts';

/** What is different about a parameter, in words for people; `breaking`: a call that was right may be wrong now. */
export interface ParameterChange {
  parameter: string;
  change: 'added' | 'removed' | 'changed';
  breaking: boolean;
  what: string;
}

export interface OperationChange {
  id: string;
  summary: string;
  change: 'added' | 'removed' | 'changed';
  breaking: boolean;
  parameters: ParameterChange[];
  /** Ways of calling it that came or went, and marks (deprecated, destructive). */
  notes: string[];
}

export interface ZooDiff {
  added: OperationChange[];
  removed: OperationChange[];
  changed: OperationChange[];
  unchanged: number;
}

/**
 * What two readings of an API differ in. Operations are the same by id, or else by a way of being called, so that a new `operationId` for an old path is a
 * change and not an end. Words (summaries, descriptions) are no difference. Pure; the order is that of the ids.
 */
export function diffOperations(before: Operation[], after: Operation[]): ZooDiff {
  const diff: ZooDiff = { added: [], removed: [], changed: [], unchanged: 0 };
  const left = new Map(before.map((operation) => [operation.id, operation]));
  const rest: Operation[] = [];
  const pairs: [Operation, Operation][] = [];
  for (const operation of after) {
    const same = left.get(operation.id);
    if (same) pairs.push([same, operation]);
    else rest.push(operation);
    left.delete(operation.id);
  }
  const byWay = new Map([...left.values()].flatMap((operation) => waysOf(operation).map((way) => [way, operation])));
  for (const operation of rest) {
    const same = waysOf(operation)
      .map((way) => byWay.get(way))
      .find((found) => found !== undefined && left.has(found.id));
    if (same) {
      left.delete(same.id);
      pairs.push([same, operation]);
    } else diff.added.push(whole(operation, 'added'));
  }
  for (const operation of left.values()) diff.removed.push(whole(operation, 'removed'));
  for (const [one, other] of pairs) {
    const change = changeOf(one, other);
    if (change) diff.changed.push(change);
    else diff.unchanged++;
  }
  for (const list of [diff.added, diff.removed, diff.changed])
    list.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return diff;
}

export function isEmptyDiff({ added, removed, changed }: ZooDiff): boolean {
  return added.length + removed.length + changed.length === 0;
}

const whole = ({ id, summary }: Operation, change: 'added' | 'removed'): OperationChange => ({
  id,
  summary,
  change,
  breaking: change === 'removed',
  parameters: [],
  notes: [],
});

/** How it is called, names of path parameters left out: `{id}` and `{user_id}` are one place. */
function waysOf({ invocations }: Operation): string[] {
  return invocations.map((way) => `${way.surface} ${way.path.replace(/\{[^{}]*\}/g, '{}')}`);
}

function changeOf(before: Operation, after: Operation): OperationChange | undefined {
  const parameters = parameterChanges(before.parameters, after.parameters);
  const notes: string[] = [];
  const gone = missing(before.invocations, after.invocations);
  for (const way of gone) notes.push(`${way.surface} ${way.path} is gone`);
  for (const way of missing(after.invocations, before.invocations)) notes.push(`${way.surface} ${way.path} is new`);
  if (before.id !== after.id) notes.push(`was called ${before.id}`);
  if (!before.deprecated && after.deprecated) notes.push('is deprecated now');
  if (before.deprecated && !after.deprecated) notes.push('is deprecated no more');
  if (!before.destructive && after.destructive) notes.push('is known to destroy something now');
  if (parameters.length === 0 && notes.length === 0) return undefined;
  const breaking = gone.length > 0 || parameters.some((one) => one.breaking);
  return { id: after.id, summary: after.summary, change: 'changed', breaking, parameters, notes };
}

function missing(ours: Invocation[], theirs: Invocation[]): Invocation[] {
  const known = new Set(theirs.map((way) => `${way.surface} ${way.path}`));
  return ours.filter((way) => !known.has(`${way.surface} ${way.path}`));
}

function parameterChanges(before: Parameter[], after: Parameter[]): ParameterChange[] {
  const changes: ParameterChange[] = [];
  const later = new Map(after.map((parameter) => [parameter.name, parameter]));
  const earlier = new Set(before.map((parameter) => parameter.name));
  for (const parameter of before) {
    const now = later.get(parameter.name) ?? after.find((one) => one.aliases?.includes(parameter.name));
    if (!now) changes.push({ parameter: parameter.name, change: 'removed', breaking: true, what: 'removed' });
    else {
      earlier.add(now.name);
      changes.push(...differences(parameter, now));
    }
  }
  for (const { name, required } of after) {
    if (earlier.has(name)) continue;
    changes.push({
      parameter: name,
      change: 'added',
      breaking: required === true,
      what: required ? 'added, required' : 'added',
    });
  }
  return changes;
}

function differences(before: Parameter, after: Parameter): ParameterChange[] {
  const changes: ParameterChange[] = [];
  const note = (what: string, breaking: boolean): void => {
    changes.push({ parameter: after.name, change: 'changed', breaking, what });
  };
  if (before.name !== after.name) note(`was ${before.name}`, false);
  if (before.in !== after.in) note(`stands in the ${after.in} instead of the ${before.in}`, true);
  if (typeOf(before) !== typeOf(after)) note(`is ${typeOf(after)} instead of ${typeOf(before)}`, after.type !== 'any');
  if (!before.required && after.required) note('is required now', true);
  if (before.required && !after.required) note('is required no more', false);
  choices(before, after, note);
  const spellings = (before.aliases ?? []).filter((alias) => alias !== after.name && !after.aliases?.includes(alias));
  if (spellings.length > 0) note(`is no more spelt ${spellings.join(', ')}`, true);
  if (JSON.stringify(before.default) !== JSON.stringify(after.default))
    note(
      `has the default ${JSON.stringify(after.default) ?? 'none'} instead of ${JSON.stringify(before.default) ?? 'none'}`,
      false,
    );
  if (limits(before) !== limits(after))
    note(`has the limits ${limits(after) || 'none'} instead of ${limits(before) || 'none'}`, limits(after) !== '');
  if (!before.deprecated && after.deprecated) note('is deprecated now', false);
  return changes;
}

function choices(before: ValueSchema, after: ValueSchema, note: (what: string, breaking: boolean) => void): void {
  if (!before.enum && !after.enum) return;
  const was = new Set(before.enum);
  const is = new Set(after.enum);
  const gone = [...was].filter((value) => !is.has(value));
  const come = [...is].filter((value) => !was.has(value));
  if (before.enum && after.enum && gone.length + come.length === 0) return;
  if (!after.enum) note('takes any value now', false);
  else if (!before.enum) note(`takes only ${shown(come)} now`, !after.open);
  else {
    if (gone.length > 0) note(`no more takes ${shown(gone)}`, !after.open);
    if (come.length > 0) note(`takes ${shown(come)} too`, false);
  }
}

const SHOWN = 6;
const shown = (values: string[]): string =>
  values.length <= SHOWN ? values.join(', ') : `${values.slice(0, SHOWN).join(', ')} and ${values.length - SHOWN} more`;

function typeOf(schema: ValueSchema): string {
  const inner = schema.items ? ` of ${schema.items.ref ?? schema.items.type}` : '';
  return `${schema.ref ?? schema.type}${inner}`;
}

const limits = ({ constraints }: ValueSchema): string =>
  Object.entries(constraints ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
