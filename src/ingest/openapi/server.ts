import type { OpenDocument } from './document.ts';
import { type Loose, list, record, text } from './loose.ts';

/** Where requests go, without a trailing slash; `https://{host}` stands for what the document leaves open. */
export function serverOf(document: OpenDocument, path: Loose, operation: Loose): string {
  if (document.major === 2) return swaggerServer(document.root);
  const urls = [operation, path, document.root]
    .map((owner) => list(owner['servers']).map((server) => text(record(server)?.['url'])))
    .find((found) => found.some((url) => url !== undefined && url !== '/'));
  const known = (urls ?? []).filter((url): url is string => url !== undefined && url !== '/');
  return absolute(known.find((url) => url.startsWith('https:')) ?? known[0] ?? '');
}

function swaggerServer(root: Loose): string {
  const schemes = list(root['schemes']);
  const scheme = schemes.includes('https') || schemes.length === 0 ? 'https' : String(schemes[0]);
  return absolute(`${scheme}://${text(root['host']) ?? '{host}'}${text(root['basePath']) ?? ''}`);
}

function absolute(url: string): string {
  const trimmed = url.trim().replace(/\/+$/, '');
  if (trimmed.startsWith('//')) return `https:${trimmed}`;
  if (/^(?:[a-z][\w+.-]*:\/\/|\{)/i.test(trimmed)) return trimmed;
  return `https://{host}${trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`}`;
}
