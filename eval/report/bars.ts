export interface Bar {
  label: string;
  /** 0 … `most`. */
  value: number;
}

const ROW = 22;
const LABEL = 220;
const WIDTH = 640;
const VALUE = 60;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\x00-\x1f]/g, ' ');

/** Horizontal bars as SVG; readable on light and dark pages. */
export function bars(title: string, list: readonly Bar[], most = 100, unit = '%'): string {
  const height = ROW * (list.length + 1) + 12;
  const room = WIDTH - LABEL - VALUE;
  const rows = list.map(({ label, value }, at) => {
    const y = ROW * (at + 1) + 8;
    const length = Math.max(0, Math.min(1, value / (most || 1))) * room;
    return [
      `<text x="${LABEL - 8}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${LABEL}" y="${y}" width="${room}" height="${ROW - 6}" rx="2" fill="#8883"/>`,
      `<rect x="${LABEL}" y="${y}" width="${length.toFixed(1)}" height="${ROW - 6}" rx="2" fill="#3b82a0"/>`,
      `<text x="${LABEL + room + 6}" y="${y + 12}">${value}${unit}</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">`,
    '<style>text{font:12px sans-serif;fill:#444}@media(prefers-color-scheme:dark){text{fill:#ccc}}</style>',
    `<text x="${LABEL}" y="14" style="font-weight:bold">${escaped(title)}</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}
