import type { Call, RenderedCall } from '../schema/call.ts';
import { formatDotted, isRecord, setKey } from '../schema/dotted.ts';
import { AppError } from '../schema/error.ts';
import type { Json, Operation, Parameter, Surface } from '../schema/operation.ts';
import { commandWords, inOrder, valueText } from './command-line.ts';
import { curlLine, httpText } from './curl.ts';
import { usesShorthand } from './habits.ts';
import { httpRequest } from './http.ts';
import { pythonText } from './python.ts';
import { gather, invocationOn, surfacePath, type Types } from './shape.ts';
import { typescriptText } from './typescript.ts';
import { joinWords, quotePosix, quotePowershell } from './words.ts';

export const STYLES = ['posix', 'powershell', 'curl', 'http', 'python', 'typescript'] as const;
export type Style = (typeof STYLES)[number];

export const STYLE_OF: Record<Surface, Style> = {
  cli: 'posix',
  http: 'curl',
  python: 'python',
  typescript: 'typescript',
};
const SURFACE_OF: Record<Style, Surface> = {
  posix: 'cli',
  powershell: 'cli',
  curl: 'http',
  http: 'http',
  python: 'python',
  typescript: 'typescript',
};

/**
 * The call as a person would run or send it.
 * Fails: `unknown-surface` where the operation cannot be written in that style; `internal` on names that are none of the operation's.
 */
export function renderText(types: Types, call: Call, operation: Operation, style: Style): string {
  const surface = SURFACE_OF[style];
  if ((surface === 'cli' || surface === 'http') && !invocationOn(operation, surface)) {
    throw new AppError('unknown-surface', `${operation.id} cannot be written as ${style}`, 'Ask for another surface.');
  }
  switch (style) {
    case 'posix':
      return joinWords(commandWords(types, call, operation), quotePosix);
    case 'powershell':
      return joinWords(commandWords(types, call, operation), quotePowershell);
    case 'curl':
      return curlLine(httpRequest(types, call, operation));
    case 'http':
      return httpText(httpRequest(types, call, operation));
    case 'python':
      return pythonText(types, call, operation);
    case 'typescript':
      return typescriptText(types, call, operation);
  }
}

/** A command line's arguments are texts, lists of texts, or `true`. */
function commandValue(value: Json, shorthand: boolean): Json {
  if (typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map((item) => valueText(item, shorthand)) : valueText(value, shorthand);
}

/** `if=disk.img` of `dd`. */
const isOperand = ({ in: place, attach, name }: Parameter): boolean =>
  place === 'option' && attach === '=' && !/^[-+]/.test(name);

function commandNames(
  types: Types,
  call: Call,
  operation: Operation,
): { arguments: Record<string, Json>; missing: string[] } {
  const shorthand = usesShorthand(invocationOn(operation, 'cli')!.path);
  const given: Record<string, Json> = {};
  const missing: string[] = [];
  let position = 0;
  for (const one of inOrder(operation, gather(types, call, operation))) {
    const { parameter } = one;
    const positional = parameter.in === 'positional';
    if (one.value === undefined) {
      missing.push(positional ? `<${position++}>` : parameter.name);
      continue;
    }
    const value = commandValue(one.value, shorthand);
    // An operand of `dd` is a word among others, whatever it is called.
    if (isOperand(parameter)) given[`<${position++}>`] = `${parameter.name}=${valueText(one.value, shorthand)}`;
    else if (!positional) given[parameter.name] = parameter.in === 'flag' && value === 'true' ? true : value;
    else if (Array.isArray(value) && (parameter.repeats || parameter.rest))
      for (const item of value) given[`<${position++}>`] = item;
    else given[`<${position++}>`] = value;
    for (const way of one.blanks) {
      const rest = formatDotted(way);
      missing.push(`${parameter.name}${rest.startsWith('[') ? '' : '.'}${rest}`);
    }
  }
  return { arguments: given, missing };
}

/** Names are as the call has them, in the surface's spelling; a whole body that is an object is shown by its fields. */
function codeNames(
  types: Types,
  call: Call,
  operation: Operation,
  surface: Surface,
): { arguments: Record<string, Json>; missing: string[] } {
  const whole = operation.parameters.find((parameter) => parameter.wholeBody);
  const given: Record<string, Json> = {};
  for (const { name, value } of call.arguments) {
    if (whole && name === whole.name && isRecord(value))
      for (const [key, inner] of Object.entries(value)) setKey(given, key, inner);
    else setKey(given, surfacePath(types, operation, name, surface), value);
  }
  return { arguments: given, missing: call.missing.map((name) => surfacePath(types, operation, name, surface)) };
}

/** The answer of FORMAT: surface names, blanks, text, and over HTTP the request itself. `style` chooses the text. */
export function renderCall(
  types: Types,
  call: Call,
  operation: Operation,
  style: Style = STYLE_OF[call.surface],
): RenderedCall {
  const { surface } = call;
  const invocation = invocationOn(operation, surface) ?? invocationOn(operation, 'http');
  if (!invocation || (surface === 'cli' && invocation.surface !== 'cli')) {
    throw new AppError('unknown-surface', `${operation.id} has no form on ${surface}`, 'Ask for another surface.');
  }
  const names = surface === 'cli' ? commandNames(types, call, operation) : codeNames(types, call, operation, surface);
  const rendered: RenderedCall = {
    operation: operation.id,
    surface,
    path: invocation.path,
    ...names,
    text: renderText(types, call, operation, style),
  };
  if (surface !== 'http') return rendered;
  const { method, url, query, headers, body } = httpRequest(types, call, operation);
  return { ...rendered, method, url, query, headers, ...(body === undefined ? {} : { body }) };
}
