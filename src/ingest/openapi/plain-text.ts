const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '-',
  mdash: '-',
  hellip: '…',
  rsquo: "'",
  lsquo: "'",
  ldquo: '"',
  rdquo: '"',
};

/** More than this is never shown, and regular expressions over megabytes of prose cost seconds. */
const READ_LIMIT = 4000;

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}

/** Prose without HTML, Markdown and line breaks; paragraphs stay apart by a new line. */
function prose(source: string): string {
  const html = source
    .slice(0, READ_LIMIT)
    .replace(/<(?:br|\/p|\/li|\/h\d|\/div|\/tr)\b[^<>]{0,200}>/gi, '\n\n')
    .replace(/<\/?[a-z!][^<>]{0,1000}>/gi, '');
  return decode(html)
    .replace(/!\[[^\]]{0,300}\]\([^)]{0,500}\)/g, '')
    .replace(/\[([^\]]{1,300})\]\([^)]{0,500}\)/g, '$1')
    .replace(/^\s{0,3}(?:#{1,6}|[-*+>]|\d+\.)\s+/gm, '')
    .replace(/^\s*(?:```|~~~|\|).*$/gm, '')
    .replace(/\*\*([^*\n]{1,400})\*\*/g, '$1')
    .replace(/(?<![\w*])[*_]([^*_\n]{1,200})[*_](?![\w*])/g, '$1')
    .replace(/`+/g, '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}

/** Cut at a word, so that at most `limit` characters are left, the `…` included. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1);
  const space = head.lastIndexOf(' ');
  return `${head.slice(0, space > limit / 2 ? space : limit - 1).replace(/[\s,;:.]+$/, '')}…`;
}

/** Plain text on one line, at most `limit` characters; undefined where nothing is left. */
export function plain(source: unknown, limit: number): string | undefined {
  if (typeof source !== 'string') return undefined;
  const text = prose(source).replaceAll('\n', ' ');
  return text === '' ? undefined : cut(text, limit);
}

/** The first sentence without its full stop, at most `limit` characters. */
export function sentence(source: unknown, limit = 200): string | undefined {
  if (typeof source !== 'string') return undefined;
  const paragraph = prose(source).split('\n')[0] ?? '';
  const stop = /(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|no))[.!?](?=\s+[^a-z]|\s*$)/.exec(paragraph);
  const first = (stop ? paragraph.slice(0, stop.index) : paragraph).replace(/[\s.:;,]+$/, '');
  return first === '' ? undefined : cut(first, limit);
}

/** `listAllPullRequests`, `list-all-pull-requests`, `pulls/list` -> `list all pull requests`. */
export function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
