import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** Files of ordinary requests, as the product meets them, that teach no network: all of their lines are for what weighs the networks' words. */
export const isForJudges = (line: string): boolean => /^words(1[689]|2\d|3[01])-/.test(line);

/** Requests for options that hardly anybody asks for: what is usual would be forgotten over them. */
const isRare = (line: string): boolean => /^words1[35]-/.test(line);

/** What a line counts where values are weighed: docs/decisions/ordinary-requests.md. */
export const weightOf = (line: string): number => (isRare(line) ? 0 : isForJudges(line) ? 2 : 1);

/** A tenth of the lines of every file. */
export const isOfTenth = (line: string): boolean => crc32(line) % 10 === 0;

/** That tenth, and those: training/encoder/holdout.py's `held_line`. */
export const isHeld = (line: string): boolean => isOfTenth(line) || isForJudges(line);

/** The lines that a language model trained on a dump has not learned from: those of later files, and those that training/encoder/holdout.py keeps back. */
function unseenBy(dump: string | undefined): (line: string) => boolean {
  if (dump === undefined) return () => true;
  const seen = new Set<string>();
  for (const text of readFileSync(dump, 'utf8').split('\n')) {
    if (!text) continue;
    // What nothing serves is in the dump, but teaches nothing: it has no document.
    const { line, owners } = JSON.parse(text) as { line: string; owners: number[] };
    if (owners.length > 0) seen.add(line);
  }
  return (line) => !seen.has(line) || isHeld(line);
}

/** The lines that neither the encoder nor the reader has learned from: training/encoder/holdout.py's `held_from_reader`. */
export function unseenByReader(dump: string | undefined): (line: string) => boolean {
  const byEncoder = unseenBy(dump);
  return dump === undefined ? byEncoder : (line) => byEncoder(line) && (isForJudges(line) || crc32(line) % 10 < 4);
}
