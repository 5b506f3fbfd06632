/** "a, b and c", "a + b", "a b" (`spaces`) as its parts; quotes around a part are taken off. */
export function splitList(text: string, spaces = false): string[] {
  const between = spaces
    ? /\s*,\s*|\s+(?:and|or|plus)\s+|\s*[+&]\s+|\s+/i
    : /\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|plus|as well as)\s+|\s+[+&]\s+|\s*[;\n]\s*/i;
  return text
    .split(between)
    .map((part) => part.trim().replace(/^(["'`])(.*)\1$/, '$2'))
    .filter((part) => part !== '');
}
