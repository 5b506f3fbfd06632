import { resolver } from '../../render/shape.ts';
import type { Finding } from '../../schema/call.ts';
import { isRecord } from '../../schema/dotted.ts';
import { nameOn } from '../../schema/locate.ts';
import type { Invocation, Json, Operation, Parameter, ValueSchema } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { readJson, readScalar } from '../scalar.ts';
import { takeBlanks } from './blanks.ts';
import { fewestFaults, type Parsed } from './command-line.ts';
import { readPairs } from './form.ts';
import { operationsOf, urlPattern } from './http-index.ts';
import type { ParsedCall, Range } from './parsed.ts';

/** A request as a text has it, before an operation is known. */
export interface RawRequest {
  method: string;
  /** Without the query. */
  url: string;
  /** Typed values (a JSON request, Python) or texts (a URL). */
  query: { pairs: [string, string][] } | { values: { [key: string]: Json } };
  headers: [string, string][];
  body?: { json: Json } | { form: [string, string][] } | { text: string };
  range: Range;
}

/** Headers that belong to the protocol or to the client rather than to an operation. */
const COMMON_HEADERS =
  /^(?:authorization|content-type|content-length|accept(?:-.*)?|user-agent|host|cookie|cache-control|connection|x-api-key)$/i;

/** Splits a URL at its query; percent-encoding that is broken stays as it is. */
export function splitUrl(url: string): { url: string; pairs: [string, string][] } {
  const [whole = ''] = url.split('#', 1);
  const cut = whole.indexOf('?');
  if (cut === -1) return { url: whole, pairs: [] };
  const pairs = whole
    .slice(cut + 1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      const part = (text: string): string => decode(text.replaceAll('+', ' '));
      return at === -1 ? [part(pair), ''] : [part(pair.slice(0, at)), part(pair.slice(at + 1))];
    });
  return { url: whole.slice(0, cut), pairs };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

class Reading {
  readonly findings: Finding[] = [];
  readonly parsed: ParsedCall;
  private readonly call: NonNullable<ParsedCall['call']>;

  constructor(
    private readonly operation: Operation,
    private readonly request: RawRequest,
  ) {
    this.call = { operation: operation.id, surface: 'http', arguments: [], missing: [] };
    this.parsed = {
      call: this.call,
      range: request.range,
      findings: this.findings,
      ranges: new Map(),
      dynamic: new Set(),
    };
  }

  parameter(where: Parameter['in'], name: string): Parameter | undefined {
    const same =
      where === 'header'
        ? (one: string): boolean => one.toLowerCase() === name.toLowerCase()
        : (one: string): boolean => one === name;
    return this.operation.parameters.find((one) => one.in === where && !one.wholeBody && same(nameOn(one, 'http')));
  }

  give(name: string, value: Json): void {
    this.call.arguments.push({ name, value, from: { kind: 'request', ...this.request.range } });
  }

  /** A value, or a blank if it is the parameter's own `<name>`; blanks within are taken out. */
  giveOrBlank(parameter: Parameter, value: Json): void {
    const { kept, missing } = takeBlanks(parameter, value);
    this.call.missing.push(...missing);
    if (kept !== undefined) this.give(parameter.name, kept);
  }

  unknown(kind: string, name: string): void {
    const message = `${this.operation.name} has no ${kind} ${name}`;
    this.findings.push({
      code: 'unknown-parameter',
      severity: 'error',
      message,
      parameter: name,
      ...this.request.range,
    });
  }
}

function readPath(reading: Reading, invocation: Extract<Invocation, { surface: 'http' }>, request: RawRequest): void {
  const { regex, names } = urlPattern(invocation);
  const groups = regex.exec(request.url)?.slice(1) ?? [];
  for (const [index, name] of names.entries()) {
    const parameter = reading.parameter('path', name);
    const text = groups[index];
    if (!parameter || text === undefined) continue;
    if (/^<[^<>]*>$/.test(text)) reading.parsed.call!.missing.push(parameter.name);
    else reading.give(parameter.name, readScalar(parameter, decode(text)));
  }
}

function readNamed(reading: Reading, where: 'query' | 'body', values: { [key: string]: Json }, ignored?: string): void {
  for (const [name, value] of Object.entries(values)) {
    const parameter = reading.parameter(where, name);
    if (parameter) reading.giveOrBlank(parameter, value);
    else if (name !== ignored) reading.unknown(where === 'query' ? 'query parameter' : 'field', name);
  }
}

function readBody(
  reading: Reading,
  operation: Operation,
  request: RawRequest,
  typed: (pairs: [string, string][], where: 'query' | 'body') => { [key: string]: Json },
): void {
  const { body } = request;
  if (!body) return;
  const whole = operation.parameters.find((one) => one.wholeBody);
  let value: Json = 'json' in body ? body.json : 'form' in body ? typed(body.form, 'body') : body.text;
  if ('text' in body && !(whole && whole.type === 'string')) value = readJson(body.text) ?? body.text;
  if (whole) {
    reading.giveOrBlank(whole, value);
    return;
  }
  if (isRecord(value)) {
    readNamed(reading, 'body', value);
    return;
  }
  reading.findings.push({
    code: 'wrong-type',
    severity: 'error',
    message: `${operation.name} takes an object as its body`,
    ...request.range,
  });
}

function readRequest(zoo: Zoo, operation: Operation, request: RawRequest): ParsedCall {
  const reading = new Reading(operation, request);
  const resolve = resolver(zoo, operation);
  const invocation = operation.invocations.find((one) => one.surface === 'http') as Extract<
    Invocation,
    { surface: 'http' }
  >;
  const typed = (pairs: [string, string][], where: 'query' | 'body'): { [key: string]: Json } => {
    const whole = where === 'body' ? operation.parameters.find((one) => one.wholeBody) : undefined;
    const fieldOf = (name: string): ValueSchema | undefined =>
      whole ? resolve(whole).fields?.find((field) => field.name === name) : reading.parameter(where, name);
    return readPairs(pairs, fieldOf, resolve);
  };
  readPath(reading, invocation, request);
  const query = 'pairs' in request.query ? typed(request.query.pairs, 'query') : request.query.values;
  readNamed(reading, 'query', query, invocation.auth?.in === 'query' ? invocation.auth.name : undefined);
  for (const [name, text] of request.headers) {
    const parameter = reading.parameter('header', name);
    if (parameter) reading.giveOrBlank(parameter, readScalar(resolve(parameter), text));
    else if (!COMMON_HEADERS.test(name) && !isFixed(invocation, name)) reading.unknown('header', name);
  }
  readBody(reading, operation, request, typed);
  return reading.parsed;
}

function isFixed({ headers, auth }: Extract<Invocation, { surface: 'http' }>, name: string): boolean {
  const same = (one: string): boolean => one.toLowerCase() === name.toLowerCase();
  return Object.keys(headers ?? {}).some(same) || (auth?.in === 'header' && same(auth.name));
}

/** The call that a request makes. `known`: the operation that the caller expects, which spares the look-up. */
export function callOfRequest(zoo: Zoo, request: RawRequest, known?: Operation): ParsedCall {
  const operations = operationsOf(zoo, request.method, request.url, known);
  const readings = operations.map((operation) => readRequest(zoo, operation, request));
  const message = `The zoo has no operation ${request.method} ${request.url}`;
  return (
    fewestFaults(zoo, readings) ?? {
      range: request.range,
      findings: [{ code: 'unknown-operation', severity: 'error', message, ...request.range }],
      ranges: new Map(),
      dynamic: new Set(),
    }
  );
}

/** A request as JSON (`{method, url, query, headers, body}`), or a list of them. */
export function parseHttp(zoo: Zoo, text: string, known?: Operation): Parsed {
  const value = readJson(text);
  const range = { start: 0, end: text.length };
  const requests = Array.isArray(value) ? value : [value];
  const calls: ParsedCall[] = [];
  for (const request of requests) {
    if (!isRecord(request) || typeof request['url'] !== 'string') {
      const message = 'This is no HTTP request as JSON: {"method", "url", "query", "headers", "body"}';
      return { calls: [], findings: [{ code: 'syntax', severity: 'error', message, ...range }] };
    }
    const { url, pairs } = splitUrl(request['url']);
    const { query, headers, body, method } = request;
    const raw: RawRequest = {
      method: typeof method === 'string' ? method.toUpperCase() : 'GET',
      url,
      query: isRecord(query) ? { values: query } : { pairs },
      headers: isRecord(headers) ? Object.entries(headers).map(([name, one]) => [name, String(one)]) : [],
      range,
      ...(body === undefined ? {} : { body: { json: body } }),
    };
    calls.push(callOfRequest(zoo, raw, known));
  }
  return { calls, findings: [] };
}
