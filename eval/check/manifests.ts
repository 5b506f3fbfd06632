import { createHash } from 'node:crypto';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Document, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { checkFile } from '../../src/check/check-file.ts';
import { isManifest } from '../../src/check/extract/kind-of-file.ts';
import { kindsOf } from '../../src/check/manifest/kinds.ts';
import { parseManifests } from '../../src/check/manifest/yaml-object.ts';
import type { CheckedPlace, Verdict } from '../../src/check/report.ts';
import { AppError } from '../../src/schema/error.ts';
import type { ValueSchema } from '../../src/schema/operation.ts';
import { EmbeddedZoo } from '../../src/zoo/embedded.ts';
import { resolve as resolveType, type Zoo } from '../../src/zoo/zoo.ts';
import { saveScores } from '../requests/dev.ts';
import { readFiles } from './corpora/files.ts';
import { type Random, randomOf } from './mutate.ts';

const HELP = `npm run eval -- check-manifests DIR…

Kubernetes manifests below the folders: how many of their objects are called wrong, and what is found when right ones are broken. Writes
eval/scores/check-manifests.json. Findings are printed: each is to be looked at.

  --mutations N   how many objects are broken (4000)
  --seed N        of the mutations (1)
`;

const KINDS = ['renamed field', 'wrong type', 'renamed kind', 'dropped required'] as const;
type Kind = (typeof KINDS)[number];

/** A place that can be broken: half-open range, and what stands there instead. */
interface Site {
  start: number;
  end: number;
  broken(random: Random): string;
}
type Sites = Record<Kind, Site[]>;

/** A slip of the keyboard: two letters change places, or one is left out. */
function misspelt(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const swapped = word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
  return random() < 0.5 && swapped !== word ? swapped : word.slice(0, at) + word.slice(at + 1);
}

/** Walks an object beside its schema, and notes what in it can be broken for certain. */
class SiteFinder {
  readonly sites: Sites = { 'renamed field': [], 'wrong type': [], 'renamed kind': [], 'dropped required': [] };

  constructor(
    private readonly zoo: Zoo,
    private readonly text: string,
  ) {}

  object(document: Document.Parsed): void {
    const { contents } = document;
    if (!isMap(contents)) return;
    const [apiVersion, kind] = ['apiVersion', 'kind'].map((key) => contents.get(key, true));
    if (!isScalar(apiVersion) || !isScalar(kind) || !kind.range) return;
    const operation = kindsOf(this.zoo).get(String(apiVersion.value))?.get(String(kind.value));
    if (!operation) return;
    const fields = operation.parameters.filter((one) => one.in === 'body');
    const [start, end] = kind.range;
    this.sites['renamed kind'].push({ start, end, broken: (random) => misspelt(String(kind.value), random) });
    this.value(contents, { type: 'object', fields: fields.filter(({ name }) => !/^(?:apiVersion|kind)$/.test(name)) });
  }

  private value(node: unknown, schema: ValueSchema): void {
    const shape = resolveType(this.zoo, 'kubernetes', schema);
    if (isSeq(node) && shape.items) for (const item of node.items) this.value(item, shape.items);
    else if (isMap(node) && shape.type === 'map' && shape.items)
      for (const { value } of node.items) this.value(value, shape.items);
    else if (isMap(node) && shape.fields)
      for (const pair of node.items) {
        const key = isPair(pair) && isScalar(pair.key) ? pair.key : undefined;
        const field = shape.fields.find(({ name }) => name === key?.value);
        if (!field || !key?.range) continue;
        const [start, end] = key.range;
        const name = field.name;
        if (name.length > 3)
          this.sites['renamed field'].push({ start, end, broken: (random) => misspelt(name, random) });
        if (field.required && isScalar(pair.value)) this.line(start, pair.value);
        this.value(pair.value, field);
      }
    else if (isScalar(node) && node.range && /^(?:integer|boolean)$/.test(shape.type) && node.value !== null) {
      const [start, end] = node.range;
      this.sites['wrong type'].push({ start, end, broken: () => 'zigzag' });
    }
  }

  /** A line that holds a required field alone. */
  private line(start: number, value: Node): void {
    const from = this.text.lastIndexOf('\n', start) + 1;
    const to = this.text.indexOf('\n', start) + 1;
    if (this.text.slice(from, start).trim() !== '' || to === 0 || !value.range || value.range[1] > to) return;
    this.sites['dropped required'].push({ start: from, end: to, broken: () => '' });
  }
}

const objectsOf = (calls: readonly CheckedPlace[]): CheckedPlace[] =>
  calls.filter(({ text, operation }) => /^["']?kind\b/.test(text) || operation?.startsWith('kubernetes:'));

export function runCheckManifests(args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      mutations: { type: 'string', default: '4000' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void console.log(HELP);
  if (positionals.length === 0) throw new AppError('usage', 'Name folders that hold manifests.', HELP);
  const zoo = EmbeddedZoo.open({ packsDir: fileURLToPath(new URL('../../packs', import.meta.url)) });
  const hash = createHash('sha256');
  const verdicts: Record<Verdict, number> = { right: 0, wrong: 0, unknown: 0, 'not-checked': 0 };
  const right: { path: string; text: string; sites: Sites }[] = [];
  const seen = new Set<string>();
  let unread = 0;
  for (const folder of positionals)
    for (const { path, text } of readFiles(resolve(folder), /\.ya?ml$/)) {
      if (!isManifest(text) || seen.has(text)) continue;
      seen.add(text);
      hash.update(`${path}\0${text}\0`);
      const { calls, problems } = checkFile(zoo, { path, text });
      unread += problems.length;
      const objects = objectsOf(calls);
      for (const { verdict, findings } of objects) {
        verdicts[verdict]++;
        for (const { place, id, message } of findings)
          console.error(`${relative('.', path)}:${place.line}:${place.column} ${id} ${message}`);
      }
      if (problems.length > 0 || objects.some(({ verdict }) => verdict !== 'right')) continue;
      const finder = new SiteFinder(zoo, text);
      for (const document of parseManifests(text)) finder.object(document);
      right.push({ path, text, sites: finder.sites });
    }
  const random = randomOf(Number(values.seed));
  const count = Number(values.mutations);
  const recall: Record<string, { made: number; found: number }> = {};
  for (const kind of KINDS) {
    const tally = { made: 0, found: 0 };
    for (let tries = 0; tally.made < count / KINDS.length && tries < count * 10; tries++) {
      const { path, text, sites } = right[Math.floor(random() * right.length)]!;
      const site = sites[kind][Math.floor(random() * sites[kind].length)];
      if (!site) continue;
      const broken = text.slice(0, site.start) + site.broken(random) + text.slice(site.end);
      const { calls } = checkFile(zoo, { path, text: broken });
      tally.made++;
      if (calls.some(({ verdict }) => verdict === 'wrong')) tally.found++;
      else if (tally.made - tally.found < 6)
        console.error(`missed (${kind}): ${path}: ${JSON.stringify(text.slice(site.start, site.end))}`);
    }
    recall[kind] = tally;
  }
  const judged = verdicts.right + verdicts.wrong;
  const result = {
    files: seen.size,
    unread,
    verdicts,
    alarmShare: Number((verdicts.wrong / judged).toFixed(5)),
    recall,
  };
  console.log(JSON.stringify(result, null, 1));
  saveScores('check-manifests', hash.digest('hex').slice(0, 16), { ...result, mutationSeed: Number(values.seed) });
}
