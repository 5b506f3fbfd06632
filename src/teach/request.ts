import { type LookupAddress, lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../schema/error.ts';
import { isPrivateAddress } from './private-address.ts';

export interface RequestRules {
  /** Addresses of this machine and its network may be asked. */
  allowPrivate?: boolean;
  /** For the whole of it, milliseconds. */
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface Outgoing {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** Fails: `usage` for what is no http(s) URL, or carries credentials. */
export function checkedUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AppError('usage', `${text} is no URL`, 'Give one that begins with https://');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new AppError(
      'usage',
      `${url.protocol} URLs are not read`,
      'Only http: and https: are; give a file by its path.',
    );
  if (url.username !== '' || url.password !== '')
    throw new AppError(
      'usage',
      `${url.host}: a URL with a password is not read`,
      'It would be kept with the pack. Download the document and teach the file.',
    );
  return url;
}

function refused(host: string, address: string): AppError {
  return new AppError(
    'download-failed',
    `${host} is ${address === host ? '' : `at ${address}, `}a private address`,
    'If that is meant, say --allow-private.',
  );
}

/**
 * Resolves a name and refuses private addresses. It is the connection's own look-up: a name cannot point to another address between a check
 * and the connection.
 */
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error, '', 0);
    const wrong = addresses.find(({ address }) => isPrivateAddress(address));
    if (wrong || addresses.length === 0)
      return done(refused(host, wrong?.address ?? 'nowhere') as NodeJS.ErrnoException, '', 0);
    if (options.all) return done(null, addresses);
    done(null, addresses[0]!.address, addresses[0]!.family);
  });
};

/** One request, without following redirects. Fails: `download-failed`, `cancelled`. */
export function send(url: URL, outgoing: Outgoing, rules: RequestRules): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!rules.allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) return Promise.reject(refused(host, host));
  const limit = AbortSignal.timeout(rules.timeoutMs);
  const signal = rules.signal ? AbortSignal.any([rules.signal, limit]) : limit;
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      {
        method: outgoing.method ?? 'GET',
        headers: { 'user-agent': 'gorilla-ts', ...outgoing.headers },
        signal,
        // A connection of its own: nothing is reused that another rule has opened.
        agent: false,
        ...(rules.allowPrivate ? {} : { lookup: publicLookup }),
      },
      resolve,
    );
    request.on('error', (error) => reject(failureOf(error, url, rules, limit)));
    request.end(outgoing.body);
  });
}

/** What a broken connection means to a person. */
export function failureOf(error: Error, url: URL, rules: RequestRules, limit?: AbortSignal): AppError {
  if (error instanceof AppError) return error;
  if (rules.signal?.aborted) return new AppError('cancelled', 'Reading was cancelled', 'Start it again.', error);
  const why = limit?.aborted
    ? `no answer within ${Math.round(rules.timeoutMs / 1000)} s`
    : ((error as NodeJS.ErrnoException).code ?? error.message);
  return new AppError('download-failed', `${url.origin}: ${why}`, 'Check the address and the network.', error);
}
