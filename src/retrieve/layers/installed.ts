import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { gcloudRoot, ingestInstalledGcloud } from '../../ingest/gcloud/installed.ts';
import type { Operation } from '../../schema/operation.ts';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import { type Taught, type TeachPlaces, teachIngested } from './teach.ts';

/** A program of this machine whose own files describe its commands. */
export interface InstalledTool {
  tool: 'gcloud';
  /** The name of the pack that it becomes. */
  pack: string;
  program: string;
  /** The folder of its files. */
  root: string;
  version?: string;
}

/** What of this machine's tools can be read, by the search path. Looks at files only; nothing runs. */
export function findInstalled(env: NodeJS.ProcessEnv = process.env): InstalledTool[] {
  const names = process.platform === 'win32' ? ['gcloud.cmd', 'gcloud'] : ['gcloud'];
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name);
      if (!folder || !existsSync(file)) continue;
      const program = realpathSync(file);
      const root = gcloudRoot(program);
      if (!root) continue;
      const version = join(root, 'VERSION');
      return [
        {
          tool: 'gcloud',
          pack: 'installed-gcloud',
          program,
          root,
          ...(existsSync(version) ? { version: readFileSync(version, 'utf8').trim() } : {}),
        },
      ];
    }
  }
  return [];
}

/**
 * Reads the installed tools into the user's zoo, in place of what is shipped of them: each command of the version that is here, and no other.
 * What the tool's files leave out comes from the shipped documents.
 *
 * Fails: `source-unreadable`, and as `teachIngested`.
 */
export function learnInstalled(
  places: TeachPlaces,
  tools: InstalledTool[] = findInstalled(),
): (Taught & { tool: InstalledTool })[] {
  return tools.map((tool) => {
    const ingested = ingestInstalledGcloud(tool.root, { known: shippedOperations(places.packsDir, tool.tool) });
    return { tool, ...teachIngested(places, tool.pack, [ingested], { replaces: true }) };
  });
}

function shippedOperations(packsDir: string, provider: string): Operation[] {
  const zoo = EmbeddedZoo.open({ packsDir });
  try {
    const operations: Operation[] = [];
    for (let ordinal = 0; ordinal < zoo.size; ordinal++)
      if (zoo.providerAt(ordinal) === provider) operations.push(zoo.operation(ordinal));
    return operations;
  } finally {
    zoo.close();
  }
}
