import { record, text } from '../ingest/openapi/loose.ts';
import { shortName } from '../ingest/openapi/providers.ts';
import type { Format } from './source.ts';

/** A name that a pack and a provider can have: letters, digits, `.`, `-`, `_`. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '')
    .slice(0, 60);
}

/** Words that titles of descriptions have, and names do not. */
const FILLER =
  /\b(?:the|rest|http|web|public|open|api|apis|service|services|specification|spec|documentation|docs|reference|swagger|openapi|v?\d+(?:\.\d+)*)\b/gi;

/** What the described thing calls itself: by its server, its title, or the name of the file. */
export function nameFor(format: Format, value: unknown, at: string): string {
  const root = record(value);
  const info = record(root?.['info']);
  switch (format) {
    case 'aws':
      return 'aws';
    case 'community':
    case 'discovery':
      return slug(text(root?.['name']) ?? '') || fromPlace(at);
    case 'openapi':
      return fromServer(root) ?? fromTitle(text(info?.['title'])) ?? fromPlace(at);
    case 'postman':
      return fromTitle(text(info?.['name'])) ?? fromPlace(at);
    case 'gorilla-zoo': {
      const first = record(Array.isArray(value) ? value[0] : value);
      return slug(text(first?.['user_name']) ?? text(first?.['api_name']) ?? '') || fromPlace(at);
    }
    case 'mcp':
      return fromTitle(text(record(root?.['serverInfo'])?.['name'])) ?? fromPlace(at);
    default:
      return fromPlace(at);
  }
}

function fromServer(root: Record<string, unknown> | undefined): string | undefined {
  const servers = Array.isArray(root?.['servers']) ? root['servers'] : [];
  const url = text(record(servers[0])?.['url']) ?? (text(root?.['host']) ? `https://${root!['host']}` : undefined);
  const host = /^(?:https?:)?\/\/([\w.-]+)/.exec(url ?? '')?.[1];
  if (
    !host ||
    /^(?:localhost|[\d.]+|.*\.(?:local|localhost|test|example|internal))$|\bexample\.(?:com|org|net)$/i.test(host)
  )
    return undefined;
  return slug(shortName(host)) || undefined;
}

function fromTitle(title: string | undefined): string | undefined {
  if (!title) return undefined;
  return slug(title.replace(FILLER, ' ').trim()) || slug(title) || undefined;
}

/** `https://acme.dev/openapi.json` is `acme`; `~/specs/acme.yaml` is `acme`. */
function fromPlace(at: string): string {
  const file = (at.split(/[\\/]/).at(-1) ?? at)
    .split(/[?#]/)[0]!
    .replace(/(?:\.(?:json|ya?ml|graphqls?|gql|md|markdown|jsonl|m?js|gz|zip|\d))+$/i, '');
  const plain = slug(file.replace(FILLER, ' '));
  if (plain.length > 1 && !/^(?:index|readme|schema|tools|collection|postman-collection|mcp|graphql)$/.test(plain))
    return plain;
  const host = URL.canParse(at) ? slug(shortName(new URL(at).hostname)) : '';
  const folder = slug(at.split(/[\\/]/).at(-2) ?? '');
  return host || (folder.length > 1 ? folder : '') || plain || 'taught';
}
