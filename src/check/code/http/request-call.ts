import { isRecord } from '../../../schema/dotted.ts';
import type { Json } from '../../../schema/operation.ts';
import { fewestFaults } from '../../../verify/parse/command-line.ts';
import { callOfRequest, splitUrl } from '../../../verify/parse/http.ts';
import type { Range } from '../../../verify/parse/parsed.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import type { Zoo } from '../../../zoo/zoo.ts';
import type { ReadCall } from '../../reading.ts';
import { judged, noSuchOperation, notChecked, unknown } from '../found.ts';
import { operationsAt, splitPath } from './find-by-url.ts';
import { isCopied, knownHost } from './known-host.ts';

/** An HTTP request as code makes it. Holes may stand anywhere. */
export interface Request extends Range {
  method: string;
  url: string;
  /** Where the URL stands. */
  at: Range;
  query: [string, string][];
  headers: [string, string][];
  body?: { json: Json } | { form: [string, string][] } | { text: string };
  /** More of it comes from elsewhere: headers of a session, a variable. */
  open: boolean;
}

/** `null` in a request's body is "nothing" to most APIs, and documents do not say to which. */
function withoutNull(value: Json): Json {
  if (value === null) return HOLE;
  if (Array.isArray(value)) return value.map(withoutNull);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutNull(one)]));
}

function bodyOf({ body }: Request): { body?: NonNullable<Request['body']>; open: boolean } {
  if (!body) return { open: false };
  if ('json' in body) {
    const json = withoutNull(body.json);
    return json === HOLE ? { open: true } : { body: { json }, open: false };
  }
  if ('form' in body) return { body, open: false };
  return body.text.includes(HOLE) ? { open: true } : { body, open: false };
}

/**
 * The call that a request makes, judged; undefined where its host is none of the zoo's. A URL with holes that no template fits is not checked:
 * what stands in the hole may hold any number of segments.
 */
export function readRequest(zoo: Zoo, text: string, request: Request): ReadCall | undefined {
  const { url, pairs } = splitUrl(request.url);
  if (url.startsWith(HOLE)) return notChecked(request, 'the URL is made when the code runs');
  const split = splitPath(url);
  if (!split || split.host.includes(HOLE)) return undefined;
  const operations = request.method.includes(HOLE) ? [] : operationsAt(zoo, request.method, url);
  if (operations.length === 0) return unmatched(zoo, request, split.host, url);
  const { body, open } = bodyOf(request);
  const query = [...pairs, ...request.query];
  const holes = query.some(([name]) => name.includes(HOLE));
  const raw = {
    method: request.method,
    query: { pairs: query.filter(([name]) => !name.includes(HOLE)) },
    headers: request.headers,
    range: { start: request.start, end: request.end },
    ...(body ? { body } : {}),
  };
  const readings = operations.map(({ operation, url: spelt }) => callOfRequest(zoo, { ...raw, url: spelt }, operation));
  const best = fewestFaults(zoo, readings);
  if (!best?.call) return unknown(request, `the zoo reads ${url} in no way`);
  const parsed = request.open || open || holes ? { ...best, open: true as const } : best;
  const provider = operations.find(({ operation }) => operation.id === parsed.call!.operation)!.operation.provider;
  return judged(zoo, text, parsed, isCopied(zoo, provider));
}

function unmatched(zoo: Zoo, request: Request, host: string, url: string): ReadCall | undefined {
  const known = knownHost(zoo, host);
  if (!known) return undefined;
  if (`${request.method}${url}`.includes(HOLE)) return notChecked(request, 'the URL is made when the code runs');
  const shown = `${request.method} ${url}`;
  const { segments } = splitPath(url)!;
  // The root of an API is no operation of it, but it answers; GraphQL is another API at the same host.
  if (!known.whole || segments.length === 0 || segments.at(-1) === 'graphql')
    return unknown(request, `the zoo's document of ${host} has no ${shown}`);
  return noSuchOperation(request, request.at, `${host} has no operation ${shown}`);
}
