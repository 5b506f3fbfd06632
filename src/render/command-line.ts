import type { Call } from '../schema/call.ts';
import { isRecord } from '../schema/dotted.ts';
import { blankName } from '../schema/locate.ts';
import type { Json, Operation, Parameter } from '../schema/operation.ts';
import { needsDashesBeforeRest, takesBackByValue, usesShorthand } from './habits.ts';
import { type Given, gather, invocationOn, type Types, withBlanks } from './shape.ts';
import { writeStructure } from './shorthand.ts';
import { text, textOf, type Word } from './words.ts';

/** One value as the program receives it, before any quoting for a shell. */
export function valueText(value: Json, shorthand: boolean): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return shorthand ? writeStructure(value) : JSON.stringify(value);
  return String(value);
}

/** A map's entries are words of their own outside of AWS: `--label a=b`. */
function itemsOf(parameter: Parameter, value: Json, shorthand: boolean): Json[] {
  if (Array.isArray(value)) return value;
  if (!shorthand && parameter.type === 'map' && isRecord(value)) {
    return Object.entries(value).map(([key, inner]) => `${key}=${valueText(inner, shorthand)}`);
  }
  return [value];
}

const csv = (value: string): string => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** A list in one word for options that take their values in one or many words: needed where a value would be read as an option or a list. */
function needsJsonList(values: string[]): boolean {
  return (
    values.length === 0 ||
    values.some((value) => value.startsWith('-')) ||
    (values.length === 1 && values[0]!.trimStart().startsWith('['))
  );
}

function optionWith(parameter: Parameter, value: Word): Word[] {
  const { name } = parameter;
  if (parameter.attach !== undefined) return [[{ text: name + parameter.attach }, ...value]];
  if (!textOf(value).startsWith('-') || 'blank' in (value[0] ?? {})) return [text(name), value];
  if (name.startsWith('--')) return [[{ text: `${name}=` }, ...value]];
  // A cluster of one: `-n-5`. Names such as `-name` belong to programs that take the next word whatever it looks like.
  return /^-[^-]$/.test(name) ? [[{ text: name }, ...value]] : [text(name), value];
}

function optionWords(parameter: Parameter, value: Json, shorthand: boolean, byValue: boolean): Word[] {
  const { name } = parameter;
  if (parameter.in === 'flag') {
    if (value === true || value === 'true') return [text(name)];
    if ((value === false || value === 'false') && parameter.negatable && !byValue)
      return [text(name.replace(/^--/, '--no-'))];
    return [text(`${name}=${valueText(value, shorthand)}`)];
  }
  if (value === true && parameter.valueOptional) return [text(name)];
  const items = itemsOf(parameter, value, shorthand);
  const values = items.map((item) => valueText(item, shorthand));
  if (parameter.separator === ' ' && (Array.isArray(value) || items.length > 1)) {
    if (needsJsonList(values)) return optionWith(parameter, text(JSON.stringify(items)));
    return [text(name), ...values.map(text)];
  }
  if (parameter.separator === ',') return optionWith(parameter, text(values.map(csv).join(',')));
  if (parameter.repeats) return values.flatMap((one) => optionWith(parameter, text(one)));
  const whole = Array.isArray(value)
    ? shorthand
      ? JSON.stringify(value)
      : values.map(csv).join(',')
    : values.join(',');
  return optionWith(parameter, text(whole));
}

interface Line {
  options: Word[];
  positionals: Word[];
  rest: Word[];
  greedy: boolean;
}

function place(line: Line, given: Given, shorthand: boolean, byValue: boolean): void {
  const { parameter } = given;
  const whole = given.value === undefined && given.blanks.some((way) => way.length === 0);
  const blank = blankName(parameter.name);
  if (parameter.in === 'positional') {
    const target = parameter.rest ? line.rest : line.positionals;
    if (whole) return void target.push([{ blank }]);
    const value = withBlanks(given, () => `<${blank}>`)!;
    const items = parameter.repeats || parameter.rest ? itemsOf(parameter, value, shorthand) : [value];
    return void target.push(...items.map((item) => text(valueText(item, shorthand))));
  }
  if (whole) {
    return void line.options.push(
      ...(parameter.in === 'flag' ? [text(parameter.name)] : optionWith(parameter, [{ blank }])),
    );
  }
  const value = withBlanks(given, (way) => `<${blankName(String(way.at(-1) ?? parameter.name))}>`)!;
  // What may take the next word for its value would take a positional.
  if (parameter.separator === ' ' || (value === true && parameter.valueOptional && parameter.attach === undefined))
    line.greedy = true;
  line.options.push(...optionWords(parameter, value, shorthand, byValue));
}

/** Positionals in the operation's order, whatever the call's; options in the call's. */
export function inOrder(operation: Operation, givens: readonly Given[]): Given[] {
  const rank = new Map(operation.parameters.map((parameter, index) => [parameter.name, index]));
  const positionals = givens.filter(({ parameter }) => parameter.in === 'positional');
  positionals.sort((one, other) => rank.get(one.parameter.name)! - rank.get(other.parameter.name)!);
  return [...givens.filter(({ parameter }) => parameter.in !== 'positional'), ...positionals];
}

/** The words of a command, unquoted: what the program receives. */
export function commandWords(types: Types, call: Call, operation: Operation): Word[] {
  const invocation = invocationOn(operation, 'cli')!;
  const shorthand = usesShorthand(invocation.path);
  const byValue = takesBackByValue(invocation.path);
  const line: Line = { options: [], positionals: [], rest: [], greedy: false };
  for (const given of inOrder(operation, gather(types, call, operation))) place(line, given, shorthand, byValue);
  const head = invocation.path.split(' ').map(text);
  const dashed = line.positionals.some((word) => 'text' in (word[0] ?? {}) && /^-[\s\S]/.test(textOf(word)));
  const dashes = dashed || (line.rest.length > 0 && needsDashesBeforeRest(invocation.path)) ? [text('--')] : [];
  // Once options are ended they cannot follow; a list option would swallow the positionals behind it.
  const positionalsFirst =
    dashes.length === 0 && line.rest.length === 0 && (invocation.positionalsFirst || line.greedy);
  if (positionalsFirst) return [...head, ...line.positionals, ...line.options];
  if (dashed) return [...head, ...line.options, ...dashes, ...line.positionals, ...line.rest];
  const separate = line.greedy && line.positionals.length > 0 && line.rest.length > 0;
  return [
    ...head,
    ...line.options,
    ...(separate ? [text('--')] : []),
    ...line.positionals,
    ...(separate ? [] : dashes),
    ...line.rest,
  ];
}
