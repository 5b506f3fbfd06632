import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mcpTools, words } from './mcp-tools.ts';
import { found, type SamplePlaces, samplePlaces } from './sample.ts';
import { teach } from './teach.ts';

/** The program of somebody else's server, from npm. */
function serverOf(name: string): string | undefined {
  const file = join(
    dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
    '..',
    '@modelcontextprotocol',
    name,
    'dist',
    'index.js',
  );
  return existsSync(file) ? file : undefined;
}
const EVERYTHING = serverOf('server-everything');
const FILES = serverOf('server-filesystem');
const RULES = { timeoutMs: 60_000, maxBytes: 1_000_000 };

// A busy machine loads parsers and starts programs slowly.
vi.setConfig({ testTimeout: 120_000 });

let places: SamplePlaces;
beforeAll(async () => {
  places = await samplePlaces();
});
afterAll(() => places.remove());

it('splits a command line by quotes and spaces alone', () => {
  expect(words(`npx -y "a b" 'c d' e"f g"h $HOME;ls`)).toEqual(['npx', '-y', 'a b', 'c d', 'ef gh', '$HOME;ls']);
});

describe('tools of an MCP server that is a program', () => {
  it.skipIf(!FILES)('the reference server of files: searchable, its schema kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gorilla-mcp-'));
    const report = await teach(
      places,
      { kind: 'mcp', at: `"${process.execPath}" "${FILES}" "${folder}"` },
      { name: 'files' },
    );
    rmSync(folder, { recursive: true });
    expect(report.operations).toBeGreaterThan(8);
    expect(report.skipped).toEqual([]);
    expect(found(places, 'move or rename a file to another place')[0]).toBe('files:move_file');
  });

  it.each([
    ['a program that is not there', 'no-such-program-of-ours --x', 'tool-missing'],
    ['a program that is no server', `"${process.execPath}" -e "process.exit(3)"`, 'tool-failed'],
    ['nothing', '  ', 'usage'],
  ])('%s is told', async (_, server, code) => {
    await expect(mcpTools(server, { ...RULES, timeoutMs: 20_000 })).rejects.toMatchObject({ code });
  });

  it('one that says nothing is given up', async () => {
    const silent = `"${process.execPath}" -e "setTimeout(() => 0, 60000)"`;
    await expect(mcpTools(silent, { ...RULES, timeoutMs: 1000 })).rejects.toMatchObject({
      code: 'tool-failed',
      message: expect.stringContaining('1 s'),
    });
  });
});

describe.skipIf(!EVERYTHING)('tools of an MCP server over HTTP', () => {
  let child: ChildProcess;
  let url: string;
  beforeAll(async () => {
    const port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
    });
    url = `http://127.0.0.1:${port}/mcp`;
    child = spawn(process.execPath, [EVERYTHING!, 'streamableHttp'], {
      env: { ...process.env, PORT: String(port) },
      stdio: 'ignore',
    });
    for (let wait = 0; wait < 300; wait++) {
      const there = await fetch(url).then(
        () => true,
        () => false,
      );
      if (there) return;
      await new Promise((go) => setTimeout(go, 100));
    }
  });
  afterAll(() => child.kill());

  it('are taught, and called by JSON-RPC at its address', async () => {
    const report = await teach(places, { kind: 'mcp', at: url, allowPrivate: true });
    expect(report).toMatchObject({ format: 'mcp' });
    expect(found(places, 'echo back a message')[0]).toBe(`${report.name}:echo`);
  });

  it('are not asked for on this machine unless that is said', async () => {
    await expect(mcpTools(url, RULES)).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining('private'),
    });
  });
});
