import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { listeningServer } from './test-server.ts';

const SCRIPT = fileURLToPath(new URL('../../../fixtures/http/clients.py', import.meta.url));
const KEY = 'a-key-of-twenty-chars';
const CALL = 'kubectl scale --replicas 3 web';
const run = promisify(execFile);

/** Makes a virtual environment and fetches two packages: a minute, and the network. So only where it is asked for. */
it.skipIf(!process.env['GORILLA_TEST_PYTHON'])(
  'openai for Python and LangChain, unchanged (GORILLA_TEST_PYTHON=1)',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gorilla-python-'));
    const served = await listeningServer({ keys: [KEY] });
    try {
      await run('python3', ['-m', 'venv', folder]);
      await run(join(folder, 'bin', 'pip'), ['install', '--quiet', 'openai', 'langchain-openai']);
      const { stdout } = await run(join(folder, 'bin', 'python'), [SCRIPT, served.url, KEY]);
      const text = expect.stringContaining(CALL);
      expect(JSON.parse(stdout)).toEqual({
        chat: text,
        extension: CALL,
        stream: text,
        scoped: text,
        response: text,
        completion: text,
        models: ['gorilla'],
        'wrong key': 'invalid_api_key',
        langchain: text,
        'langchain stream': text,
        'langchain tools': [['weather', { city: 'Rome' }]],
      });
    } finally {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
