import { existsSync, readFileSync } from 'node:fs';
import type { Ingested, Source } from '../../schema/operation.ts';
import { writeAtomic } from '../../zoo/atomic.ts';

const BEGIN = '---- Sources of the API documents in packs/ (written by npm run zoo:build) ----';
const END = '---- end of the sources ----';

function attributionOf({ package: name, version, licence, attribution }: Source): string {
  return `${name} ${version}\n  ${licence}${attribution ? `\n  ${attribution.trim().replace(/\s*\n\s*/g, '\n  ')}` : ''}`;
}

export function sourceSection(ingested: Ingested[]): string {
  const used = ingested.filter((part) => part.operations.length > 0).flatMap((part) => part.sources);
  const entries = [...new Set(used.map(attributionOf))].sort();
  return `${BEGIN}\n\nDescriptions and names of operations and parameters are excerpts of these works,\nshortened and brought into one form.\n\n${entries.join('\n\n')}\n\n${END}\n`;
}

/** Replaces the section of sources in NOTICE, or appends it; the rest of the file is people's. */
export function updateNotice(file: string, ingested: Ingested[]): void {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const from = old.indexOf(BEGIN);
  const to = old.indexOf(END);
  const section = sourceSection(ingested);
  const before = from === -1 ? old.replace(/\n*$/, old ? '\n\n' : '') : old.slice(0, from);
  const after = from === -1 || to === -1 ? '' : old.slice(to + END.length + 1);
  writeAtomic(file, before + section + after);
}
