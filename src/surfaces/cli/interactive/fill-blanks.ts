import type { Argument, Call } from '../../../schema/call.ts';
import type { Json } from '../../../schema/operation.ts';
import type { Blank } from '../explained.ts';
import { oneLine } from '../paint.ts';
import type { Prompts } from './prompts.ts';

/** The value of an input, or what is wrong with it. Numbers and structures get their own type; the rest stays text. */
export function readBlank(blank: Blank, input: string): { value: Json } | { wrong: string } {
  const text = input.trim();
  const limits = blank.constraints ?? {};
  if (blank.enum && !blank.enum.includes(text)) return { wrong: `One of ${blank.enum.slice(0, 12).join(', ')}` };
  if (blank.type === 'integer' || blank.type === 'number') {
    const value = Number(text);
    if (text === '' || !Number.isFinite(value)) return { wrong: 'A number, please' };
    if (blank.type === 'integer' && !Number.isInteger(value)) return { wrong: 'A whole number, please' };
    if (limits.minimum !== undefined && value < limits.minimum) return { wrong: `At least ${limits.minimum}` };
    if (limits.maximum !== undefined && value > limits.maximum) return { wrong: `At most ${limits.maximum}` };
    return { value };
  }
  if (blank.type === 'boolean')
    return /^(true|false)$/.test(text) ? { value: text === 'true' } : { wrong: 'true or false' };
  if (blank.type === 'object' || blank.type === 'map' || (blank.type === 'array' && text.startsWith('[')))
    return structureOf(text);
  if (blank.type === 'array')
    return {
      value: text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    };
  if (limits.minLength !== undefined && text.length < limits.minLength)
    return { wrong: `At least ${limits.minLength} characters` };
  if (limits.maxLength !== undefined && text.length > limits.maxLength)
    return { wrong: `At most ${limits.maxLength} characters` };
  return { value: text };
}

function structureOf(text: string): { value: Json } | { wrong: string } {
  // The shorthand of a command line (`Key=a,Value=b`) is for the verifier to judge.
  if (!/^[[{]/.test(text)) return { value: text };
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { wrong: `Not JSON: ${(error as Error).message}` };
  }
}

const MOST_CHOICES = 30;

/** Asks for each blank; what is left empty stays one. */
export async function fillBlanks(prompts: Prompts, call: Call, blanks: Blank[]): Promise<Call> {
  const given: Argument[] = [];
  for (const blank of blanks) {
    const value = await askFor(prompts, blank);
    if (value !== undefined) given.push({ name: blank.name, value, from: { kind: 'person' } });
  }
  const filled = new Set(given.map((argument) => argument.name));
  return {
    ...call,
    arguments: [...call.arguments, ...given],
    missing: call.missing.filter((name) => !filled.has(name)),
  };
}

async function askFor(prompts: Prompts, blank: Blank): Promise<Json | undefined> {
  const about = blank.documentation ? `\n${oneLine(blank.documentation, 100)}` : '';
  const message = `${blank.name}?${about}`;
  if (blank.enum && blank.enum.length <= MOST_CHOICES) {
    const chosen = await prompts.select(message, [
      ...blank.enum.map((value) => ({ value, label: value })),
      { value: '', label: '(leave blank)' },
    ]);
    return chosen === '' ? undefined : chosen;
  }
  const input = await prompts.text(message, {
    placeholder: [blank.type, blank.format].filter(Boolean).join(', '),
    wrong: (text) => {
      if (text.trim() === '') return undefined;
      const read = readBlank(blank, text);
      return 'wrong' in read ? read.wrong : undefined;
    },
  });
  if (input.trim() === '') return undefined;
  const read = readBlank(blank, input);
  return 'value' in read ? read.value : undefined;
}
