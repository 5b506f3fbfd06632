import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  type Node,
  parseAllDocuments,
  Scalar,
  type YAMLMap,
} from 'yaml';

/** The documents of a text as Kubernetes reads YAML: in version 1.1, where `yes` and `on` are booleans and `0644` is octal. */
export function parseManifests(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, { version: '1.1', strict: false, logLevel: 'silent', uniqueKeys: false });
  return Array.isArray(documents) ? documents : [];
}

/** What stands at a node, aliases followed; undefined for nothing at all and for an alias without its anchor. */
export function nodeAt(document: Document.Parsed, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return node instanceof Object ? (node as Node) : undefined;
}

export interface Entry {
  key: string;
  /** Undefined for a key that comes from elsewhere (`<<: *common`). */
  start?: number;
  end?: number;
  value: unknown;
}

/** The entries of a map, those of merged maps behind its own. */
export function entriesOf(document: Document.Parsed, map: YAMLMap, depth = 0): Entry[] {
  const own: Entry[] = [];
  const merged: Entry[] = [];
  for (const pair of map.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const key = pair.key.source ?? String(pair.key.value);
    if (key === '<<' && depth < 8) {
      const from = nodeAt(document, pair.value);
      const maps = isMap(from) ? [from] : [];
      for (const one of maps)
        for (const { key, value } of entriesOf(document, one, depth + 1)) merged.push({ key, value });
      continue;
    }
    const [start, end] = pair.key.range ?? [];
    own.push({ key, value: pair.value, ...(start === undefined || end === undefined ? {} : { start, end }) });
  }
  return [...own, ...merged.filter(({ key }) => !own.some((one) => one.key === key))];
}

export function entryOf(document: Document.Parsed, map: YAMLMap, name: string): Entry | undefined {
  return entriesOf(document, map).find(({ key }) => key === name);
}

export type ScalarValue = string | number | boolean | null;

/** A scalar as Kubernetes gets it. Its reader knows no moments and no numbers to base sixty: those are texts. */
export function scalarValue(scalar: Scalar): ScalarValue {
  const { value, source, type } = scalar;
  const plain = type === undefined || type === Scalar.PLAIN;
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && plain && !source?.includes(':')) return value;
  return source ?? String(value);
}

/** A tag of somebody's own (`!Ref`, `!vault`) makes another value of it. */
export function isTagged({ tag }: Node): boolean {
  return typeof tag === 'string' && tag.startsWith('!');
}

/** Stands for a value that is put in before Kubernetes sees it. */
const PLACEHOLDER =
  /\{\{|\$\{|\$\(|\$[A-Za-z_]|<[^>]*>|\(\(|\[\[|@\w+@|^ENC\[|%\w+%|__\w+__|^[A-Z][A-Z0-9]*_[A-Z0-9_]*$|\.\.\.|…/;

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}
