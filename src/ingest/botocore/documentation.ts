const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Notices stand before the sentence that says what an operation does ("This operation is not supported for directory buckets"). */
const NOTICES = /<(note|important|caution)>[\s\S]*?<\/\1>/g;

/** The HTML or reStructuredText of AWS's documents as one line of plain text. */
export function plainText(markup: string): string {
  return markup
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<\/?(p|li|ul|ol|dl|dt|dd|br|div|note|important|caution|h\d|table|tr|td|th|section)\b[^>]*>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hexadecimal, named) => {
      if (decimal !== undefined) return String.fromCodePoint(Math.min(Number(decimal), 0x10ffff));
      if (hexadecimal !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(hexadecimal, 16), 0x10ffff));
      return ENTITIES[named] ?? whole;
    })
    .replace(/:[a-z]+:`([^`<]*?)\s*(?:<[^>]*>)?`/g, '$1')
    .replace(/`([^`<]*?)\s*<[^>]*>`__?/g, '$1')
    .replace(/``([^`]*)``/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:])(?= |$)/g, '$1')
    .trim();
}

/** At most `length` characters, cut between words, with an ellipsis where something was cut. */
export function cutAt(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(' ', length - 1);
  return `${text.slice(0, space > length / 2 ? space : length - 1).replace(/[\s,;:(]+$/, '')}…`;
}

/** The end of the first sentence: not behind an abbreviation, and only before a capital letter. */
function firstSentence(text: string): string {
  for (const end of text.matchAll(/[.!?](?= +["'(]?[A-Z0-9[])/g)) {
    const before = text.slice(0, end.index);
    if (!/\b(e\.g|i\.e|etc|vs|Inc|cf|No|approx)$/.test(before) && before.length > 10) return before;
  }
  return text;
}

/**
 * Summary (one sentence without full stop, at most 240 characters) and, where there is more, a description (at most 400) of an
 * operation. `fallback` is the summary of an operation without documentation.
 */
export function summarise(markup: string, fallback: string): { summary: string; description?: string } {
  const said = plainText(markup.replace(NOTICES, ' ')) || plainText(markup);
  const sentence = firstSentence(said).replace(/[.:\s]+$/, '');
  const summary = cutAt(sentence, 240) || fallback;
  const rest = cutAt(said.slice(sentence.length).replace(/^[.:!?\s]+/, ''), 400);
  return rest ? { summary, description: rest } : { summary };
}
