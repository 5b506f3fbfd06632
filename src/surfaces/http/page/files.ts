import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../schema/error.ts';

/** The page's files by path, read once. */
export type PageFiles = ReadonlyMap<string, { type: string; body: Buffer }>;

const TYPES: Record<string, string> = {
  'index.html': 'text/html; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** The built page (scripts/build.mjs). Fails: `pack-missing` where it is not built. */
export function readPage(folder: string): PageFiles {
  const files = new Map<string, { type: string; body: Buffer }>();
  for (const [name, type] of Object.entries(TYPES)) {
    const file = join(folder, name);
    if (!existsSync(file))
      throw new AppError('pack-missing', `The page is not built: ${file} is missing.`, 'Run npm run build.');
    files.set(name === 'index.html' ? '/' : `/${name}`, { type, body: readFileSync(file) });
  }
  return files;
}

/** Nothing but our own files runs, and nobody frames the page: what a document says cannot become a script or a request elsewhere. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function pageRoutes(app: FastifyInstance, files: PageFiles): void {
  for (const [path, { type, body }] of files)
    app.get(path, { config: { open: true }, schema: { hide: true } }, async (_, reply) =>
      reply
        .type(type)
        .header('content-security-policy', POLICY)
        .header('referrer-policy', 'no-referrer')
        .header('cache-control', 'no-cache')
        .send(body),
    );
}
