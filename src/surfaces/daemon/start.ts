import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LASTING } from '../lasting.ts';

/**
 * Starts the daemon as a process of its own that outlives this one, and does not wait for it. `dist` is the folder of the build that runs.
 * Nothing is thrown: a machine that allows no further process still answers, only less quickly.
 */
export function spawnDaemon(dist: string): void {
  const child = spawn(process.execPath, [...LASTING.arguments, join(dist, 'daemon.js')], {
    env: { ...process.env, ...LASTING.environment },
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    // Its own working folder: else it would keep the person's from being unmounted or removed.
    cwd: dist,
  });
  child.on('error', () => child.unref());
  child.unref();
}
