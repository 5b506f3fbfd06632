import { nameOn } from '../../src/schema/locate.ts';
import type { Json, Operation, Parameter, Surface, ValueSchema } from '../../src/schema/operation.ts';
import { nextValue, renamed, renamedVerb, written } from './words.ts';

/** A request with its right call. Names as in an answer (FORMAT.md). */
export interface Asked {
  request: string;
  surface: Surface;
  op: string;
  args: Record<string, Json>;
  missing: string[];
}

/** A document that has changed since the model saw it, and what is right by it. */
export interface Changed extends Asked {
  operation: Operation;
  /** Names that are not the document's any more: paths, and parameters as in an answer. */
  gone: { op?: string; parameters: string[] };
  /** Where the moved parameter must stand in an HTTP call. */
  moved?: { name: string; to: 'query' | 'body' };
}

/** Undefined: the change makes no sense for this operation and request. */
export type Change = (operation: Operation, asked: Asked, types: Types) => Changed | undefined;
/** Follows a reference of the operation's provider. */
export type Types = (schema: ValueSchema) => ValueSchema;

const headOf = (key: string): string => /^[^.[\\]+/.exec(key)?.[0] ?? key;

/** The parameter behind a key of an answer. */
export function parameterOf(operation: Operation, surface: Surface, key: string): Parameter | undefined {
  const place = /^<(\d+)>$/.exec(key);
  if (place) {
    const list = operation.parameters.filter((p) => p.in === 'positional');
    return list[Number(place[1])];
  }
  const head = surface === 'cli' ? key : headOf(key);
  return operation.parameters.find(
    (p) => p.name === key || p.name === head || p.aliases?.includes(key) || nameOn(p, surface) === head,
  );
}

function used(operation: Operation, asked: Asked): { key: string; parameter: Parameter }[] {
  return Object.keys(asked.args).flatMap((key) => {
    const parameter = parameterOf(operation, asked.surface, key);
    return parameter && !parameter.global && parameter.in !== 'positional' ? [{ key, parameter }] : [];
  });
}

function withPath(operation: Operation, surface: Surface, path: string): Operation {
  const invocations = operation.invocations.map((way) => (way.surface === surface ? { ...way, path } : way));
  return { ...operation, invocations };
}

type Renaming = (version: number) => string;
/** What comes after a version, and what came before it. */
const later: Renaming = (version) => `v${version + 1}`;
const former: Renaming = (version) => (version > 1 ? `v${version - 1}` : 'v1beta1');

function renamedPath(surface: Surface, path: string, next: Renaming): string | undefined {
  if (surface === 'cli') {
    const words = path.split(' ');
    if (words.length < 2) return undefined;
    return [...words.slice(0, -1), renamedVerb(words.at(-1)!)].join(' ');
  }
  if (surface === 'python') {
    const at = path.lastIndexOf('.');
    return at < 0 ? undefined : `${path.slice(0, at)}.${renamedVerb(path.slice(at + 1))}`;
  }
  const version = /\/v(\d+)\//.exec(path);
  if (version) return path.replace(version[0], `/${next(Number(version[1]))}/`);
  return path.replace(/^(\S+) \//, '$1 /v2/');
}

/** The operation has another name: what it could be called in the API's next version. */
export const renameOperation: Change = (operation, asked) => withName(operation, asked, later);

/** The operation as it could have been called before. */
export const formerOperation: Change = (operation, asked) => withName(operation, asked, former);

function withName(operation: Operation, asked: Asked, next: Renaming): Changed | undefined {
  const path = renamedPath(asked.surface, asked.op, next);
  if (!path) return undefined;
  return {
    ...asked,
    op: path,
    operation: withPath(operation, asked.surface, path),
    gone: { op: asked.op, parameters: [] },
  };
}

/** Every option that the request uses has another name; short spellings stay. */
export const renameOptions: Change = (operation, asked) => {
  const names = new Map<Parameter, string>();
  for (const { parameter } of used(operation, asked))
    if (!parameter.wholeBody && /^(--)?[A-Za-z]{2}/.test(parameter.name))
      names.set(parameter, freeName(operation, parameter));
  if (names.size === 0) return undefined;
  const canonical = new Map([...names].map(([{ name }, next]) => [name, next]));
  const keys = new Map<string, string>();
  for (const { key, parameter } of used(operation, asked)) {
    const next = names.get(parameter);
    if (next === undefined) continue;
    const own = newNameOn(parameter, next, asked.surface);
    keys.set(key, asked.surface === 'cli' ? own : own + key.slice(headOf(key).length));
  }
  return {
    ...asked,
    op: asked.op.replace(/\{([^{}]+)\}/g, (whole, name: string) =>
      canonical.has(name) ? `{${canonical.get(name)}}` : whole,
    ),
    args: Object.fromEntries(Object.entries(asked.args).map(([key, value]) => [keys.get(key) ?? key, value])),
    operation: withRenamed(operation, names, canonical),
    gone: { parameters: [...keys.keys()].map((key) => (asked.surface === 'cli' ? key : headOf(key))) },
  };
};

function freeName(operation: Operation, parameter: Parameter): string {
  const taken = new Set(operation.parameters.flatMap((p) => [p.name, ...(p.aliases ?? [])]));
  const flag = parameter.in === 'flag';
  let name = renamed(parameter.name, flag);
  while (taken.has(name)) name = renamed(name, flag);
  return name;
}

function newNameOn(parameter: Parameter, next: string, surface: Surface): string {
  const own = parameter.names?.[surface];
  return own === undefined ? next : renamed(own, parameter.in === 'flag');
}

function withRenamed(operation: Operation, names: Map<Parameter, string>, canonical: Map<string, string>): Operation {
  const follow = (list: string[]): string[] => list.map((name) => canonical.get(name) ?? name);
  const parameters = operation.parameters.map((parameter): Parameter => {
    const next = names.get(parameter);
    const { aliases, ...rest } = parameter;
    const short = aliases?.filter((alias) => next === undefined || !alias.startsWith('--'));
    return {
      ...rest,
      ...(short?.length ? { aliases: short } : {}),
      ...(parameter.excludes ? { excludes: follow(parameter.excludes) } : {}),
      ...(parameter.requires ? { requires: follow(parameter.requires) } : {}),
      ...(next === undefined ? {} : { name: next }),
      ...(next !== undefined && parameter.names
        ? {
            names: Object.fromEntries(
              Object.entries(parameter.names).map(([surface, name]) => [
                surface,
                renamed(name, parameter.in === 'flag'),
              ]),
            ),
          }
        : {}),
    };
  });
  const braces = (path: string): string =>
    path.replace(/\{([^{}]+)\}/g, (whole, name: string) => (canonical.has(name) ? `{${canonical.get(name)}}` : whole));
  return {
    ...operation,
    parameters,
    invocations: operation.invocations.map((way) => ({ ...way, path: braces(way.path) })),
    ...(operation.groups ? { groups: operation.groups.map((g) => ({ ...g, parameters: follow(g.parameters) })) } : {}),
  };
}

/** An option that the request uses is gone: the call goes without. */
export const removeOption: Change = (operation, asked) => {
  const found = used(operation, asked).find(
    ({ parameter }) => !parameter.required && !parameter.wholeBody && parameter.in !== 'path',
  );
  if (!found) return undefined;
  const { parameter } = found;
  const gone = Object.keys(asked.args).filter((key) => parameterOf(operation, asked.surface, key) === parameter);
  const inGroup = operation.groups?.some((group) => group.parameters.includes(parameter.name));
  if (inGroup) return undefined;
  const without = (names: string[] | undefined): string[] => (names ?? []).filter((name) => name !== parameter.name);
  const parameters = operation.parameters
    .filter((one) => one !== parameter)
    .map((one) => ({
      ...one,
      ...(one.excludes ? { excludes: without(one.excludes) } : {}),
      ...(one.requires ? { requires: without(one.requires) } : {}),
    }));
  return {
    ...asked,
    args: Object.fromEntries(Object.entries(asked.args).filter(([key]) => !gone.includes(key))),
    operation: { ...operation, parameters },
    gone: { parameters: gone.map((key) => (asked.surface === 'cli' ? key : headOf(key))) },
  };
};

const DEMANDS: [words: string[], description: string][] = [
  [['change', 'ticket'], 'The number of the change ticket that approves this call'],
  [['cost', 'center'], 'The cost center that pays for this call'],
  [['approval', 'token'], 'The token of the person who approved this call'],
  [['audit', 'reason'], 'Why this call is made; it is kept in the audit log'],
];

/** Something more is required, of which the request says nothing: it stays blank. */
export const requireMore: Change = (operation, asked) => {
  const [words, description] = DEMANDS[asked.request.length % DEMANDS.length]!;
  const like = operation.parameters.find((p) => p.in !== 'positional' && !p.global)?.name ?? '--like-this';
  const cli = operation.invocations.some((way) => way.surface === 'cli');
  const bodied = operation.parameters.some((p) => p.in === 'body' && !p.wholeBody);
  const name = cli ? `--${words.join('-')}` : written(words, like.replace(/^-+/, ''));
  if (operation.parameters.some((p) => p.name === name)) return undefined;
  const own = written(words, 'InCamel');
  const demanded: Parameter = {
    name,
    in: cli ? 'option' : bodied ? 'body' : 'query',
    type: 'string',
    required: true,
    description,
    ...(cli && asked.surface !== 'cli' ? { names: { python: own, typescript: own } } : {}),
  };
  const key = cli && asked.surface !== 'cli' ? own : name;
  const parameters = [...operation.parameters, demanded];
  return {
    ...asked,
    missing: [...asked.missing, key],
    operation: { ...operation, parameters },
    gone: { parameters: [] },
  };
};

/** A choice that is new, and that the request asks for in place of an old one. */
export const newChoice: Change = (operation, asked, types) => {
  for (const { key, parameter } of used(operation, asked)) {
    const value = asked.args[key];
    const shape = types(parameter);
    const inner = shape.items ? types(shape.items) : undefined;
    const choices = shape.enum ?? inner?.enum;
    if (typeof value !== 'string' || key !== (asked.surface === 'cli' ? key : headOf(key))) continue;
    if (!choices?.includes(value) || value.length < 2 || value === 'true' || value === 'false') continue;
    const said = asked.request.split(new RegExp(`(?<![\\w-])${value.replace(/[^\w]/g, '\\$&')}(?![\\w-])`));
    if (said.length !== 2) continue;
    const next = nextValue(value, choices);
    const { ref: _ref, ...plain } = parameter;
    const changed: Parameter = shape.enum
      ? { ...plain, type: shape.type, enum: [...choices, next] }
      : { ...plain, type: shape.type, items: { type: inner!.type, enum: [...choices, next] } };
    return {
      ...asked,
      request: said.join(next),
      args: { ...asked.args, [key]: next },
      operation: { ...operation, parameters: operation.parameters.map((one) => (one === parameter ? changed : one)) },
      gone: { parameters: [] },
    };
  }
  return undefined;
};

/** An option has become a positional; over HTTP a field has gone from the body to the query, or the other way. */
export const moveOption: Change = (operation, asked) => {
  const positionals = operation.parameters.filter((p) => p.in === 'positional');
  for (const { key, parameter } of used(operation, asked)) {
    const value = asked.args[key];
    const plain = !parameter.fields && !parameter.items && !parameter.ref && !parameter.wholeBody;
    if (!plain || parameter.type === 'object' || parameter.type === 'map') continue;
    const replace = (one: Parameter): Operation => ({
      ...operation,
      parameters: operation.parameters.map((p) => (p === parameter ? one : p)),
    });
    if (asked.surface === 'http' && (parameter.in === 'body' || parameter.in === 'query')) {
      const to = parameter.in === 'body' ? 'query' : 'body';
      const bodied = operation.parameters.some((p) => p.in === 'body' && !p.wholeBody);
      if (to === 'body' && !bodied) continue;
      return {
        ...asked,
        operation: replace({ ...parameter, in: to }),
        gone: { parameters: [] },
        moved: { name: key, to },
      };
    }
    if (asked.surface !== 'cli' || parameter.in !== 'option' || parameter.repeats || parameter.valueOptional) continue;
    if (typeof value !== 'string' || positionals.some((p) => p.repeats || p.rest || !p.required)) continue;
    if (positionals.some((_, n) => asked.args[`<${n}>`] === undefined)) continue;
    if (operation.parameters.some((p) => p.excludes?.includes(parameter.name))) continue;
    const { aliases: _aliases, attach: _attach, separator: _separator, excludes: _excludes, ...rest } = parameter;
    const name = parameter.name.replace(/^-+/, '');
    if (operation.parameters.some((p) => p.name === name)) continue;
    const moved: Parameter = { ...rest, name, in: 'positional', required: true };
    const others = operation.parameters.filter((p) => p !== parameter);
    const at = others.findLastIndex((p) => p.in === 'positional') + 1;
    const { [key]: _old, ...args } = asked.args;
    return {
      ...asked,
      args: { ...args, [`<${positionals.length}>`]: value },
      operation: { ...operation, parameters: [...others.slice(0, at), moved, ...others.slice(at)] },
      gone: { parameters: [key] },
    };
  }
  return undefined;
};

export const CHANGES: Record<string, Change> = {
  'operation renamed': renameOperation,
  'options renamed': renameOptions,
  'option removed': removeOption,
  'new required parameter': requireMore,
  'new choice asked for': newChoice,
  'option moved': moveOption,
};
