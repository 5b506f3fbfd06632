import type { Auth } from '../../schema/operation.ts';
import type { OpenDocument } from './document.ts';
import { type Loose, list, record, text } from './loose.ts';

const BEARER: Auth = { in: 'header', name: 'Authorization', template: 'Bearer <token>' };

/** Most convenient first. */
const ORDER = ['bearer', 'oauth2', 'apiKey-header', 'basic', 'apiKey-query', 'other'];

/** What a person must send along, as a placeholder: the best of the alternatives that the description offers. */
export function authOf(document: OpenDocument, operation: Loose): Auth | undefined {
  const schemes = schemesOf(document);
  const wanted = operation['security'] ?? document.root['security'];
  const names = list(wanted).flatMap((one) => Object.keys(record(one) ?? {}).slice(0, 1));
  const found = names
    .map((name) => record(schemes[name]))
    .filter((scheme): scheme is Loose => scheme !== undefined)
    .map((scheme) => ({ auth: fromScheme(scheme), rank: ORDER.indexOf(rankOf(scheme)) }))
    .filter((one): one is { auth: Auth; rank: number } => one.auth !== undefined);
  return found.sort((a, b) => a.rank - b.rank)[0]?.auth;
}

function schemesOf(document: OpenDocument): Loose {
  const components = document.root['components'];
  return record(record(components)?.['securitySchemes'] ?? document.root['securityDefinitions']) ?? {};
}

function rankOf(scheme: Loose): string {
  const type = text(scheme['type']) ?? '';
  if (type === 'http') return text(scheme['scheme'])?.toLowerCase() ?? 'other';
  if (type === 'apiKey') return scheme['in'] === 'query' ? 'apiKey-query' : 'apiKey-header';
  if (type === 'openIdConnect') return 'oauth2';
  return ORDER.includes(type) ? type : 'other';
}

function fromScheme(scheme: Loose): Auth | undefined {
  switch (scheme['type']) {
    case 'oauth2':
    case 'openIdConnect':
      return BEARER;
    case 'basic':
      return { in: 'header', name: 'Authorization', template: 'Basic <credentials>' };
    case 'http': {
      const name = text(scheme['scheme'])?.toLowerCase();
      if (name === 'bearer') return BEARER;
      const written = name ? name[0]!.toUpperCase() + name.slice(1) : 'Basic';
      return { in: 'header', name: 'Authorization', template: `${written} <credentials>` };
    }
    case 'apiKey': {
      const name = text(scheme['name']);
      if (!name) return undefined;
      if (scheme['in'] === 'cookie') return { in: 'header', name: 'Cookie', template: `${name}=<api-key>` };
      return { in: scheme['in'] === 'query' ? 'query' : 'header', name, template: '<api-key>' };
    }
    default:
      return undefined;
  }
}

/** Headers that a client sets by itself, or for every request of a provider. Source: OpenAPI 3, "Parameter Object", `name`. */
const CLIENT_HEADERS = new Set([
  'authorization',
  'content-type',
  'accept',
  'user-agent',
  'x-api-key',
  'api-key',
  'x-auth-token',
]);

/** A parameter that carries the caller's credentials: nobody names it in a request, and it has its place in `auth`. */
export function isCredential(document: OpenDocument, place: string, name: string, description: unknown): boolean {
  if (place === 'header' && CLIENT_HEADERS.has(name.toLowerCase())) return true;
  const declared = Object.values(schemesOf(document)).some((one) => {
    const scheme = record(one);
    return scheme?.['type'] === 'apiKey' && scheme['in'] === place && scheme['name'] === name;
  });
  if (declared) return true;
  return (
    /^(?:access_?|auth_?|api_?)?token$/i.test(name) &&
    /^\W*(?:auth(?:entication|orization)|api) token/i.test(String(description ?? ''))
  );
}
