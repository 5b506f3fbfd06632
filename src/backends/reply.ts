import { isRecord } from '../schema/dotted.ts';
import type { Json } from '../schema/operation.ts';
import { MOST_CALLS } from './prompt.ts';

/** What a model proposes, in its own words. */
export interface Draft {
  operation: string;
  arguments: { name: string; value: string; words: string }[];
}

const MOST_ARGUMENTS = 60;
const MOST_CHARACTERS = 100_000;

/** The outermost JSON object of a text: servers without schemas put thoughts before it and fences around it. */
function jsonOf(text: string): Json | undefined {
  const spoken = text.slice(text.lastIndexOf('</think>') + 1);
  const from = spoken.indexOf('{');
  const to = spoken.lastIndexOf('}');
  if (from < 0 || to < from) return undefined;
  try {
    return JSON.parse(spoken.slice(from, to + 1)) as Json;
  } catch {
    // The caller asks again.
    return undefined;
  }
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** One argument, or one for each element of a list. */
function argumentsOf(given: Json): Draft['arguments'] {
  if (!isRecord(given)) return [];
  const name = textOf(given['name']);
  if (name === undefined) return [];
  const words = textOf(given['words']) ?? '';
  const values = Array.isArray(given['value']) ? given['value'] : [given['value'] ?? null];
  return values.flatMap((value) => {
    const text = isRecord(value) ? JSON.stringify(value) : textOf(value);
    return text === undefined ? [] : [{ name, value: text, words }];
  });
}

/** A reply as drafts; undefined where it is not the form that was asked for. */
export function draftsOf(reply: string): Draft[] | undefined {
  const json = reply.length > MOST_CHARACTERS ? undefined : jsonOf(reply);
  if (!isRecord(json) || !Array.isArray(json['calls'])) return undefined;
  const drafts: Draft[] = [];
  for (const call of json['calls'].slice(0, MOST_CALLS)) {
    const operation = isRecord(call) ? textOf(call['operation']) : undefined;
    if (!isRecord(call) || operation === undefined) return undefined;
    const given = Array.isArray(call['arguments']) ? call['arguments'].slice(0, MOST_ARGUMENTS) : [];
    drafts.push({ operation, arguments: given.flatMap(argumentsOf) });
  }
  return drafts;
}
