/**
 * Parts of documents that programs write: what stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->`.
 */

const marks = (name) => [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];

function range(text, name) {
  const [begin, end] = marks(name);
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`No block ${begin} … ${end} in the document.`);
  return [from + begin.length, to];
}

/** The text within the marks, without the line ends beside them. */
export function readBlock(text, name) {
  return text.slice(...range(text, name)).replace(/^\n|\n$/g, '');
}

export function replaceBlock(text, name, body) {
  const [from, to] = range(text, name);
  return `${text.slice(0, from)}\n${body}\n${text.slice(to)}`;
}
