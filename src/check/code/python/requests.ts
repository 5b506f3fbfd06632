import { isRecord } from '../../../schema/dotted.ts';
import type { Json } from '../../../schema/operation.ts';
import { argumentOf, type CallTree, named, positional, type TreeArgument } from '../../../verify/tree/call-tree.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import { pairsOf } from '../http/pairs.ts';
import type { Request } from '../http/request-call.ts';
import type { Thing } from '../thing.ts';

const VERBS = /^(?:get|post|put|patch|delete|head|options|request)$/;
const LIBRARY = /^(?:requests|httpx)\.(\w+)$/;
const CLIENTS = /^(?:requests\.(?:Session|session|sessions\.Session)|httpx\.(?:Async)?Client|aiohttp\.ClientSession)$/;

/** `requests.get`, `httpx.post`: a verb of the library itself. */
export function requestsVerb(path: string): string | undefined {
  const name = LIBRARY.exec(path)?.[1];
  return name !== undefined && VERBS.test(name) ? name : undefined;
}

export function requestsClient(path: string, tree: CallTree): Thing | undefined {
  if (!CLIENTS.test(path)) return undefined;
  const base = named(tree, 'base_url');
  const value = typeof base?.value === 'string' ? base.value : base || tree.open ? HOLE : '';
  return { kind: 'http-client', style: 'requests', base: value };
}

export function clientVerb(name: string): string | undefined {
  return VERBS.test(name) ? name : undefined;
}

/** `json.dumps({…})` as data is a JSON body. */
type Dumped = (argument: TreeArgument) => Json | undefined;

function bodyOf(tree: CallTree, dumped: Dumped): { body?: NonNullable<Request['body']>; open: boolean } {
  const json = named(tree, 'json');
  if (json && json.value !== null) return { body: { json: json.value }, open: false };
  const data = named(tree, 'data') ?? named(tree, 'content');
  if (named(tree, 'files')) return { open: true };
  if (!data || data.value === null) return { open: false };
  const written = dumped(data);
  if (written !== undefined) return { body: { json: written }, open: false };
  if (typeof data.value === 'string') return { body: { text: data.value }, open: false };
  const form = pairsOf(data.value);
  return form ? { body: { form }, open: false } : { open: true };
}

/** The request of `requests.post(url, json=…)`; undefined where it has no URL. */
export function requestOf(
  thing: Extract<Thing, { kind: 'http-method' }>,
  tree: CallTree,
  dumped: Dumped,
): Request | undefined {
  const generic = thing.verb === 'request';
  const method = generic ? argumentOf(tree, 0, 'method')?.value : thing.verb;
  const target = named(tree, 'url') ?? positional(tree, generic && !named(tree, 'method') ? 1 : 0);
  if (!target || typeof target.value !== 'string' || typeof method !== 'string') return undefined;
  const params = named(tree, 'params');
  const query = params && params.value !== null ? pairsOf(params.value) : [];
  const headers = named(tree, 'headers');
  const fixed = headers && isRecord(headers.value);
  const { body, open } = bodyOf(tree, dumped);
  const absolute = /^https?:\/\//i.test(target.value) || target.value.startsWith(HOLE);
  const base = absolute ? '' : (thing.base ?? HOLE).replace(/\/+$/, '');
  const url = base === '' || absolute ? target.value : `${base}/${target.value.replace(/^\/+/, '')}`;
  return {
    method: method.toUpperCase(),
    url,
    at: target,
    query: query ?? [],
    headers: fixed
      ? Object.entries(headers.value as { [key: string]: Json }).map(([name, one]) => [name, String(one)])
      : [],
    ...(body ? { body } : {}),
    // A session has headers of its own, which its call does not show.
    open: open || tree.open || !query || Boolean(headers && !fixed) || thing.base !== undefined,
    start: tree.start,
    end: tree.end,
  };
}
