import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Source } from '../../schema/operation.ts';
import { ingestHub } from './ingest.ts';

/** `torchhub_api.jsonl` -> `torchhub`. */
function providerOf(file: string): string {
  return basename(file)
    .replace(/(?:_api)?\.jsonl?$/, '')
    .toLowerCase();
}

/**
 * Reads a folder that the user names: every `*.jsonl` or `*.json` in it is one hub, one JSON record a line. It is never shipped.
 *
 * Fails: `source-unreadable` where the folder cannot be read or holds no such file.
 */
export function readHubFolder(folder: string, source: Source): Ingested[] {
  const files = filesOf(folder);
  if (files.length === 0) {
    throw new AppError(
      'source-unreadable',
      `${folder} holds no .jsonl file`,
      'Name the folder with the API databases of the hubs.',
    );
  }
  return files.map((file) => {
    const records: unknown[] = [];
    const broken: { line: number; reason: string }[] = [];
    for (const [i, line] of readFileSync(join(folder, file), 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      try {
        records.push(JSON.parse(line));
      } catch (cause) {
        broken.push({ line: i + 1, reason: cause instanceof Error ? cause.message : String(cause) });
      }
    }
    const ingested = ingestHub(records, { provider: providerOf(file), source, pointerPrefix: file });
    const skipped = broken.map(({ line, reason }) => ({
      pointer: `${file}:${line}`,
      reason: `a line is no JSON: ${reason}`,
    }));
    return { ...ingested, skipped: [...skipped, ...ingested.skipped] };
  });
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => /\.jsonl?$/.test(file))
      .sort();
  } catch (cause) {
    throw new AppError(
      'source-unreadable',
      `${folder} cannot be read`,
      'Check that the folder exists and is yours to read.',
      cause,
    );
  }
}
