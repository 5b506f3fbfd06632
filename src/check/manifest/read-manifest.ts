import { type Document, isMap, isScalar, isSeq, type Scalar, visit, type YAMLMap } from 'yaml';
import type { Field } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { shellOfWords } from '../code/nested-shell.ts';
import { scalarPlaces } from '../extract/scalar-places.ts';
import type { Nested, ReadCall, Reader, ReadFinding, Reading } from '../reading.ts';
import { type ExecWords, ObjectCheck } from './check-object.ts';
import { judgeKind } from './judge-kind.ts';
import { kindsOf, splitVersion } from './kinds.ts';
import { type Entry, entryOf, isPlaceholder, nodeAt, parseManifests } from './yaml-object.ts';

/** Marks of what makes YAML of a text: Helm and Go templates, Jinja, ERB; and of ytt, in comments. */
const TEMPLATE = /\{\{|\{%|<%/;
const YTT = /(?:^|\s)#@/m;

/** Whether the text becomes YAML only when somebody renders it. `{{ … }}` within quotes and blocks may be meant for others (Grafana, Prometheus). */
function isTemplate(text: string, documents: readonly Document.Parsed[]): boolean {
  if (YTT.test(text)) return true;
  if (!TEMPLATE.test(text)) return false;
  if (documents.some(({ errors }) => errors.length > 0)) return true;
  let found = false;
  for (const document of documents)
    visit(document, {
      Map: (_, map) => {
        if (map.range && text.startsWith('{{', map.range[0])) found = true;
        return found ? visit.BREAK : undefined;
      },
      Scalar: (_, scalar) => {
        if (scalar.type === 'PLAIN' && TEMPLATE.test(scalar.source ?? '')) found = true;
        return found ? visit.BREAK : undefined;
      },
    });
  return found;
}

/** What a text for people leaves out. */
const ELIDED = /^\s*(?:#\s*)?(?:\.{3}|…)/m;

/** An object is told by its `kind: …`: a place that stays the same while the rest changes. */
function placeOf(kind: Entry): { start: number; end: number } {
  const { range } = kind.value as Scalar;
  return { start: kind.start ?? range![0], end: range![1] };
}

class Manifest {
  readonly reading: Required<Reading> = { calls: [], problems: [], nested: [] };

  constructor(
    private readonly zoo: Zoo,
    private readonly text: string,
    private readonly document: Document.Parsed,
  ) {}

  /** An object, or what is listed in one. `given`: what the list's own kind says of an item that does not say it. */
  object(map: YAMLMap): void {
    const apiVersion = entryOf(this.document, map, 'apiVersion');
    const kind = entryOf(this.document, map, 'kind');
    const [version, name] = [textOf(apiVersion), textOf(kind)];
    if (!apiVersion || !kind || version === undefined || name === undefined) return;
    const items = nodeAt(this.document, entryOf(this.document, map, 'items')?.value);
    if (/List$/.test(name) && isSeq(items)) {
      for (const item of items.items) {
        const one = nodeAt(this.document, item);
        if (isMap(one)) this.object(one);
      }
      return;
    }
    const place = placeOf(kind);
    const call = (verdict: ReadCall['verdict'], more: Partial<ReadCall> = {}): void => {
      this.reading.calls.push({ verdict, ...place, findings: [], ...more });
    };
    if (isPlaceholder(version) || isPlaceholder(name)) {
      call('not-checked', { why: 'what kind it is, is known only later' });
      return;
    }
    const judged = judgeKind(kindsOf(this.zoo), version, name);
    if ('unknown' in judged) call('unknown', { why: judged.unknown });
    else if ('operation' in judged) {
      const { id, parameters } = judged.operation;
      const fields = parameters.filter((one) => one.in === 'body') as Field[];
      const check = new ObjectCheck(this.zoo, this.document, this.text, ELIDED.test(this.text));
      const findings = check.check(map, fields, typeOf(version, name), place);
      const wrong = findings.some(({ severity }) => severity === 'error');
      call(wrong ? 'wrong' : 'right', { operation: id, findings });
      for (const command of check.commands) this.command(command);
    } else {
      const wrong = judged.at === 'kind' ? kind : apiVersion;
      const [start, end] = (wrong.value as Scalar).range!;
      const { code, message, repair, safe } = judged;
      const finding: ReadFinding = { code, severity: 'error', message, start, end };
      if (repair !== undefined) Object.assign(finding, { repair, actual: textOf(wrong), ...(safe ? { safe } : {}) });
      call('wrong', { findings: [finding] });
    }
  }

  /** A container's command as a shell would be given it. `$(NAME)` in it is Kubernetes' own, unless a shell gets the word as its script. */
  private command({ words }: ExecWords): void {
    const placed = words.map(({ node, value }) => {
      const at = scalarPlaces(node as Scalar<string>, this.text);
      return at && { text: value, at };
    });
    if (placed.length > 0 && placed.every((one) => one !== undefined))
      this.reading.nested.push(shellOfWords(placed) satisfies Nested);
  }
}

const textOf = (entry: Entry | undefined): string | undefined =>
  entry && isScalar(entry.value) && typeof entry.value.value === 'string' ? entry.value.value : undefined;

/** `rbac.authorization.k8s.io/v1` `Role` is of the type `rbac.v1.Role`. */
function typeOf(apiVersion: string, kind: string): string {
  const { group, version } = splitVersion(apiVersion);
  return `${group.split('.')[0] || 'core'}.${version}.${kind}`;
}

/** Each object of a YAML file, judged by the operation that creates its kind. */
export const readManifest: Reader = (zoo, text) => {
  const documents = parseManifests(text);
  const reading: Required<Reading> = { calls: [], problems: [], nested: [] };
  if (isTemplate(text, documents)) {
    for (const { 0: written, index } of text.matchAll(/^kind:[ \t]*\S.*$/gm))
      reading.calls.push({
        verdict: 'not-checked',
        start: index,
        end: index + written.trimEnd().length,
        findings: [],
        why: 'a template: its text is known only when it is rendered',
      });
    return reading;
  }
  for (const document of documents) {
    const [error] = document.errors;
    if (error) {
      reading.problems.push({ at: error.pos[0], message: error.message.split('\n', 1)[0]! });
      continue;
    }
    if (!isMap(document.contents)) continue;
    const manifest = new Manifest(zoo, text, document);
    manifest.object(document.contents);
    reading.calls.push(...manifest.reading.calls);
    reading.nested.push(...manifest.reading.nested);
  }
  return reading;
};
