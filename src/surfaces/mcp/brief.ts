import { oneLine } from '../cli/paint.ts';

/** Characters of a document's sentence that an agent reads; all of it stands in `gorilla show`. */
const BRIEF = 240;

/**
 * Text of somebody's document, for a reader that takes instructions: one line, no control or invisible characters, cut. It is a value in a
 * JSON field and nowhere in our own sentences.
 */
export function brief(text: string, characters: number = BRIEF): string {
  return oneLine(text.replace(/\p{Cf}/gu, ''), characters);
}
