/**
 * Everything that must hold before a change is taken: types, lint, tests, packs. Works in a fresh clone with nothing installed. Goes on
 * after a failure, so that one run shows all of them; the unit tests come last, so that their closing lines end the output.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;
const hasPacks = existsSync(path.join(root, 'packs')) && readdirSync(path.join(root, 'packs')).length > 0;

const tool = (name) => {
  const folder = path.join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : (bin[name.split('/').pop()] ?? Object.values(bin)[0]));
};

// The tests' state and a daemon that one of them forgets must not touch the person's own.
const state = mkdtempSync(path.join(tmpdir(), 'gorilla-test-'));
const env = {
  ...process.env,
  GORILLA_NO_DAEMON: '1',
  GORILLA_HOME: state,
};

const failed = [];
function step(title, args) {
  process.stdout.write(`\n— ${title}\n`);
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  if (done.status !== 0) failed.push(title);
}

await setup();
step('types', [tool('typescript').replace(/tsserver$/, 'tsc')]);
step('types of the page', [tool('typescript').replace(/tsserver$/, 'tsc'), '-p', 'apps/web']);
step('lint', [tool('@biomejs/biome'), 'check', '.']);
if (existsSync(path.join(root, 'eval', 'score.test.mjs'))) step('score tests', ['--test', 'eval/score.test.mjs']);
// `npm run` would need npm on the path; the script is one of ours and starts with a tool of ours.
if (hasPacks && scripts['zoo:verify']) {
  const [name, ...rest] = scripts['zoo:verify'].split(' ');
  step('packs', name === 'node' ? rest : [tool(name), ...rest]);
}
if (failed.length > 0) process.stdout.write(`\nfailed before the tests: ${failed.join(', ')}\n`);
step('tests', [tool('vitest'), 'run']);
rmSync(state, { recursive: true, force: true });

process.exit(failed.length > 0 ? 1 : 0);
