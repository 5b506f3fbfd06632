import { gunzipSync } from 'node:zlib';
import { AppError } from '../schema/error.ts';
import { tooLarge } from './fetch-document.ts';

export interface NamedBytes {
  bytes: Uint8Array;
  name: string;
}

const READABLE = /\.(?:json|ya?ml|graphqls?|gql|md|markdown)$/i;

/**
 * The document within a gzip file, or a zip archive that holds one: what it unpacks to is measured while it is unpacked. Anything else is
 * itself.
 *
 * Fails: `source-too-large`, `source-unreadable`, `source-unsupported`.
 */
export async function unpacked({ bytes, name }: NamedBytes, maxBytes: number): Promise<NamedBytes> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return { bytes: inflated(bytes, name, maxBytes), name: name.replace(/\.gz$/i, '') };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    return unzipped(bytes, name, maxBytes);
  return { bytes, name };
}

function inflated(bytes: Uint8Array, name: string, maxBytes: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(`${name}, unpacked,`, maxBytes);
    throw new AppError('source-unreadable', `${name} is no sound gzip file`, 'Pack it again.', error);
  }
}

async function unzipped(bytes: Uint8Array, name: string, maxBytes: number): Promise<NamedBytes> {
  const { fromBufferPromise } = await import('yauzl');
  let found: NamedBytes | undefined;
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true });
    let entries = 0;
    for await (const entry of zip.eachEntry()) {
      if (++entries > 10_000) throw tooLarge(`${name}, unpacked,`, maxBytes);
      if (!READABLE.test(entry.fileName) || /(?:^|\/)(?:__MACOSX|\.)/.test(entry.fileName)) continue;
      if (found)
        throw new AppError(
          'source-unsupported',
          `${name} holds several documents (${found.name}, ${entry.fileName})`,
          'Unpack it and teach each by itself.',
        );
      if (entry.uncompressedSize > maxBytes) throw tooLarge(`${name}, unpacked,`, maxBytes);
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > maxBytes) throw tooLarge(`${name}, unpacked,`, maxBytes);
        chunks.push(chunk);
      }
      found = { bytes: Buffer.concat(chunks), name: entry.fileName };
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'source-unreadable',
      `${name} is no sound zip archive: ${(error as Error).message}`,
      'Unpack it and teach the document.',
      error,
    );
  }
  if (!found)
    throw new AppError('source-unsupported', `${name} holds no document`, 'Unpack it and teach the document.');
  return found;
}
