import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paths } from '../cli/paths.ts';
import type { Teaching } from './page/teaching.ts';

/** Teaches documents that come over HTTP. They are kept beside the packs, so that `gorilla update` has a file to read anew. */
export function teachUploads(paths: Paths): Teaching {
  return {
    teach: async (document, name) => {
      const { teach } = await import('../../teach/teach.ts');
      const folder = join(paths.data, 'uploads');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const hash = createHash('sha256').update(document).digest('hex').slice(0, 12);
      const extension = /^\s*[[{]/.test(document.subarray(0, 200).toString('utf8')) ? 'json' : 'yaml';
      const file = join(folder, `${name ?? 'document'}-${hash}.${extension}`);
      writeFileSync(file, document, { mode: 0o600 });
      const places = { packsDir: paths.packs, userDir: paths.data };
      // Only descriptions of HTTP APIs: other formats are programs or name other files.
      const report = await teach(places, { kind: 'file', at: file, format: 'openapi' }, name ? { name } : {});
      return {
        name: report.name,
        operations: report.operations,
        parameters: report.parameters,
        skipped: report.skipped,
        hints: report.hints.map((hint) => hint.message),
      };
    },
  };
}
