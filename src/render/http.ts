import type { Call } from '../schema/call.ts';
import { formatDotted, isRecord, parseDotted, setDotted, setKey } from '../schema/dotted.ts';
import { blankName, nameOn } from '../schema/locate.ts';
import type { Json, Operation, Surface } from '../schema/operation.ts';
import { type Given, gather, invocationOn, type Types, withBlanks } from './shape.ts';

/** An HTTP request as data; `url` is whole, without the query. */
export interface HttpRequest {
  method: string;
  url: string;
  query: Record<string, Json>;
  headers: Record<string, string>;
  body?: Json;
  contentType: string;
  /** Lists in a form are `name[0]=a`, not `name=a` repeated. */
  indexedLists: boolean;
}

const blankText = (name: string): string => `<${blankName(name)}>`;

/** The value with blanks as `<name>` strings. */
export function shown(given: Given): Json | undefined {
  const name = given.parameter.name;
  return withBlanks(given, (way) => blankText(way.length > 0 ? formatDotted(way) : name));
}

export function scalarText(value: Json): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** A part of the path: everything but unreserved characters as `%XX`; `{+name}` keeps its slashes (RFC 6570, 3.2.3). */
function encodePart(value: string, reserved: boolean): string {
  const whole = encodeURIComponent(value).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // A part of one or two dots would be walked over by every client that normalises the path.
  const safe = /^\.{1,2}$/.test(whole) ? whole.replaceAll('.', '%2E') : whole;
  return reserved ? safe.replaceAll('%2F', '/') : safe;
}

/** The request of a call on an operation that has an HTTP form. */
export function httpRequest(types: Types, call: Call, operation: Operation): HttpRequest {
  const invocation = invocationOn(operation, 'http')!;
  const surface: Surface = 'http';
  const cut = invocation.path.indexOf(' ');
  const method = invocation.path.slice(0, cut);
  const request: HttpRequest = {
    method,
    url: '',
    query: {},
    headers: {},
    contentType: invocation.contentType ?? 'application/json',
    indexedLists: operation.provider === 'stripe',
  };
  const inPath = new Map<string, string | undefined>();
  for (const [name, value] of Object.entries(invocation.headers ?? {})) request.headers[name] = value;
  if (invocation.auth?.in === 'header') request.headers[invocation.auth.name] = invocation.auth.template;
  if (invocation.auth?.in === 'query') request.query[invocation.auth.name] = invocation.auth.template;
  for (const given of gather(types, call, operation)) {
    const name = nameOn(given.parameter, surface);
    const value = shown(given);
    if (given.parameter.in === 'path')
      inPath.set(name, given.value === undefined ? undefined : scalarText(given.value));
    else if (value === undefined) continue;
    else if (given.parameter.in === 'query') request.query[name] = value;
    else if (given.parameter.in === 'header') request.headers[name] = scalarText(value);
    else if (given.parameter.wholeBody) request.body = value;
    else {
      const body = isRecord(request.body) ? request.body : {};
      setKey(body, name, value);
      request.body = body;
    }
  }
  if (invocation.envelope) {
    const { value, at } = invocation.envelope;
    request.body = setDotted(value, parseDotted(at), request.body ?? {});
  }
  const template = invocation.path.slice(cut + 1).replace(/#.*$/, '');
  request.url = (invocation.server.replace(/\/+$/, '') + template).replace(/\{([^{}]*)\}/g, (_, slot: string) => {
    const name = slot.replace(/^[+/#.;]|\*$/g, '');
    const value = inPath.get(name);
    return value === undefined ? blankText(name) : encodePart(value, slot.startsWith('+'));
  });
  if (request.body !== undefined && !Object.keys(request.headers).some((name) => /^content-type$/i.test(name))) {
    request.headers['Content-Type'] = request.contentType;
  }
  return request;
}

/** Pairs of a form or query: lists repeat their name, or are indexed; objects are `a[b]=c`. */
export function formPairs(fields: { [key: string]: Json }, indexed = false): [string, string][] {
  const pairs: [string, string][] = [];
  const walk = (name: string, value: Json): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(indexed || (typeof item === 'object' && item !== null) ? `${name}[${index}]` : name, item);
      });
    } else if (isRecord(value)) for (const [key, inner] of Object.entries(value)) walk(`${name}[${key}]`, inner);
    else pairs.push([name, String(value)]);
  };
  for (const [name, value] of Object.entries(fields)) walk(name, value);
  return pairs;
}

const encodeQuery = (value: string): string =>
  encodeURIComponent(value).replace(/%(2F|3A|2C|40)/g, (whole) => decodeURIComponent(whole));

/** The URL with its query. A blank stays readable. */
export function wholeUrl(request: HttpRequest): string {
  const pairs = formPairs(request.query).map(([name, value]) => {
    const written = /^<[^<>]*>$/.test(value) ? value : encodeQuery(value);
    return `${encodeURIComponent(name).replace(/%(5B|5D)/g, (whole) => decodeURIComponent(whole))}=${written}`;
  });
  return pairs.length === 0 ? request.url : `${request.url}?${pairs.join('&')}`;
}

export function isForm(request: HttpRequest): boolean {
  return request.contentType.startsWith('application/x-www-form-urlencoded');
}

export function isMultipart(request: HttpRequest): boolean {
  return request.contentType.startsWith('multipart/form-data');
}
