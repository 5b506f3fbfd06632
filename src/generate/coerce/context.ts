import type { Json, Surface, ValueSchema } from '../../schema/operation.ts';

/** A parameter as the coercions see it. */
export type NamedSchema = ValueSchema & { name: string; description?: string };

/** The provider of functions that a client gives with its request: no public API's habits are theirs. */
export const CLIENT_FUNCTIONS = 'functions';

export interface CoercionContext {
  provider?: string;
  surface: Surface;
  /** "tomorrow" and "the last hour" are read at this moment; without it they have no value. */
  now?: Date;
}

/** A value and the name of the coercion, absent where the value is the words themselves. */
export interface Coerced {
  value: Json;
  how?: string;
}

const MOST_NAMES = 20_000;
const namesInWords = new Map<string, string>();

/** `--pending-window-in-days`, `MaxItems` and `max_items` as lower-case words with spaces. Asked for each word of a request: kept. */
export function nameWords(name: string): string {
  let words = namesInWords.get(name);
  if (words === undefined) {
    words = name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replace(/[^A-Za-z\d]+/g, ' ')
      .trim()
      .toLowerCase();
    if (namesInWords.size >= MOST_NAMES) namesInWords.clear();
    namesInWords.set(name, words);
  }
  return words;
}

/** The first words of a description say what the value is; what follows is detail and mentions other units. */
export function gist(schema: NamedSchema): string {
  return (schema.description ?? '').slice(0, 240);
}
