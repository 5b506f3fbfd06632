const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Notices stand before the sentence that says what an operation does ("This operation is not supported for directory buckets"). */
const NOTICES = /<(note|important|caution)>[\s\S]*?<\/\1>/g;

/** The HTML or reStructuredText of AWS's documents as one line of plain text. */
export function plainText(markup: string): string {
  return (
    markup
      .replace(/<!--[\s\S]*?-->/g, ' ')
      // Before the tags: reStructuredText puts its addresses in angle brackets too.
      .replace(/:[a-z]+:`([^`<]*?)\s*(?:<[^>]*>)?`/g, '$1')
      .replace(/`([^`<]*?)\s*<[^>]*>`__?/g, '$1')
      .replace(/<\/?(p|li|ul|ol|dl|dt|dd|br|div|note|important|caution|h\d|table|tr|td|th|section)\b[^>]*>/gi, ' ')
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hexadecimal, named) => {
        if (decimal !== undefined) return String.fromCodePoint(Math.min(Number(decimal), 0x10ffff));
        if (hexadecimal !== undefined)
          return String.fromCodePoint(Math.min(Number.parseInt(hexadecimal, 16), 0x10ffff));
        return ENTITIES[named] ?? whole;
      })
      .replace(/``([^`]*)``/g, '$1')
      .replace(/\*\*([^*]+)\*\*/g, '$1')
      .replace(/\s+/g, ' ')
      .replace(/ ([.,;:])(?= |$)/g, '$1')
      .trim()
  );
}

/** At most `length` characters, cut between words, with an ellipsis where something was cut. */
export function cutAt(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(' ', length - 1);
  return `${text.slice(0, space > length / 2 ? space : length - 1).replace(/[\s,;:(]+$/, '')}…`;
}

/** The first sentence: it does not end behind an abbreviation, and only before a capital letter. */
function firstSentence(text: string): string {
  for (const end of text.matchAll(/[.!?](?= +["'(]?[A-Z0-9[])/g)) {
    const before = text.slice(0, end.index);
    if (!/\b(e\.g|i\.e|etc|vs|Inc|cf|No|approx)$/.test(before) && before.length > 10) return before;
  }
  return text;
}

/** Sentences that are about the documentation or the life of an API, not about what it does; AWS likes to begin with them. */
const NOTICE =
  /^(This (API|operation|feature|method|action)s? (API )?(is|has been) (in preview|deprecated|no longer|currently|not supported|only|subject)|This feature API is|This API works with|This is (documentation|AWS WAF)|We (strongly )?recommend|For (more )?information|Your use of|This feature is|To request access|End of support|Note:|Important:|Request options|Permissions$|Topics$|Amazon Web Services (has|will))/;

/** "This operation deletes …" says no more than "Deletes …", and the verb belongs first. */
function verbFirst(sentence: string): string {
  return sentence.replace(
    /^This (?:API |web )?(?:operation|action|API|request|method|command|call)(?: call)? (?!is\b|was\b|has\b|does\b)([a-z]+s) /,
    (_, verb: string) => `${verb.charAt(0).toUpperCase()}${verb.slice(1)} `,
  );
}

function paragraphs(markup: string): string[] {
  return markup
    .split(/<\/?(?:p|li|ul|ol|div|h\d|dl|dt|dd|br)\b[^>]*>|\n\s*\n/i)
    .map(plainText)
    .filter((text) => text !== '');
}

/**
 * Summary (one sentence without full stop, at most 240 characters) and, where there is more, a description (at most 400) of an
 * operation. `fallback` is the summary of an operation without documentation.
 */
export function summarise(markup: string, fallback: string): { summary: string; description?: string } {
  const open = paragraphs(markup.replace(NOTICES, ' '));
  const said = open.length > 0 ? open : paragraphs(markup);
  const sentences: string[] = [];
  for (const text of said) {
    for (let rest = text; rest !== ''; ) {
      const sentence = firstSentence(rest);
      sentences.push(sentence);
      rest = rest.slice(sentence.length).replace(/^[.!?\s]+/, '');
    }
  }
  const first = Math.max(
    sentences.findIndex((sentence) => !NOTICE.test(sentence)),
    0,
  );
  const summary = cutAt(verbFirst((sentences[first] ?? '').replace(/[.:\s]+$/, '')), 240) || fallback;
  const rest = sentences
    .filter((_, at) => at !== first)
    .map((sentence) => (/[.!?:]$/.test(sentence) ? sentence : `${sentence}.`));
  const description = cutAt(rest.join(' '), 400);
  return description ? { summary, description } : { summary };
}
