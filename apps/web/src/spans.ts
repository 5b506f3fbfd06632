import type { StructuredCall } from './api.ts';

/** A piece of the request: plain, or the words of arguments. */
export interface Piece {
  text: string;
  /** Places of the arguments that these words filled. */
  arguments: number[];
}

/** Cuts the request at all ends of words that filled something: what overlaps is shown as both. */
export function piecesOf(request: string, call: StructuredCall | undefined): Piece[] {
  const spans = (call?.explanation ?? []).flatMap(({ start, end }, at) =>
    start !== undefined && end !== undefined && start < end && end <= request.length ? [{ start, end, at }] : [],
  );
  const cuts = [...new Set([0, request.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1]!;
    return {
      text: request.slice(start, end),
      arguments: spans.filter((span) => span.start <= start && end <= span.end).map((span) => span.at),
    };
  });
}
