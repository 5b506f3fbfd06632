import type { Invocation, Operation } from '../../../schema/operation.ts';
import { urlPattern } from '../../../verify/parse/http-index.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import type { Zoo } from '../../../zoo/zoo.ts';

type HttpInvocation = Extract<Invocation, { surface: 'http' }>;

/** A path with more segments than this is of no API that is known, and would cost 2^n look-ups. */
const MOST_SEGMENTS = 9;
/** A server's own path (`https://api.openai.com/v1`) is at most so long. */
const MOST_SERVER_SEGMENTS = 3;

export interface SplitUrl {
  origin: string;
  host: string;
  segments: string[];
}

export function splitPath(url: string): SplitUrl | undefined {
  const match = /^(https?:\/\/([^/?#]+))([^?#]*)$/i.exec(url);
  if (!match) return undefined;
  return {
    origin: match[1]!,
    host: match[2]!.toLowerCase(),
    segments: match[3]!.split('/').filter((one) => one !== ''),
  };
}

/** Forms that a template may have in which these segments are written: each stands as it is, or for a parameter. */
function* templates(segments: readonly string[], spans: boolean): Generator<string> {
  const [first, ...rest] = segments;
  if (first === undefined) {
    yield '';
    return;
  }
  const own: string[] = first.includes(HOLE) ? ['{}'] : [first, '{}'];
  const verb = /^[^:]+(:[A-Za-z]\w*)$/.exec(first)?.[1];
  if (verb) own.push(`{}${verb}`);
  for (const tail of templates(rest, spans)) {
    for (const one of own) yield `/${one}${tail}`;
    // `{+name}` takes several segments.
    if (spans && (tail.startsWith('/{}') || tail === '/{}')) yield tail;
  }
}

/** A server that is anybody's (`https://{host}`) or nobody's says nothing about a URL. */
function isNamed({ server }: HttpInvocation): boolean {
  const host = /^https?:\/\/([^/]+)/.exec(server)?.[1] ?? '';
  return /[a-z0-9-]{2,}\.[a-z]{2,}$/i.test(host.replace(/:\d+$/, '')) && !/^\{[^}]*\}$/.test(host);
}

const otherScheme = (url: string): string =>
  url.startsWith('https:') ? `http:${url.slice(6)}` : `https:${url.slice(5)}`;

/** How well an operation's templates fit, and the spelling of the URL that they fit. */
function matched(operation: Operation, method: string, url: string): { literals: number; url: string } | undefined {
  let best: { literals: number; url: string } | undefined;
  for (const invocation of operation.invocations) {
    if (invocation.surface !== 'http' || !invocation.path.startsWith(`${method} `) || !isNamed(invocation)) continue;
    const { regex, literals } = urlPattern(invocation);
    if (best && literals <= best.literals) continue;
    const fitting = [url, otherScheme(url)].find((one) => regex.test(one));
    if (fitting !== undefined) best = { literals, url: fitting };
  }
  return best;
}

/**
 * The operations whose template is the URL's, the most literal ones alone. `url` is without a query; holes stand for one segment or a part of one.
 * The zoo's table of paths is asked for each way to write the URL as a template, so no index of URLs is ever built.
 */
export function operationsAt(zoo: Zoo, method: string, url: string): { operation: Operation; url: string }[] {
  const split = splitPath(url);
  if (!split || split.segments.length > MOST_SEGMENTS || split.host.includes(HOLE)) return [];
  const { segments, host } = split;
  const spans = /(?:^|\.)googleapis\.com$/.test(host) && segments.length <= 7;
  let best = 0;
  let found: { operation: Operation; url: string }[] = [];
  const seen = new Set<number>();
  for (let skip = 0; skip <= Math.min(MOST_SERVER_SEGMENTS, segments.length); skip++) {
    for (const template of new Set(templates(segments.slice(skip), spans))) {
      for (const ordinal of zoo.byPath('http', `${method} ${template || '/'}`)) {
        if (seen.has(ordinal)) continue;
        seen.add(ordinal);
        const operation = zoo.operation(ordinal);
        const match = matched(operation, method, url);
        if (!match || match.literals < best) continue;
        if (match.literals > best) found = [];
        best = match.literals;
        found.push({ operation, url: match.url });
      }
    }
  }
  return found;
}
