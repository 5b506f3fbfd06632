import type { ReadCall } from '../../src/check/reading.ts';
import type { Commands } from '../../src/check/shell/commands.ts';
import { foundAt, reach } from '../../src/check/shell/reach.ts';
import type { Operation, Parameter } from '../../src/schema/operation.ts';
import { OptionTable } from '../../src/verify/parse/option-table.ts';
import { type ShellWord, shellCommands } from '../../src/verify/parse/shell-words.ts';

export const MUTATIONS = [
  'renamed option',
  'invented sub-command',
  'wrong enum',
  'dropped required',
  'wrong type',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

/** As models invent: a usual verb for the command's. Counted apart. */
export const ORDINARY = [
  'fetch',
  'obtain',
  'retrieve',
  'make',
  'erase',
  'modify',
  'show-all',
  'list-all',
  'get-info',
  'check-status',
];

/** A call that was judged right, ready to be broken. */
export interface RightCall {
  text: string;
  operation: Operation;
  words: readonly ShellWord[];
  /** Places of the words of its path. */
  path: readonly number[];
}

export type Random = () => number;

/** Mulberry32: the same numbers for the same seed everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function rightCall(commands: Commands, text: string, call: ReadCall): RightCall | undefined {
  if (call.verdict !== 'right' || call.operation === undefined || call.findings.length > 0) return undefined;
  const own = text.slice(call.start, call.end);
  const list = shellCommands(own).commands;
  const [command] = list;
  if (list.length !== 1 || !command || command.start !== 0 || command.words.some(({ splits }) => splits))
    return undefined;
  if (
    command.words.some(({ value }) =>
      /^(?:--?help|help|-h|--version|--generate-cli-skeleton|--cli-input-json)$/.test(value),
    )
  )
    return undefined;
  const reached = reach(commands, command.words);
  const found = reached && foundAt(commands, reached, command.words);
  const operation = found?.operations.find(({ id }) => id === call.operation);
  return operation && { text: own, operation, words: command.words, path: reached!.at };
}

const INVENTED = [
  'frobnicate',
  'teleport',
  'harmonize',
  'quantize',
  'unravel',
  'sublimate',
  'entangle',
  'recombobulate',
  'zigzag',
  'overclock',
];
const pick = <T>(list: readonly T[], random: Random): T | undefined => list[Math.floor(random() * list.length)];

const replaced = ({ text }: RightCall, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** A slip of the keyboard, a wrong word, or a name made up. */
function otherName(name: string, random: Random): string {
  const dashes = /^-+/.exec(name)![0];
  const bare = name.slice(dashes.length);
  const at = Math.floor(random() * (bare.length - 1));
  switch (Math.floor(random() * 4)) {
    case 0:
      return dashes + bare.slice(0, at) + bare[at + 1]! + bare[at]! + bare.slice(at + 2);
    case 1:
      return dashes + bare.slice(0, at) + bare.slice(at + 1);
    case 2:
      return `${dashes}${bare}-${pick(['id', 'mode', 'spec', 'value', 'list'], random)}`;
    default:
      return `${dashes}${pick(INVENTED, random)}`;
  }
}

function optionsOf(call: RightCall): { word: ShellWord; name: string; parameter: Parameter; next?: ShellWord }[] {
  const table = OptionTable.of(call.operation);
  const end = call.words.findIndex(({ value }) => value === '--');
  return call.words.slice(0, end === -1 ? undefined : end).flatMap((word, at) => {
    const name = word.value.split('=', 1)[0]!;
    const found =
      word.value.startsWith('-') && name.length > 2 && at > call.path.at(-1)! ? table.lookup(name) : undefined;
    if (!found || 'ambiguous' in found || found.prefixOf || found.cluster || found.inline !== undefined) return [];
    const next = call.words[at + 1];
    return [{ word, name, parameter: found.parameter, ...(next ? { next } : {}) }];
  });
}

function renamed(call: RightCall, random: Random): string | undefined {
  const option = pick(optionsOf(call), random);
  if (!option) return undefined;
  const name = otherName(option.name, random);
  const table = OptionTable.of(call.operation);
  // It must be no option of the document, and no beginning of one, joined short ones included.
  if (
    name === option.name ||
    table.lookup(name) !== undefined ||
    call.operation.parameters.some((one) => one.name.startsWith(name))
  )
    return undefined;
  return replaced(call, option.word.start, option.word.start + option.name.length, name);
}

/** The last word of the path replaced by a usual verb that is no command there. */
export function ordinary(call: RightCall, random: Random, commands: Commands): string | undefined {
  return invented(call, random, commands, pick(ORDINARY, random));
}

function invented(call: RightCall, random: Random, commands: Commands, given?: string): string | undefined {
  if (call.path.length < 2) return undefined;
  const word = call.words[call.path.at(-1)!]!;
  const name =
    given ??
    (random() < 0.5 ? `${pick(INVENTED, random)}-${word.value}` : otherName(`-${word.value}`, random).slice(1));
  const path = call.path.slice(0, -1).map((at) => call.words[at]!.value);
  const parent = commands.tree.node([path[0]!.replace(/^.*\//, ''), ...path.slice(1)]);
  // A parent that can be called itself may take the word as an argument.
  if (!parent || parent.command || parent.children.has(name) || name === word.value || !/^[A-Za-z]/.test(name))
    return undefined;
  return replaced(call, word.start, word.end, name);
}

/** The single plain word that is an option's value, behind it or behind `=`. */
function givenValue(
  call: RightCall,
  option: ReturnType<typeof optionsOf>[number],
): { start: number; end: number } | undefined {
  const { word, name, parameter, next } = option;
  if (parameter.in !== 'option' || word.dynamic) return undefined;
  const inline = word.value.length > name.length;
  if (inline)
    return call.text.slice(word.start, word.end) === word.value
      ? { start: word.start + name.length + 1, end: word.end }
      : undefined;
  return next && !next.dynamic && !next.value.startsWith('-') ? { start: next.start, end: next.end } : undefined;
}

function withValue(
  call: RightCall,
  random: Random,
  fits: (parameter: Parameter) => boolean,
  value: string,
): string | undefined {
  const options = optionsOf(call).filter(({ parameter }) => fits(parameter));
  const option = pick(options, random);
  const range = option && givenValue(call, option);
  return range && replaced(call, range.start, range.end, value);
}

const wrongEnum = (call: RightCall, random: Random): string | undefined => {
  const value = pick(INVENTED, random)!;
  return withValue(
    call,
    random,
    ({ enum: choices, open, type }) => choices !== undefined && !open && type === 'string' && !choices.includes(value),
    value,
  );
};

const wrongType = (call: RightCall, random: Random): string | undefined =>
  withValue(
    call,
    random,
    ({ type, enum: choices }) => (type === 'integer' || type === 'number') && !choices,
    pick(INVENTED, random)!,
  );

/** A required option with its value is taken out: nothing else that is given may stand for it. */
function dropped(call: RightCall, random: Random): string | undefined {
  const { text } = call;
  const given = optionsOf(call);
  const replaces = new Set(given.flatMap(({ parameter }) => parameter.excludes ?? []));
  const option = pick(
    given.filter(({ parameter: { name, required, separator, repeats } }) => {
      const once = given.filter((one) => one.parameter.name === name).length === 1;
      return required && once && separator !== ' ' && !repeats && !replaces.has(name);
    }),
    random,
  );
  if (!option) return undefined;
  const range = givenValue(call, option);
  if (!range) return undefined;
  return text.slice(0, option.word.start) + text.slice(range.end);
}

/** The call broken in this way; undefined where it has nothing that could be. */
export function mutate(kind: Mutation, call: RightCall, random: Random, commands: Commands): string | undefined {
  switch (kind) {
    case 'renamed option':
      return renamed(call, random);
    case 'invented sub-command':
      return invented(call, random, commands);
    case 'wrong enum':
      return wrongEnum(call, random);
    case 'dropped required':
      return dropped(call, random);
    case 'wrong type':
      return wrongType(call, random);
  }
}
