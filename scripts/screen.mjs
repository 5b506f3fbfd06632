/** A terminal screen as an SVG picture: text with the colours that terminals know, one `<text>` a line. */

const COLUMNS = 100;
const WIDTH_PX = 8.4;
const HEIGHT_PX = 19;
const MARGIN_PX = 18;
const BAR_PX = 30;
const COLOURS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff' };

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The runs of one line that look the same; `state` is carried on to the next line. */
function runs(line, state) {
  const out = [];
  for (const [, code, text] of line.matchAll(/\x1b\[(\d+)m|([^\x1b]+)/g)) {
    if (text !== undefined) out.push({ ...state, text });
    else if (code === '1') state.bold = true;
    else if (code === '2') state.dim = true;
    else if (code === '22') state.bold = state.dim = false;
    else if (code === '39') state.colour = undefined;
    else if (code === '0') Object.assign(state, { bold: false, dim: false, colour: undefined });
    else state.colour = COLOURS[code] ?? state.colour;
  }
  return out;
}

/** A line cut into pieces of the screen's width, as a terminal does it. */
function wrapped(line) {
  const out = [];
  let piece = '';
  let width = 0;
  for (const [token] of line.matchAll(/\x1b\[\d+m|[^\x1b]/gu)) {
    if (!token.startsWith('\x1b') && ++width > COLUMNS) {
      out.push(piece);
      piece = '';
      width = 1;
    }
    piece += token;
  }
  return [...out, piece];
}

function span({ text, bold, dim, colour }) {
  const fill = colour ?? (dim ? '#8b949e' : undefined);
  const style = `${fill ? ` fill="${fill}"` : ''}${bold ? ' font-weight="bold"' : ''}`;
  return style ? `<tspan${style}>${escaped(text)}</tspan>` : escaped(text);
}

/** `text`: what a terminal would get; lines that begin with `$ ` are typed. */
export function screen(text, title) {
  const state = { bold: false, dim: false, colour: undefined };
  const lines = text
    .split('\n')
    .map((line) => (line.startsWith('$ ') ? `\x1b[32m$\x1b[39m \x1b[1m${line.slice(2)}\x1b[22m` : line))
    .flatMap(wrapped);
  const width = Math.ceil(COLUMNS * WIDTH_PX + 2 * MARGIN_PX);
  const height = lines.length * HEIGHT_PX + BAR_PX + 2 * MARGIN_PX;
  const body = lines.map((line, n) => {
    const y = BAR_PX + MARGIN_PX + (n + 0.75) * HEIGHT_PX;
    return `<text x="${MARGIN_PX}" y="${y}">${runs(line, state).map(span).join('')}</text>`;
  });
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (c, n) => `<circle cx="${20 + n * 18}" cy="16" r="5.5" fill="${c}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<rect width="100%" height="100%" rx="9" fill="#0d1117"/>
${dots.join('')}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
${body.join('\n')}
</g>
</svg>
`;
}
