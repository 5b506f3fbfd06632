import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The host of `example.org:80` or `https://example.org`; undefined where it is none. */
function hostOf(text: string): string | undefined {
  const address = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

/**
 * Why a request is refused; undefined where it is not. A page in a browser can reach this machine's ports, also under a name of its own that it
 * lets point here (DNS rebinding): such a request carries that page's host or origin.
 */
export function refusal({ host, origin }: IncomingHttpHeaders): string | undefined {
  if (host === undefined || !LOOPBACK.has(hostOf(host) ?? '')) return 'Only requests to localhost are answered.';
  if (origin !== undefined && !LOOPBACK.has(hostOf(origin) ?? '')) return 'Pages of other origins are not answered.';
  return undefined;
}
