import fc from 'fast-check';
import type { Argument, Call } from '../schema/call.ts';
import type { Json, Surface } from '../schema/operation.ts';

/** Generators for tests: values that break careless quoting. Not a part of the product. */

const PIECES = [
  "'",
  '"',
  '`',
  '$(id)',
  '$HOME',
  '$\u007bx}',
  '\\',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '-',
  '--',
  '-x',
  '--name',
  '--name=x',
  '=',
  ',',
  ';',
  '|',
  '&',
  '&&',
  '>',
  '<',
  '<name>',
  '<0>',
  '#',
  '!',
  '~',
  '*',
  '?',
  '[a]',
  '{a,b}',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '%',
  '%20',
  '%zz',
  '+',
  '@',
  '@file',
  ':',
  '/',
  '.',
  '..',
  '//',
  'é',
  '日本',
  '🙂',
  '\u2019',
  '\u2018',
  '\u00a0',
  '\u2028',
  '\x07',
  '\x7f',
  'a',
  'true',
  'false',
  'null',
  '1',
  '0',
  'K=V',
  "it's",
  '--%',
  '^',
  'constructor',
  '__proto__',
];

const WELL_FORMED = /^(?:[^\ud800-\udfff\0]|[\ud800-\udbff][\udc00-\udfff])*$/;

/** Any text that a program can receive in an argument: no NUL, no half of a character. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => WELL_FORMED.test(text)) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9-]{1,12}$/) },
);

export const from = { kind: 'person' } as const;

export const argument = (name: string, value: Json): Argument => ({ name, value, from });

export function callOf(
  operation: string,
  surface: Surface,
  values: Record<string, Json | undefined>,
  missing: string[] = [],
): Call {
  const entries = Object.entries(values).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return { operation, surface, arguments: entries.map(([name, value]) => argument(name, value)), missing };
}

/** What a call says, in one form: order of options, `['a']` for `'a'` and the provenance do not matter. */
export function meaningOf(call: Call | undefined): unknown {
  if (!call) return undefined;
  const single = (value: Json): Json =>
    call.surface === 'cli' && Array.isArray(value) && value.length === 1 ? value[0]! : value;
  const entries = call.arguments.map(({ name, value }): [string, Json] => [name, single(value)]);
  return {
    operation: call.operation,
    arguments: Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1))),
    missing: [...call.missing].sort(),
  };
}
