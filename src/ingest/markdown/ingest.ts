import { AppError } from '../../schema/error.ts';
import type {
  Ingested,
  Operation,
  Parameter,
  ParameterLocation,
  Skip,
  Source,
  ValueType,
} from '../../schema/operation.ts';
import { isDestructive } from '../openapi/destructive.ts';
import { plain, sentence } from '../openapi/plain-text.ts';

export interface MarkdownOptions {
  provider: string;
  source: Source;
}

const REQUEST = /\b(GET|POST|PUT|PATCH|DELETE|HEAD)\s+`?((?:https?:\/\/[^\s`'"|)\]]+)|\/[^\s`'"|)\]]*)/;
const SERVER = /https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]*)?/;

/**
 * Reads API documentation that people wrote, by best effort: each `METHOD /path` in a heading or in code is an operation; the tables and
 * lists of names below it are its parameters. What it takes from prose is nothing else.
 *
 * Fails: `source-unsupported` where no request is found.
 */
export function ingestMarkdown(text: string, options: MarkdownOptions): Ingested {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const base = baseOf(lines);
  const operations: Operation[] = [];
  const skipped: Skip[] = [];
  const starts = requestsIn(lines);
  for (const [i, start] of starts.entries()) {
    const end = starts[i + 1]?.line ?? lines.length;
    const name = `${start.method} ${start.path}`;
    const pointer = `line ${start.line + 1}`;
    if (operations.some((one) => one.name === name)) {
      skipped.push({ pointer, reason: `${name} is described above` });
      continue;
    }
    operations.push(toOperation(lines, start, end, base, pointer, options));
  }
  if (operations.length === 0)
    throw new AppError(
      'source-unsupported',
      'No request is found in this text',
      'A request is read where a heading or code says it: `GET /widgets/{id}`.',
    );
  return { provider: options.provider, sources: [options.source], operations, types: {}, skipped };
}

export function looksLikeMarkdownApi(text: string): boolean {
  return requestsIn(text.slice(0, 2_000_000).split('\n')).length > 0;
}

interface Start {
  line: number;
  method: string;
  path: string;
  server?: string;
  /** The heading above, where the request itself stands in none. */
  heading: string;
}

/** Only headings, code and table cells: a verb and a path in prose may be anything. */
function requestsIn(lines: string[]): Start[] {
  const starts: Start[] = [];
  let heading = '';
  let headingLine = -1;
  let fenced = false;
  for (const [line, source] of lines.entries()) {
    if (/^\s*(?:```|~~~)/.test(source)) fenced = !fenced;
    const isHeading = !fenced && /^#{1,6}\s/.test(source);
    const code = fenced
      ? source
      : isHeading
        ? source
        : [...source.matchAll(/`([^`]+)`/g)].map((match) => match[1]).join(' ');
    const found = REQUEST.exec(code) ?? (isHeading ? null : curlOf(code));
    if (isHeading) {
      heading = source.replace(/^#+\s*/, '').replace(/\s#+\s*$/, '');
      headingLine = line;
    }
    if (!found?.[1] || !found[2]) continue;
    const address = /^(https?:\/\/[^/]+)(\/.*)?$/.exec(found[2]);
    const path = normalised(address ? (address[2] ?? '/') : found[2]);
    const method = found[1].toUpperCase();
    // An example of what the heading has named already.
    if (
      starts.some(
        (one) =>
          one.method === method &&
          one.heading === heading &&
          one.line >= headingLine &&
          headingLine >= 0 &&
          alike(one.path, path),
      )
    )
      continue;
    starts.push({ line, method, path, heading, ...(address?.[1] ? { server: address[1] } : {}) });
  }
  return starts;
}

function curlOf(code: string): [string, string, string] | null {
  if (!/\bcurl\b/.test(code)) return null;
  const url = /https?:\/\/[^\s'"\\]+/.exec(code)?.[0];
  if (!url) return null;
  const method =
    /(?:-X|--request)[ =]?['"]?([A-Za-z]+)/.exec(code)?.[1] ??
    (/\s(?:-d|--data\S*|-F|--form|--json)\s/.test(code) ? 'POST' : 'GET');
  return [code, method.toUpperCase(), url];
}

/** `:id`, `<id>` and `{{id}}` are `{id}`; a query is no part of the path. */
function normalised(path: string): string {
  return path
    .split(/[?#]/)[0]!
    .replace(/\{\{([\w.-]+)\}\}/g, '{$1}')
    .replace(/\/:([A-Za-z_]\w*)/g, '/{$1}')
    .replace(/\/<([\w-]+)>/g, '/{$1}')
    .replace(/[.,;:]+$/, '');
}

function alike(one: string, other: string): boolean {
  const parts = one.split('/').filter(Boolean);
  const others = other.split('/').filter(Boolean);
  const offset = others.length - parts.length;
  return offset >= 0 && parts.every((part, i) => part.startsWith('{') || part === others[i + offset]);
}

function baseOf(lines: string[]): string {
  for (const line of lines)
    if (/\b(?:base|root|server|endpoint)\b.*https?:\/\//i.test(line))
      return SERVER.exec(line)?.[0].replace(/\/+$/, '') ?? 'https://{host}';
  return 'https://{host}';
}

function toOperation(
  lines: string[],
  start: Start,
  end: number,
  base: string,
  pointer: string,
  options: MarkdownOptions,
): Operation {
  const name = `${start.method} ${start.path}`;
  const words = plain(start.heading.replace(REQUEST, '').replace(/[`:]/g, ' '), 160);
  const below = lines.slice(start.line + 1, end);
  const paragraph = below.find((line) => /^[A-Z][\w ,'’/-]{8,}/.test(line) && !/^\s*[#|>`-]/.test(line));
  const summary = (words && /[A-Za-z]{2}/.test(words) ? sentence(words) : undefined) ?? sentence(paragraph) ?? name;
  const parameters = parametersOf(below, start);
  const operation: Operation = {
    id: `${options.provider}:${name}`,
    provider: options.provider,
    name,
    kind: 'http',
    summary,
    parameters,
    invocations: [
      {
        surface: 'http',
        path: name,
        server: start.server ?? base,
        ...(parameters.some((one) => one.in === 'body') ? { contentType: 'application/json' } : {}),
      },
    ],
    origin: { source: 0, pointer },
  };
  const description = plain(paragraph, 400);
  if (description && description.replace(/\.$/, '') !== summary) operation.description = description;
  if (isDestructive(start.method, start.path, '', summary)) operation.destructive = true;
  return operation;
}

const NAME = /^[A-Za-z_$][\w.$[\]-]{0,80}$/;

function parametersOf(lines: string[], start: Start): Parameter[] {
  const inPath = [...start.path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
  const parameters = inPath.map((name): Parameter => ({ name, in: 'path', type: 'string', required: true }));
  const add = (name: string, said: { type?: string; required: boolean; description: string; place: string }): void => {
    const known = parameters.find((one) => one.name === name);
    const description = plain(said.description, 160);
    if (known) {
      if (known.in === 'path' && description && !known.description) known.description = description;
      return;
    }
    if (!NAME.test(name)) return;
    const parameter: Parameter = { name, in: placeOf(said.place, start.method), type: typeOf(said.type) };
    if (said.required) parameter.required = true;
    if (description) parameter.description = description;
    parameters.push(parameter);
  };
  let columns: string[] | undefined;
  let heading = '';
  let fenced = false;
  for (const line of lines) {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    if (fenced) continue;
    if (/^#{1,6}\s|^\*\*.*\*\*:?\s*$/.test(line)) heading = line;
    if (/\b(?:response|returns|errors?|status codes?)\b/i.test(heading)) continue;
    if (/^\s*\|/.test(line)) {
      const cells = line
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => cell.trim());
      if (/^[\s|:-]+$/.test(line)) continue;
      if (!columns) columns = cells.map((cell) => cell.toLowerCase());
      else fromRow(columns, cells, heading, add);
      continue;
    }
    columns = undefined;
    const item = /^\s*[-*+]\s+(?:`([^`]+)`|\*\*([^*]+)\*\*)\s*(?:\(([^)]*)\))?\s*[:\u2013\u2014-]?\s*(.*)$/u.exec(line);
    if (item) {
      const said = item[3] ?? '';
      add((item[1] ?? item[2])!.trim(), {
        type: said,
        required: /\brequired\b/i.test(said) || /^required\b/i.test(item[4] ?? ''),
        description: item[4] ?? '',
        place: `${heading} ${said}`,
      });
    }
  }
  return parameters;
}

function fromRow(
  columns: string[],
  cells: string[],
  heading: string,
  add: (name: string, said: { type?: string; required: boolean; description: string; place: string }) => void,
): void {
  const cell = (pattern: RegExp): string => cells[columns.findIndex((column) => pattern.test(column))] ?? '';
  const name = cell(/^(?:name|parameter|param|field|key|property|argument)/);
  const bare = name.replace(/[`*]/g, '').split(/\s/)[0] ?? '';
  if (bare === '') return;
  const required = cell(/^(?:required|optional\?|mandatory)/);
  add(bare, {
    type: cell(/^type/),
    required: /^(?:yes|true|required|✓|✔|x|y)\b|^[✓✔]/i.test(required) || /\brequired\b/i.test(name),
    description: cell(/^(?:description|meaning|details?|notes?)/),
    place: `${heading} ${cell(/^(?:in|location|where)/)}`,
  });
}

function placeOf(said: string, method: string): ParameterLocation {
  if (/\bheader/i.test(said)) return 'header';
  if (/\bquery|url param|querystring/i.test(said)) return 'query';
  if (/\bbody|json|form\b|payload/i.test(said)) return 'body';
  return method === 'GET' || method === 'DELETE' || method === 'HEAD' ? 'query' : 'body';
}

function typeOf(said = ''): ValueType {
  const word = said.toLowerCase();
  if (/\b(?:int|integer|long)\b/.test(word)) return 'integer';
  if (/\b(?:number|float|double|decimal)\b/.test(word)) return 'number';
  if (/\bbool/.test(word)) return 'boolean';
  if (/\barray|\blist|\[\]/.test(word)) return 'array';
  if (/\bobject|\bmap\b|\bhash\b|\bdict/.test(word)) return 'object';
  return 'string';
}
