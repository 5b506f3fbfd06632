import { join } from 'node:path';
import type { Environment, Paths } from './paths.ts';

/** Whether this machine and person want a daemon. CI machines get none of their own accord: nobody would be there to end it. */
export function daemonWanted(env: Environment, configured: boolean): { use: boolean; start: boolean } {
  const use = configured && !env['GORILLA_NO_DAEMON'];
  return { use, start: use && !env['CI'] };
}

/** The folder of the build that runs, which holds entry.cjs, main.js and daemon.js. */
export function distFolder(paths: Paths, build: string): string {
  return join(paths.root, 'dist', build);
}
