const ITEM = '["\'`“]?[A-Za-z][\\w./-]{0,39}["\'`”]?';
const LIST = `(${ITEM}(?:, ${ITEM}){0,11},? (?:or|and) ${ITEM}|${ITEM}(?:, ${ITEM}){2,11}|${ITEM}(?: ?\\| ?${ITEM}){1,11})`;
const KIND = '(?:possible|allowed|valid|supported|accepted|acceptable|available|permitted|legal)';
const AHEAD = [
  '(?<!\\b(?:only|exactly|least|most|any) )\\bone of(?: the following)?(?: values| strings)?(?: are)?:?',
  `\\b${KIND}(?! char)(?: [a-z]+){0,2} (?:are|include)(?: the following)?:?`,
  `\\b${KIND}(?! char)(?: [a-z]+)?:`,
  '\\b(?:values?|options|choices)(?: are| include| can be| is)?:',
  '\\b(?:can|must|may|should) be(?: one of)?:',
  '\\bthe given [a-z]+:',
  '^Either',
].join('|');
/** What follows tells that other parameters are spoken of. */
const OTHERS = '(?! (?:is|are|can|may|must|should|has|have|was|will|needs?)\\b)';
const CHOICES = new RegExp(`(?:${AHEAD})\\s${LIST}(?=[.;,:)]?(?:\\s|$)|…)${OTHERS}`, 'i');
/** Without one of these the large expression need not run. */
const SIGN =
  /one of|values?\b|options|choices|possible|allowed|valid|support|accept|available|permitted|legal|\bbe:|given|^Either/i;
const NO_CHOICE = new Set(['a', 'an', 'the', 'null', 'or', 'and', 'etc', 'more', 'other', 'others', 'any']);

const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 30_000;

/**
 * The choices that a description counts up ("One of: `email`, `sms` or `call`") where the document has no list of them. They are suggestions: another value may hold
 * too. Empty where it has no such sentence.
 */
export function describedChoices(description: string): readonly string[] {
  let choices = known.get(description);
  if (!choices) {
    choices = SIGN.test(description) ? read(description) : [];
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(description, choices);
  }
  return choices;
}

function read(description: string): string[] {
  const found = CHOICES.exec(description);
  if (!found) return [];
  const items = found[1]!
    .split(/, (?:or |and )?| (?:or|and) | ?\| ?/)
    .map((item) => item.replace(/^["'`“]|["'`”]$|\.$/g, ''));
  // The last of a description that was cut may be cut too.
  if (description[found.index + found[0].length] === '…') items.pop();
  const choices = [...new Set(items.filter((item) => !NO_CHOICE.has(item.toLowerCase())))];
  return choices.length > 1 && choices.length >= items.length - 1 ? choices : [];
}
