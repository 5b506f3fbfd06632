/** Whether a message goes on with the one before: `maybe` is decided by what the engine makes of it alone. */
export type FollowUp = 'yes' | 'maybe' | 'no';

/** Words with which no task begins, but many an addition does. */
const OPENING =
  /^(?:(?:and|but|no|oh|sorry|ok(?:ay)?|please|yes)[,:]?\s+)*(?:for|in|on|at|to|with|within|from|under|into|by|as|of|without|using|via|it'?s|its|the\s+\S+\s+(?:is|should be|=)|my\s+\S+\s+is|that'?s|they are|call it|name it|named|called|make it|make that|instead|rather|use|titled|entitled|labell?ed|tagged|saying|also|plus|since|until|before|after|between|only|sized?)\b/i;

/** `bucket: acme-logs`, `region = eu-west-1`, `the bucket is acme-logs`. */
const ASSIGNS = /^(?:the\s+|my\s+)?[\w-]+(?:\s[\w-]+)?\s*(?:[:=]|\s(?:is|are|should be)\s)\s*\S+/i;

/** A value alone: one word, a quoted text, or words with a value's form. */
const BARE_VALUE = /^(?:"[^"]+"|'[^']+'|`[^`]+`|\S+)[.!]?$/;

/** "list", "stop": one word that is a task of its own is for the engine to judge. */
const PLAIN_WORD = /^[a-z]+$/i;

/** An addition is short; what is longer and begins like one may be a task ("With kubectl, list …"). */
const SHORT = 8;

export function followUpForm(text: string): FollowUp {
  const trimmed = text.trim();
  const short = trimmed.split(/\s+/).length <= SHORT;
  if (OPENING.test(trimmed) || ASSIGNS.test(trimmed)) return short ? 'yes' : 'maybe';
  if (BARE_VALUE.test(trimmed)) return PLAIN_WORD.test(trimmed) ? 'maybe' : 'yes';
  return short ? 'maybe' : 'no';
}

/** What stands around the value in an answer to a question. */
const BEFORE =
  /^(?:(?:and|but|no|oh|sorry|ok(?:ay)?|please|yes|for|in|on|at|to|with|within|from|under|into|by|as|of|use|using|via|it|its|it's|that's|is|are|be|should|the|my|a|an|call|name|named|called|make|that|instead|rather|value|of)\b[,:]?\s+)+/i;
const BEHIND = /(?:\s+(?:instead|please|then|rather|thanks?|now)\b|[.!?,;])+$/i;

/** Where in `text` the one value stands that a follow-up gives, or undefined where it gives none or several. `nouns` are the parameter's own words. */
export function valueIn(text: string, nouns: readonly string[]): { start: number; end: number } | undefined {
  let start = BEFORE.exec(text)?.[0].length ?? 0;
  let end = text.length - (BEHIND.exec(text)?.[0].length ?? 0);
  if (nouns.length > 0) {
    const named = new RegExp(
      `^(?:(?:${nouns.map(escaped).join('|')})\\b[\\s:=]*(?:(?:is|called|named|to|of)\\b\\s*)*)+`,
      'i',
    );
    start += named.exec(text.slice(start, end))?.[0].length ?? 0;
    const behind = new RegExp(`\\s+(?:${nouns.map(escaped).join('|')})s?$`, 'i');
    end -= behind.exec(text.slice(start, end))?.[0].length ?? 0;
  }
  const rest = text.slice(start, end);
  const quoted = /^(["'`])(.+)\1$/.exec(rest);
  if (quoted) return { start: start + 1, end: end - 1 };
  return rest !== '' && !/\s/.test(rest) ? { start, end } : undefined;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The words of a parameter's name: `--bucket-name` and `bucketName` are "bucket name", "bucket". */
export function nounsOf(parameter: string): string[] {
  const words = parameter
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
  const whole = words.join(' ');
  const kinds = new Set(['name', 'id', 'ids', 'names', 'arn']);
  return [...new Set([whole, words.join('-'), ...words.filter((word) => !kinds.has(word) && word.length > 1)])].filter(
    Boolean,
  );
}
