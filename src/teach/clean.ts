import type { Ingested } from '../schema/operation.ts';

/** Characters that a terminal obeys, and those that turn the direction of what follows: words of a document have no need of them. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const CONTROLS = new RegExp(CONTROL, 'g');

const WORDS = new Set(['summary', 'description']);

/** Takes such characters out of summaries and descriptions, wherever they stand. Names stay as they are: they must be right. */
export function clean(ingested: Ingested): Ingested {
  for (const operation of ingested.operations) cleanIn(operation);
  for (const type of Object.values(ingested.types)) cleanIn(type);
  return ingested;
}

function cleanIn(node: object): void {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') {
      if (WORDS.has(key) && CONTROL.test(value)) Object.assign(node, { [key]: value.replace(CONTROLS, '') });
    } else if (typeof value === 'object' && value !== null) cleanIn(value);
  }
}
