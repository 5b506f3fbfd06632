const cell = (value: unknown): string =>
  String(value ?? '–')
    .replace(/\|/g, '\\|')
    .replace(/\s+/g, ' ');

/** A table; all columns but the first to the right. */
export function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** All numbers of a result, by their dotted names: what no section of its own shows. */
export function numbersOf(value: unknown, name = '', depth = 0): [string, number][] {
  if (typeof value === 'number') return [[name, value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 3) return [];
  return Object.entries(value)
    .filter(([key]) => key !== 'seed')
    .flatMap(([key, inner]) => numbersOf(inner, name === '' ? key : `${name}.${key}`, depth + 1));
}
