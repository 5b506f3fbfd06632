/**
 * The Model Context Protocol's own conformance tests against `gorilla mcp --http`: npm run mcp:conformance. Those scenarios that ask for tools,
 * prompts or resources of a test server by name (`test_simple_text`, …) are not for a real server; docs/mcp.md lists which are left and why.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SCENARIOS = [
  'server-initialize',
  'ping',
  'tools-list',
  'server-sse-multiple-streams',
  'dns-rebinding-protection',
];

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const judge = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json');
const { bin } = createRequire(import.meta.url)(judge);
const scratch = mkdtempSync(path.join(tmpdir(), 'gorilla-mcp-'));
const server = spawn(process.execPath, [path.join(root, 'bin', 'gorilla'), 'mcp', '--http', '--port', '0'], {
  stdio: ['ignore', 'ignore', 'pipe'],
  env: { ...process.env, GORILLA_HOME: scratch, GORILLA_NO_DAEMON: '1' },
});
const url = await new Promise((settle, fail) => {
  server.on('close', () => fail(new Error('The server ended.')));
  server.stderr.setEncoding('utf8').on('data', (text) => {
    const found = /http:\S+/.exec(text);
    if (found) settle(found[0]);
  });
});

const failed = [];
for (const scenario of SCENARIOS) {
  const program = path.join(path.dirname(judge), Object.values(bin)[0]);
  // The judge leaves a folder of results where it runs.
  const ran = spawnSync(process.execPath, [program, 'server', '--url', url, '--scenario', scenario], {
    cwd: scratch,
    encoding: 'utf8',
  });
  const passed = ran.status === 0;
  if (!passed) failed.push(scenario);
  console.log(`${passed ? 'passed' : 'FAILED'}  ${scenario}`);
  if (!passed) console.log(ran.stdout + ran.stderr);
}
server.kill('SIGTERM');
rmSync(scratch, { recursive: true, force: true });
process.exit(failed.length > 0 ? 1 : 0);
