import { join } from 'node:path';
import { openEngine } from '../cli/open-engine.ts';
import type { Paths } from '../cli/paths.ts';
import { ReopeningEngine, stampOf } from '../cli/reopening.ts';
import type { Terminal } from '../cli/terminal.ts';
import { staySmall } from '../lasting.ts';
import { listen } from './listen.ts';
import { readPage } from './page/files.ts';
import { reopeningBackend } from './reopening.ts';
import type { ServeOptions } from './serve-options.ts';
import { buildServer } from './server.ts';
import { teachUploads } from './teach-uploads.ts';

export interface RunParts {
  paths: Paths;
  terminal: Terminal;
  version: string;
  /** Of the build: holds `web/`. */
  dist: string;
}

/** Serves until SIGTERM or SIGINT; true where every request that had come was answered. Fails: `config-invalid`, `address-taken`. */
export async function run(options: ServeOptions, parts: RunParts): Promise<boolean> {
  staySmall();
  const { terminal, paths } = parts;
  const reopening = new ReopeningEngine(
    () => openEngine(paths),
    () => stampOf(paths),
  );
  const backend = reopeningBackend(reopening);
  try {
    // A broken zoo is found now, not by the first request; and that one finds everything loaded.
    await backend.ask('list files', { limit: 1 });
    const server = await buildServer(options, {
      backend,
      version: parts.version,
      page: readPage(join(parts.dist, 'web')),
      teaching: teachUploads(paths),
    });
    const listening = await listen(server, options);
    terminal.err(`Listening: ${listening.url} (page), ${listening.url}/v1 (OpenAI clients)\n`);
    await signalled();
    const whole = await listening.end();
    terminal.err(whole ? 'Ended; every request was answered.\n' : 'Ended; some requests took too long.\n');
    return whole;
  } finally {
    reopening.close();
  }
}

/** The first signal ends the server in order; a second one ends the process at once, as the system does of itself. */
function signalled(): Promise<void> {
  return new Promise((settle) => {
    const go = () => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, go);
      settle();
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, go);
  });
}
