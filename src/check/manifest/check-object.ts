import { type Document, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Field, ValueSchema } from '../../schema/operation.ts';
import { editDistance, nearest } from '../../verify/did-you-mean.ts';
import { resolve, type Zoo } from '../../zoo/zoo.ts';
import type { ReadFinding } from '../reading.ts';
import { choicesOf } from './choices.ts';
import { isQuantity, isQuantityText, mendedQuantity } from './quantities.ts';
import {
  type Entry,
  entriesOf,
  isPlaceholder,
  isTagged,
  nodeAt,
  type ScalarValue,
  scalarValue,
} from './yaml-object.ts';

/** Set by the server, and so left out of the zoo; whoever copies an object out of a cluster has them. */
const SERVER_SIDE =
  /^(?:managedFields|selfLink|creationTimestamp|deletionTimestamp|deletionGracePeriodSeconds|generation)$/;
/** Required by the document, and filled in by the server all the same. */
const FILLED_IN: ReadonlySet<string> = new Set(['RoleRef.apiGroup']);
const DEEPEST = 64;

/** The type that a field stands in, and the field: what quantities and choices go by. */
interface Use {
  type: string;
  field: string;
}

interface Place {
  start: number;
  end: number;
}

const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);
const of = (code: ReadFinding['code'], message: string, place: Place | undefined): ReadFinding => ({
  code,
  severity: 'error',
  message,
  ...place,
});

/** A command of a container or of a probe, as its words. */
export interface ExecWords {
  words: { node: Scalar; value: string }[];
}

/**
 * The body of one object against its schema, in place. What is required and missing counts only in a whole object: a patch of kustomize's looks
 * like an object and gives only what changes.
 */
export class ObjectCheck {
  readonly findings: ReadFinding[] = [];
  readonly commands: ExecWords[] = [];
  private readonly missing: ReadFinding[] = [];

  constructor(
    private readonly zoo: Pick<Zoo, 'type'>,
    private readonly document: Document.Parsed,
    private readonly source: string,
    /** Known to be only a part of an object. */
    private isPartial: boolean,
  ) {}

  /** `type` is the object's own (`apps.v1.Deployment`), `place` where it is told what of the object as a whole is missing. */
  check(object: YAMLMap, fields: Field[], type: string, place: Place): ReadFinding[] {
    this.fields(object, { type: 'object', fields }, type, '', place, 0);
    if (isCompleted(object, type)) this.isPartial = true;
    return this.isPartial ? this.findings : [...this.findings, ...this.missing];
  }

  private place(node: unknown): Place | undefined {
    const range = node instanceof Object ? (node as Node).range : undefined;
    if (!range) return undefined;
    // A block ends behind its last line break.
    const text = this.source.slice(range[0], range[1]).trimEnd();
    return { start: range[0], end: range[0] + text.length };
  }

  private value(raw: unknown, schema: ValueSchema, path: string, use: Use, at: Place | undefined, depth: number): void {
    const node = nodeAt(this.document, raw);
    if (!node || depth > DEEPEST || isTagged(node)) return;
    const shape = resolve(this.zoo, 'kubernetes', schema);
    if (shape.type === 'any') return;
    if (isScalar(node)) {
      this.scalar(raw === node ? node : undefined, scalarValue(node), shape, path, use, this.place(raw) ?? at);
      return;
    }
    const told = this.firstLine(raw) ?? at;
    if (isSeq(node)) {
      if (shape.type !== 'array') this.wrongType(path, shape, 'a list', told);
      else if (shape.items)
        for (const [index, item] of node.items.entries())
          this.value(item, shape.items, `${path}[${index}]`, use, told, depth + 1);
      return;
    }
    if (!isMap(node)) return;
    if (shape.type === 'map') {
      for (const { key, value, start, end } of entriesOf(this.document, node)) {
        const here = start === undefined || end === undefined ? told : { start, end };
        if (shape.items) this.value(value, shape.items, `${path}.${key}`, use, here, depth + 1);
      }
    } else if (shape.type !== 'object') this.wrongType(path, shape, 'an object', told);
    else if (shape.fields?.length)
      this.fields(node, shape, schema.ref ?? '', path, told ?? { start: 0, end: 0 }, depth);
  }

  /** Where a structure begins: its first line, not all of it. */
  private firstLine(node: unknown): Place | undefined {
    const place = this.place(node);
    if (!place) return undefined;
    const line = this.source.slice(place.start, place.end).split('\n', 1)[0]!.trimEnd();
    return { start: place.start, end: place.start + line.length };
  }

  private wrongType(
    path: string,
    { type }: ValueSchema,
    actual: string,
    place: Place | undefined,
    repair?: string,
  ): void {
    this.findings.push({
      ...of('wrong-type', `${path} is of type ${type}, not ${actual}`, place),
      ...(repair === undefined ? {} : { repair, safe: true }),
    });
  }

  private scalar(
    own: Scalar | undefined,
    value: ScalarValue,
    shape: ValueSchema,
    path: string,
    use: Use,
    place: Place | undefined,
  ): void {
    // Nothing is no value: the server takes it as absent.
    if (value === null || value === '') return;
    if (typeof value === 'string' && isPlaceholder(value)) return;
    const told = typeof value === 'string' ? 'a string' : `a ${typeof value}`;
    const written = own?.source ?? String(value);
    switch (shape.type) {
      case 'string':
      case 'binary':
        if (typeof value === 'string') this.text(own, value, shape, path, use, place);
        else if (typeof value === 'number' && (isQuantity(use.type, use.field) || shape.format === 'int-or-string'))
          return;
        else this.wrongType(path, shape, told, place, own && /^[\w.+-]+$/.test(written) ? `"${written}"` : undefined);
        return;
      case 'integer':
        if (typeof value === 'number' && Number.isInteger(value)) return;
        this.wrongType(path, shape, typeof value === 'number' ? `${value}` : told, place, bare(value, /^-?\d+$/));
        return;
      case 'number':
        if (typeof value !== 'number') this.wrongType(path, shape, told, place, bare(value, /^-?\d+(?:\.\d+)?$/));
        return;
      case 'boolean':
        if (typeof value !== 'boolean') this.wrongType(path, shape, told, place, bare(value, /^(?:true|false)$/));
        return;
      default:
        this.wrongType(path, shape, told, place);
    }
  }

  private text(
    own: Scalar | undefined,
    value: string,
    shape: ValueSchema,
    path: string,
    use: Use,
    place: Place | undefined,
  ): void {
    if (isQuantity(use.type, use.field) && !isQuantityText(value)) {
      const repair = mendedQuantity(value);
      this.findings.push({
        ...of('constraint', `${path} is a quantity such as 500m, 2 or 1Gi, not ${value}`, place),
        actual: value,
        ...(repair && own ? { repair, safe: true } : {}),
      });
      return;
    }
    const choices = choicesOf(use.type, use.field) ?? shape.enum;
    if (!choices || choices.includes(value)) return;
    const [near, rival] = nearest(value, choices);
    const quoted = own && place && place.end - place.start > value.length ? 1 : 0;
    const inner = place && { start: place.start + quoted, end: place.end - quoted };
    this.findings.push({
      ...of('not-in-enum', `${path} is one of ${choices.filter(Boolean).join(', ')}, not ${value}`, inner),
      actual: value,
      ...(near && own ? { repair: near } : {}),
      ...(near && own && rival === undefined ? { safe: true } : {}),
    });
  }

  private fields(map: YAMLMap, shape: ValueSchema, type: string, path: string, place: Place, depth: number): void {
    const fields = shape.fields ?? [];
    const entries = entriesOf(this.document, map);
    const name = path || shortName(type);
    const seen = new Set<string>();
    for (const entry of entries) {
      const { key, start, end, value } = entry;
      const at = start === undefined || end === undefined ? place : { start, end };
      const below = path ? `${path}.${key}` : key;
      if (seen.has(key)) this.findings.push(of('repeated', `${name} has ${key} twice`, at));
      seen.add(key);
      const field = fields.find((one) => one.name === key);
      if (field) this.value(value, field, below, { type, field: key }, at, depth + 1);
      else if (/^\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)/.test(key)) this.isPartial = true;
      else if (!this.isLeftOut(type, fields, key, path) && !isPlaceholder(key))
        this.unknownField(name, key, fields, entries, at);
    }
    this.required(fields, seen, type, path, name, place);
    this.collectCommands(type, entries);
  }

  /** What the zoo leaves out of a type though it is there. */
  private isLeftOut(type: string, fields: readonly Field[], key: string, path: string): boolean {
    if (shortName(type) === 'ObjectMeta') return SERVER_SIDE.test(key);
    // Added by SOPS, and taken away again before it is applied.
    if (path === '' && key === 'sops') return true;
    return key === 'status' && fields.some((field) => field.name === 'kind');
  }

  private unknownField(name: string, key: string, fields: Field[], entries: readonly Entry[], at: Place): void {
    const free = fields
      .filter((field) => !entries.some((entry) => entry.key === field.name))
      .map((field) => field.name);
    const [near, rival] = nearest(key, free);
    const close = near !== undefined && isSlip(key, near);
    this.findings.push({
      ...of('unknown-parameter', `${name} has no field ${key}`, at),
      actual: key,
      ...(close ? { repair: near } : {}),
      ...(close && (rival === undefined || !isSlip(key, rival)) ? { safe: true } : {}),
    });
  }

  private required(
    fields: Field[],
    seen: ReadonlySet<string>,
    type: string,
    path: string,
    name: string,
    place: Place,
  ): void {
    // A slip is one fault, not two.
    const misspelt = new Set(
      this.findings.flatMap(({ code, repair }) => (code === 'unknown-parameter' ? [repair] : [])),
    );
    for (const field of fields) {
      if (!field.required || seen.has(field.name) || misspelt.has(field.name)) continue;
      if (FILLED_IN.has(`${shortName(type)}.${field.name}`)) continue;
      const structure = field.type === 'object' || field.type === 'map' || field.name === 'containers';
      if (structure && field.name !== 'selector' && field.name !== 'backend') this.isPartial = true;
      else
        this.missing.push({
          ...of(
            'missing-required',
            `${path ? `${path}.${field.name}` : `${field.name} of ${name}`} is required`,
            place,
          ),
          parameter: field.name,
        });
    }
    // What is whole says which image it runs.
    if (/^io\.k8s\.api\.core\.v1\.Container$/.test(type) && !seen.has('image')) this.isPartial = true;
  }

  private collectCommands(type: string, entries: readonly Entry[]): void {
    const container = /\.(?:Ephemeral)?Container$/.test(type);
    if (!container && !/\.ExecAction$/.test(type)) return;
    const words = (key: string): ExecWords['words'] | undefined => {
      const list = nodeAt(this.document, entries.find((entry) => entry.key === key)?.value);
      if (!isSeq(list)) return undefined;
      const scalars = list.items.filter((item) => isScalar(item) && typeof item.value === 'string') as Scalar<string>[];
      return scalars.length === list.items.length ? scalars.map((node) => ({ node, value: node.value })) : undefined;
    };
    const command = words('command');
    if (command) this.commands.push({ words: [...command, ...(container ? (words('args') ?? []) : [])] });
  }
}

/**
 * Whether a workload is completed elsewhere, by kustomize: a patch, or a base that gets its labels there. Its pods have no labels to select by, or,
 * of a job, nothing says whether they are started again.
 */
function isCompleted(object: YAMLMap, type: string): boolean {
  const spec = object.get('spec');
  if (!isMap(spec)) return false;
  const [template, ofJob] = [spec.get('template'), spec.getIn(['jobTemplate', 'spec', 'template'])];
  if (isMap(ofJob)) return !ofJob.hasIn(['spec', 'restartPolicy']);
  const isWhole = (pods: YAMLMap): boolean => pods.hasIn(['metadata', 'labels']) && pods.hasIn(['spec', 'containers']);
  return type.startsWith('apps.') && isMap(template) && !isWhole(template);
}

/** The text of a value that was quoted without need. */
function bare(value: ScalarValue, form: RegExp): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

/** Another case, or one or two wrong letters of a word that is long enough. */
function isSlip(key: string, name: string): boolean {
  const [one, other] = [key.toLowerCase(), name.toLowerCase()];
  return editDistance(one, other, 2) <= (name.length > 5 ? 2 : 1);
}
