/**
 * Makes a fresh clone ready: installs the dependencies from the lock file where they are missing, then builds. Everything it says goes to
 * stderr. Two at once: the second waits for the first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const lock = path.join(root, 'dist', '.setup-lock');

const say = (text) => process.stderr.write(`gorilla: ${text}\n`);

/** npm writes this file last, so that a half-finished installation is not taken for a whole one. */
function installed() {
  const done = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(done)) return false;
  const want = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(done, 'utf8')).packages;
  return Object.entries(want).every(
    ([at, entry]) => at === '' || entry.optional || have[at]?.version === entry.version,
  );
}

function install() {
  say('first start in this folder: installing the dependencies (about half a minute) …');
  // On Windows npm is a batch file, which only a shell starts; the arguments are constants.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  });
  if (done.status === 0) return;
  say(done.error ? `npm cannot be started: ${done.error.message}` : 'npm ci failed (its message stands above).');
  say('Check the network or the registry of npm, then start again.');
  process.exit(5);
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A folder is the lock: making it is atomic everywhere. The lock of a killed process is taken over. */
async function withLock(work) {
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let said = false; ; ) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = path.join(lock, 'pid');
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const dead = existsSync(owner) ? !alive(Number(readFileSync(owner, 'utf8'))) : age > 5_000;
    if (dead) rmSync(lock, { recursive: true, force: true });
    else {
      if (!said) say('another process is setting this folder up; waiting …');
      said = true;
      await sleep(200);
    }
  }
  writeFileSync(path.join(lock, 'pid'), String(process.pid));
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

export async function setup() {
  await withLock(async () => {
    if (!installed()) install();
    const { build } = await import('./build.mjs');
    await build();
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await setup();
  } catch (error) {
    say(`cannot set up ${root}: ${error.message}`);
    process.exit(1);
  }
}
