import { termsOf } from '../../retrieve/tokenize.ts';
import { formatDotted } from '../../schema/dotted.ts';
import { existsOn, nameOn } from '../../schema/locate.ts';
import type { Operation, Parameter, Surface, ValueSchema } from '../../schema/operation.ts';
import { resolve, type Zoo } from '../../zoo/zoo.ts';
import { describedChoices } from './described-choices.ts';
import { isFree } from './said-entries.ts';

/** Something that may hold a value: a parameter, or a field within one. */
export interface Target {
  /** The name in a call: canonical, or a dotted path into a parameter (`spec.replicas`). */
  name: string;
  /** The name in an answer and in asks: `<0>` of a positional, the surface's own name of all others. */
  key: string;
  parameter: Parameter;
  /** The schema of the value: the parameter's, or the field's. */
  schema: ValueSchema & { name: string; description?: string };
  required: boolean;
  depth: number;
  /** Slot of a positional, from 0. */
  slot: number;
  /** Takes several values. */
  many: boolean;
  /** The document's list of values, or else those that its description counts up; empty where it has neither. */
  choices: readonly string[];
  tokens: readonly string[];
  words: ReadonlySet<string>;
  /** The words of the parameter's document, lower case: its name, description, choices and the names of its fields. Read once, when first asked for. */
  vocabulary(): ReadonlySet<string>;
}

const MAX_DEPTH = 3;
const MAX_TARGETS = 220;
/** Options of a whole program that requests do name; the others are for setting up and debugging. */
const USEFUL_GLOBALS = new Set([
  '--region',
  '--profile',
  '--output',
  '--query',
  '--namespace',
  '--project',
  '--subscription',
  '--format',
  '--filter',
  '--quiet',
  '--context',
  '--repo',
  '--as',
  '--kubeconfig',
  '--resource-group',
  '--kube-context',
  '--request-timeout',
  '--as-group',
  '--endpoint-url',
  '--no-sign-request',
  '--no-paginate',
  '--flatten',
  '--grpc-web',
  '--auth-token',
  '--player',
  '--card',
  '-chdir',
]);

/** The schema with what its `ref`s name put in, one level deep: coercion looks at fields, choices and items, and knows no zoo. */
function expanded<T extends ValueSchema>(zoo: Zoo, provider: string, schema: T): T {
  const inner = schema.ref === undefined ? schema : resolve(zoo, provider, schema);
  const items = inner.items ?? schema.items;
  if (inner === schema && items === undefined) return schema;
  const shape = items === undefined ? undefined : resolve(zoo, provider, items);
  return {
    ...inner,
    ...schema,
    type: schema.type === 'any' ? inner.type : schema.type,
    ...(inner.fields ? { fields: inner.fields } : {}),
    ...(inner.enum ? { enum: inner.enum } : {}),
    ...(items && shape ? { items: { ...items, ...shape } } : {}),
  };
}

const wordSets = new Map<string, ReadonlySet<string>>();

function wordsOf(description: string): ReadonlySet<string> {
  let set = wordSets.get(description);
  if (!set) {
    set = new Set(termsOf(description));
    if (wordSets.size >= 30_000) wordSets.clear();
    wordSets.set(description, set);
  }
  return set;
}

const isText = ({ type }: ValueSchema): boolean => type === 'string' || type === 'any' || type === 'array';

/** Of a list that is left open (`wide` besides `json` and `yaml`) what the description counts up as well. */
function choicesOf(schema: ValueSchema, description: string): readonly string[] {
  const listed = schema.enum ?? schema.items?.enum;
  if (listed && !(schema.enum && schema.open)) return listed;
  const described = isText(schema) ? describedChoices(description) : [];
  return listed ? [...new Set([...listed, ...described])] : described;
}

const WORD = /[\p{L}\p{N}]+/gu;

function vocabularyOf(
  zoo: Zoo,
  provider: string,
  schema: ValueSchema & { name: string; description?: string },
): Set<string> {
  const out = new Set<string>();
  const give = (text: string | undefined): void => {
    for (const word of text?.match(WORD) ?? []) out.add(word.toLowerCase());
  };
  const walk = (part: ValueSchema, depth: number): void => {
    const shape = resolve(zoo, provider, part);
    for (const choice of shape.enum ?? []) give(choice);
    if (depth === 0) return;
    if (shape.items) walk(shape.items, depth - 1);
    for (const field of shape.fields ?? []) {
      give(field.name);
      walk(field, depth - 1);
    }
  };
  give(schema.name);
  give(schema.description);
  walk(schema, 4);
  return out;
}

function target(
  zoo: Zoo,
  provider: string,
  name: string,
  key: string,
  parameter: Parameter,
  schema: Target['schema'],
  more: { required: boolean; depth: number; slot: number },
): Target {
  const tokens = termsOf(schema.name.replace(/^-+/, ''));
  let vocabulary: ReadonlySet<string> | undefined;
  const whole = expanded(zoo, provider, schema);
  return {
    name,
    key,
    parameter,
    schema: whole,
    many: parameter.repeats === true || parameter.rest === true || schema.type === 'array',
    choices: choicesOf(whole, schema.description ?? ''),
    tokens,
    words: wordsOf(schema.description ?? ''),
    vocabulary: () => (vocabulary ??= vocabularyOf(zoo, provider, schema)),
    ...more,
  };
}

/** Dotted keys that examples fill, each with whether it holds a list; asked for where the document leaves keys open. */
type Wanted = () => ReadonlyMap<string, boolean>;

/** Within structures whose keys the document leaves open (`fields` of a Jira issue), those that examples are known to fill. */
function wantedTargets(zoo: Zoo, provider: string, targets: readonly Target[], wanted: ReturnType<Wanted>): Target[] {
  const byKey = new Map(targets.map((one) => [one.key, one]));
  const out: Target[] = [];
  for (const [key, isList] of wanted) {
    if (byKey.has(key)) continue;
    const cuts = [...key.matchAll(/(?<!\\)[.[]/g)].map(({ index }) => index).reverse();
    const outer = cuts.map((cut) => byKey.get(key.slice(0, cut))).find((one) => one !== undefined);
    if (!outer || !isFree(outer.schema)) continue;
    const way = key.slice(outer.key.length);
    const name = way.replace(/^\./, '');
    const items = outer.schema.items ? resolve(zoo, provider, outer.schema.items) : undefined;
    const one: ValueSchema = { type: 'any', ...(/[.[]/.test(name) ? {} : items) };
    const schema: Target['schema'] = isList ? { type: 'array', items: one, name } : { ...one, name };
    out.push(
      target(zoo, provider, outer.name + way, key, outer.parameter, schema, {
        required: false,
        depth: outer.depth + 1,
        slot: -1,
      }),
    );
  }
  return out;
}

/**
 * The targets of an operation on a surface: all its parameters, and over HTTP and in Python the fields of its objects, breadth first, down to three levels and
 * to at most some two hundred; `wanted` are dotted keys that examples are known to fill, where the document leaves keys open.
 */
export function targetsOf(zoo: Zoo, operation: Operation, surface: Surface, wanted?: Wanted): Target[] {
  const out: Target[] = [];
  let slot = 0;
  const queue: { prefix: string; parameter: Parameter; schema: ValueSchema; depth: number; required: boolean }[] = [];
  for (const parameter of operation.parameters) {
    if (!existsOn(parameter, surface)) continue;
    if (parameter.global && !USEFUL_GLOBALS.has(parameter.name)) continue;
    const positional = parameter.in === 'positional';
    const at = positional ? slot++ : -1;
    const key = positional && surface === 'cli' ? `<${at}>` : nameOn(parameter, surface);
    if (parameter.deprecated && !parameter.required) continue;
    if (!parameter.wholeBody) {
      out.push(
        target(zoo, operation.provider, parameter.name, key, parameter, parameter, {
          required: parameter.required === true,
          depth: 0,
          slot: at,
        }),
      );
    }
    if (surface !== 'cli') {
      queue.push({
        prefix: parameter.wholeBody ? '' : key,
        parameter,
        schema: parameter,
        depth: 1,
        required: parameter.required === true,
      });
    }
  }
  const canonical = (key: string, parameter: Parameter): string => {
    const own = nameOn(parameter, surface);
    return parameter.wholeBody ? key : parameter.name + key.slice(own.length);
  };
  while (queue.length > 0 && out.length < MAX_TARGETS) {
    const { prefix, parameter, schema, depth, required } = queue.shift()!;
    let shape = resolve(zoo, operation.provider, schema);
    let path = prefix;
    if (shape.type === 'array' && shape.items) {
      shape = resolve(zoo, operation.provider, shape.items);
      if (shape.type !== 'object') continue;
      path = `${prefix}[0]`;
    }
    for (const field of shape.fields ?? []) {
      if (field.readOnly || field.deprecated || out.length >= MAX_TARGETS) continue;
      const key = path ? `${path}.${formatDotted([field.name])}` : field.name;
      const needed = required && field.required === true;
      const inner = resolve(zoo, operation.provider, field);
      const merged = {
        ...field,
        ...(field.ref ? { type: inner.type, ...(inner.enum ? { enum: inner.enum } : {}) } : {}),
      };
      out.push(
        target(zoo, operation.provider, canonical(key, parameter), key, parameter, merged, {
          required: needed,
          depth,
          slot: -1,
        }),
      );
      if (depth < MAX_DEPTH) queue.push({ prefix: key, parameter, schema: field, depth: depth + 1, required: needed });
    }
  }
  // On a command line nothing stands within a parameter.
  const isOpen = wanted !== undefined && surface !== 'cli' && out.some(({ schema }) => isFree(schema));
  return isOpen ? [...out, ...wantedTargets(zoo, operation.provider, out, wanted())] : out;
}

/** The target that an answer's or an ask's key names; a place beyond the last is one of those that take the rest. */
export function targetByKey(targets: readonly Target[]): (key: string) => Target | undefined {
  const byKey = new Map(targets.map((one) => [one.key, one]));
  const rest = targets.filter(({ slot, many }) => slot >= 0 && many).at(-1);
  return (key) => {
    const place = /^<(\d+)>$/.exec(key)?.[1];
    return byKey.get(key) ?? (rest && place && Number(place) > rest.slot ? rest : undefined);
  };
}
