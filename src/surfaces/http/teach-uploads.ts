import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { TeachReport } from '../../teach/teach.ts';
import type { Paths } from '../cli/paths.ts';
import type { Taught, Teaching } from './page/teaching.ts';

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
      try {
        // Only descriptions of HTTP APIs: other formats are programs or name other files.
        const report = await teach(places, { kind: 'file', at: file, format: 'openapi' }, name ? { name } : {});
        return taughtOf(report);
      } catch (error) {
        rmSync(file, { force: true });
        if (!(error instanceof AppError)) throw error;
        // Where files lie on the server is nobody's business.
        const message = error.message.replaceAll(file, 'The document');
        throw new AppError(error.code, message, error.hint.replaceAll(file, 'the document'), error);
      }
    },
  };
}

const taughtOf = ({ name, operations, parameters, skipped, hints }: TeachReport): Taught => ({
  name,
  operations,
  parameters,
  skipped,
  hints: hints.map((hint) => hint.message),
});
