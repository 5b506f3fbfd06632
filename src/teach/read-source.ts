import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { AppError } from '../schema/error.ts';
import { fetchDocument, tooLarge } from './fetch-document.ts';
import type { TaughtSource } from './source.ts';
import { type NamedBytes, unpacked } from './unpacked.ts';

/** GitHub's description has 12 MB; nothing that people teach is eight times that. */
export const MAX_BYTES = 96 * 1024 * 1024;
const TIMEOUT_MS = 60_000;
const MAN_TIMEOUT_MS = 20_000;

export interface ReadDocument extends NamedBytes {
  /** The source with what is known of this document, to notice a change by. */
  source: TaughtSource;
}

/** The bytes of a source that is a document. `unchanged` where it is what was read before. Fails as the readers do. */
export async function readSource(
  source: TaughtSource,
  options: { signal?: AbortSignal; ifChanged?: boolean } = {},
): Promise<ReadDocument | 'unchanged'> {
  const { bytes, name, ...answer } =
    source.kind === 'url'
      ? await download(source, options)
      : source.kind === 'man'
        ? await manual(source.at)
        : fromFile(source.at);
  if (bytes === undefined) return 'unchanged';
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (options.ifChanged && sha256 === source.sha256) return 'unchanged';
  const { etag: _etag, lastModified: _modified, ...rest } = source;
  const known: TaughtSource = { ...rest, ...answer, sha256 };
  return { ...(await unpacked({ bytes, name }, MAX_BYTES)), source: known };
}

type Answer = { bytes: Uint8Array | undefined; name: string; etag?: string; lastModified?: string };

async function download(source: TaughtSource, options: { signal?: AbortSignal; ifChanged?: boolean }): Promise<Answer> {
  const known = options.ifChanged
    ? {
        ...(source.etag ? { etag: source.etag } : {}),
        ...(source.lastModified ? { lastModified: source.lastModified } : {}),
      }
    : {};
  const fetched = await fetchDocument(source.at, {
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    known,
    ...(source.allowPrivate ? { allowPrivate: true } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const name = new URL(source.at).pathname.split('/').at(-1) || source.at;
  if (fetched === 'unchanged') return { bytes: undefined, name };
  const { bytes, etag, lastModified } = fetched;
  return { bytes, name, ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
}

function fromFile(path: string): Answer {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new AppError(
      'source-unreadable',
      `There is no file ${path}`,
      'Check the path. A program is taught with --cli, a manual page with --man.',
    );
  if (!stat.isFile()) throw new AppError('source-unreadable', `${path} is not a file`, 'Give one document.');
  if (stat.size > MAX_BYTES) throw tooLarge(path, MAX_BYTES);
  try {
    return { bytes: readFileSync(path), name: path };
  } catch (cause) {
    throw new AppError('permission', `${path} may not be read`, 'Give yourself the right to read it.', cause);
  }
}

/** A page as `man` writes it; of a file, that file. Without a shell and a pager. */
function manual(page: string): Promise<Answer> {
  const isFile = page.includes('/') && existsSync(page);
  if (!isFile && !/^[\w][\w.+:@-]*$/.test(page))
    return Promise.reject(
      new AppError('usage', `"${page}" is no name of a manual page`, 'Give one as man takes it: --man tar.'),
    );
  return new Promise((resolve, reject) => {
    execFile(
      'man',
      isFile ? ['-l', '--', page] : ['--', page],
      {
        timeout: MAN_TIMEOUT_MS,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_BYTES,
        encoding: 'buffer',
        env: {
          ...process.env,
          MANPAGER: 'cat',
          PAGER: 'cat',
          MANWIDTH: '160',
          LC_ALL: 'C.UTF-8',
          GROFF_NO_SGR: '1',
          MAN_KEEP_FORMATTING: '',
        },
      },
      (error, stdout) => {
        if (!error) return resolve({ bytes: stdout, name: `${page}.1` });
        if (error.code === 'ENOENT')
          return reject(
            new AppError(
              'tool-missing',
              'man is not installed',
              'Install it, or teach the program itself: --cli.',
              error,
            ),
          );
        reject(
          new AppError(
            'tool-failed',
            `There is no manual page ${page}`,
            `Try \`man ${page}\` yourself; or teach the program itself: --cli ${page}.`,
            error,
          ),
        );
      },
    );
  });
}
