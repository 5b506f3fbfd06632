import { join } from 'node:path';
import type { Environment, Paths } from './paths.ts';

/** Whether this machine and person want a daemon. CI machines get none of their own accord: nobody would be there to end it. */
export function daemonWanted(env: Environment, configured: boolean): { use: boolean; start: boolean } {
  const use = configured && !env['GORILLA_NO_DAEMON'];
  return { use, start: use && !env['CI'] };
}

/** How long a bigger model may take, where one is configured. */
export function backendMs(config: { 'backend.url'?: unknown; 'backend.seconds'?: unknown }): number {
  return config['backend.url'] ? (Number(config['backend.seconds']) || 20) * 1_000 : 0;
}

/** The folder of the build that runs, which holds entry.cjs, main.js and daemon.js. */
export function distFolder(paths: Paths, build: string): string {
  return join(paths.root, 'dist', build);
}
