import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { AppError } from '../schema/error.ts';
import type { VersionHistory } from './history.ts';

/** Beside a provider's pack. */
export const historyFile = (packsDir: string, provider: string): string => join(packsDir, `${provider}.versions`);

export function encodeHistory(history: VersionHistory): Buffer {
  const bytes = Buffer.from(JSON.stringify(history));
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/** Undefined where the provider has none. Fails: `pack-broken`. */
export function readHistory(packsDir: string, provider: string): VersionHistory | undefined {
  const file = historyFile(packsDir, provider);
  if (!existsSync(file)) return undefined;
  try {
    const history = JSON.parse(brotliDecompressSync(readFileSync(file)).toString('utf8')) as VersionHistory;
    if (!Array.isArray(history.versions) || !Array.isArray(history.names)) throw new TypeError('no list of versions');
    return history;
  } catch (cause) {
    throw new AppError('pack-broken', `${file} is damaged.`, 'Install the package anew.', cause);
  }
}
