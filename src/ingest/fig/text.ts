/** Longest description that a pack carries; the rest is in the vendor's manual. */
const MAX_DESCRIPTION = 300;
const MAX_SUMMARY = 160;

/** Plain text on one line: no markup, no doubled blanks. */
export function plain(text: string): string {
  return text
    .replace(
      /<\/?(?:a|abbr|b|br|code|div|em|h\d|i|li|ol|p|pre|span|strong|sub|sup|table|td|th|tr|tt|ul)(?:\s[^<>]*)?\/?>/gi,
      ' ',
    )
    .replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1')
    .replace(/[`*]{1,2}([^`*]+)[`*]{1,2}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

export function shorten(text: string, length = MAX_DESCRIPTION): string {
  if (text.length <= length) return text;
  const cut = text.lastIndexOf(' ', length - 1);
  return `${text.slice(0, cut > length / 2 ? cut : length - 1).replace(/[\s,;:.]+$/, '')}…`;
}

/** The first sentence without its full stop, and what follows it. */
export function summarise(text: string | undefined): { summary: string; description?: string } {
  const all = plain(text ?? '');
  const end = /[.!?](?=\s+[A-Z(`"'])|[.!?]$/.exec(
    all.replace(/\b(?:e\.g|i\.e|etc|vs)\./gi, (word) => word.replaceAll('.', '\u0001')),
  );
  const first = end ? all.slice(0, end.index) : all;
  const rest = end ? all.slice(end.index + 1).trim() : '';
  const summary = shorten(first, MAX_SUMMARY);
  const description = shorten(first.length > MAX_SUMMARY ? all : rest);
  return description === '' ? { summary } : { summary, description };
}
