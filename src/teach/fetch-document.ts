import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { AppError } from '../schema/error.ts';
import { checkedUrl, failureOf, type RequestRules, send } from './request.ts';

export interface FetchRules extends RequestRules {
  /** Larger documents are given up, packed or unpacked. */
  maxBytes: number;
  /** What an earlier answer said of itself: the server may say that nothing has changed. */
  known?: { etag?: string; lastModified?: string };
}

export interface FetchedDocument {
  bytes: Uint8Array;
  /** After redirects. */
  url: string;
  etag?: string;
  lastModified?: string;
}

const MAX_REDIRECTS = 5;
const ACCEPT = 'application/json, application/yaml, text/yaml, text/markdown, text/plain;q=0.9, */*;q=0.5';

/**
 * Downloads a document. Each redirect is checked like the address that a person gave. Returns `unchanged` where the server says so.
 *
 * Fails: `usage`, `download-failed`, `source-too-large`, `cancelled`.
 */
export async function fetchDocument(address: string, rules: FetchRules): Promise<FetchedDocument | 'unchanged'> {
  let url = checkedUrl(address);
  const deadline = Date.now() + rules.timeoutMs;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const left = { ...rules, timeoutMs: Math.max(1, deadline - Date.now()) };
    const answer = await send(url, { headers: headersOf(rules) }, left);
    const status = answer.statusCode ?? 0;
    if (status === 304) {
      answer.destroy();
      return 'unchanged';
    }
    if (status >= 300 && status < 400 && answer.headers.location) {
      answer.destroy();
      const next = checkedUrl(new URL(answer.headers.location, url).href);
      if (url.protocol === 'https:' && next.protocol === 'http:')
        throw new AppError(
          'download-failed',
          `${url.origin} redirects to an unencrypted address`,
          'Give the address of the document itself.',
        );
      url = next;
      continue;
    }
    if (status !== 200) {
      answer.destroy();
      throw new AppError(
        'download-failed',
        `${url.href} answers ${status}`,
        'Check the address; what needs a login is downloaded by you and taught as a file.',
      );
    }
    const bytes = await bodyOf(answer, url, left);
    const { etag, 'last-modified': lastModified } = answer.headers;
    return { bytes, url: url.href, ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
  }
  throw new AppError(
    'download-failed',
    `${address} redirects more than ${MAX_REDIRECTS} times`,
    'Give the address of the document itself.',
  );
}

function headersOf({ known }: FetchRules): Record<string, string> {
  return {
    accept: ACCEPT,
    'accept-encoding': 'gzip, br',
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.lastModified && !known.etag ? { 'if-modified-since': known.lastModified } : {}),
  };
}

export function tooLarge(name: string, maxBytes: number): AppError {
  return new AppError(
    'source-too-large',
    `${name} has more than ${maxBytes} bytes`,
    'Split the document into several.',
  );
}

async function bodyOf(answer: IncomingMessage, url: URL, rules: FetchRules): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > rules.maxBytes) throw tooLarge(url.href, rules.maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    answer.destroy();
    throw failureOf(error as Error, url, rules);
  }
  return decoded(Buffer.concat(chunks), answer.headers['content-encoding'], url, rules.maxBytes);
}

function decoded(bytes: Buffer, encoding: string | undefined, url: URL, maxBytes: number): Uint8Array {
  const bounded = { maxOutputLength: maxBytes };
  try {
    if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipSync(bytes, bounded);
    if (encoding === 'br') return brotliDecompressSync(bytes, bounded);
    if (encoding === 'deflate') return inflateSync(bytes, bounded);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(url.href, maxBytes);
    throw new AppError('download-failed', `${url.href} is broken on its way (${encoding})`, 'Try again.', error);
  }
  return bytes;
}
