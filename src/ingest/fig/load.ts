import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../schema/error.ts';
import type { Skip } from '../../schema/operation.ts';
import type { FigCommand } from './spec.ts';

const CHILD = fileURLToPath(new URL('./load-spec.mjs', import.meta.url));
const TIMEOUT_MS = 60_000;
const MEMORY_MB = 768;
const MAX_OUTPUT_BYTES = 128 * 1024 * 1024;

export interface LoadedSpec {
  tree?: FigCommand;
  skipped: Skip[];
}

/** The names of the specs in a build folder, sorted: `git`, `@scope/tool`; parts of other specs (`gcloud/compute`) are not among them. */
export function specNames(buildFolder: string): string[] {
  const names: string[] = [];
  for (const entry of readdirSync(buildFolder, { withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith('.js') && entry.name !== 'index.js') names.push(entry.name.slice(0, -3));
    if (!entry.isDirectory() || entry.name === 'dynamic') continue;
    const inner = readdirSync(join(buildFolder, entry.name));
    if (inner.includes('index.js')) names.push(entry.name);
    else if (entry.name.startsWith('@')) {
      for (const file of inner) names.push(`${entry.name}/${file.replace(/\.js$/, '')}`);
    }
  }
  return names.sort();
}

/**
 * Reads one spec in a process of its own: it is somebody else's program, so it gets no environment, read access to its own folder alone, and
 * limits of memory and time.
 *
 * A spec that fails is a skip, not an error. Fails: `tool-failed` if the child process cannot be started at all.
 */
export async function loadSpec(buildFolder: string, name: string): Promise<LoadedSpec> {
  const output = await run(buildFolder, name);
  if (output.trim() === '')
    return { skipped: [{ pointer: name, reason: 'it ended without a result, or passed its limits' }] };
  const result = JSON.parse(output) as { tree?: FigCommand; skipped?: Skip[]; failed?: string };
  if (!result.tree) return { skipped: [{ pointer: name, reason: result.failed ?? 'it holds no command' }] };
  return { tree: result.tree, skipped: result.skipped ?? [] };
}

function run(buildFolder: string, name: string): Promise<string> {
  const permissions = ['--experimental-permission', `--allow-fs-read=${buildFolder}`, `--allow-fs-read=${CHILD}`];
  const limits = [`--max-old-space-size=${MEMORY_MB}`, '--no-warnings'];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...permissions, ...limits, CHILD, buildFolder, name], {
      env: {},
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_OUTPUT_BYTES) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.on('error', (cause) =>
      fail(
        new AppError(
          'tool-failed',
          `Node could not be started to read ${name}`,
          'Check that processes may be started here.',
          cause,
        ),
      ),
    );
    child.on('close', (status) => done(status === 0 ? Buffer.concat(chunks).toString('utf8') : ''));
  });
}
