import { resolve } from 'node:path';
import type { Ingested } from '../../../schema/operation.ts';
import { type BrokenCall, brokenCalls, brokenInFiles } from '../../../teach/breaks.ts';
import type { Context } from '../context.ts';
import { readHistory } from '../history.ts';
import { styleOfText } from '../style.ts';

/** Which calls break between two readings: those of the history, and those in files and folders that are named. */
export async function brokenOf(
  context: Context,
  before: Ingested[],
  after: Ingested[],
  files: string[],
): Promise<BrokenCall[]> {
  const saved = readHistory(context.paths.state).flatMap(({ at, calls }) =>
    calls.map((text) => ({ text, kind: styleOfText(text), where: `history of ${at.slice(0, 10)}` })),
  );
  const broken = await brokenCalls(before, after, saved);
  if (files.length === 0) return broken;
  const { listFiles } = await import('../../../check/files/walk.ts');
  const { readFiles } = await import('../../../check/files/read.ts');
  const { loadCheckConfig } = await import('../../../check/config/config.ts');
  const folder = resolve('.');
  const listed = await listFiles(files, folder, loadCheckConfig(folder, undefined));
  return [...broken, ...(await brokenInFiles(before, after, readFiles(listed, folder, folder)))];
}
