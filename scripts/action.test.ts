import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const action = parse(readFileSync(join(root, 'apps/action/action.yml'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'gorilla-action-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes down how it was called, and ends as it is told. */
const program = join(folder, 'gorilla');
writeFileSync(program, '#!/usr/bin/env bash\nprintf "[%s]" "$@" >>"$LOG"; echo >>"$LOG"; exit "${STATUS:-0}"\n');
chmodSync(program, 0o755);

let count = 0;
function run(inputs: Record<string, string>, status = 0) {
  const log = join(folder, `log${count++}`);
  const env = {
    PATH: process.env['PATH'] ?? '',
    GORILLA: program,
    LOG: log,
    STATUS: String(status),
    GITHUB_OUTPUT: `${log}.out`,
    ...inputs,
  };
  const ran = spawnSync(join(root, 'apps/action/check.sh'), { env, encoding: 'utf8' });
  return {
    status: ran.status,
    calls: readFileSync(log, 'utf8').trim().split('\n'),
    output: readFileSync(`${log}.out`, 'utf8'),
  };
}

describe.skipIf(process.platform === 'win32')('the GitHub Action', () => {
  it('is composite, and hands every input to the script by name', () => {
    expect(action.runs.using).toBe('composite');
    const [step] = action.runs.steps;
    expect(existsSync(join(root, 'apps/action/check.sh'))).toBe(true);
    const named = Object.keys(action.inputs).map((name) => `INPUT_${name.toUpperCase().replaceAll('-', '_')}`);
    expect(new Set(Object.keys(step.env))).toEqual(new Set(named));
    expect(step.run).not.toContain('${{');
  });
  it('checks all by default', () => expect(run({}).calls).toEqual(['[check][--format][github][--][.]']));
  it('compares with the base, and never reads an input as shell', () => {
    const { calls } = run({
      INPUT_CHANGED: 'true',
      INPUT_BASE: '$(touch x)',
      INPUT_PATHS: 'a b',
      INPUT_FAIL_ON: 'warning',
    });
    expect(calls).toEqual(['[check][--changed][--base][$(touch x)][--fail-on][warning][--format][github][--][a][b]']);
  });
  it('passes the status on, and writes annotations beside a file', () => {
    const { status, calls, output } = run({ INPUT_FORMAT: 'sarif', INPUT_OUTPUT: 'x.sarif' }, 1);
    expect([status, output]).toEqual([1, 'status=1\n']);
    expect(calls).toEqual(['[check][--format][sarif][--output][x.sarif][--][.]', '[check][--format][github][--][.]']);
  });
});

describe('the pre-commit hooks', () => {
  it('have what pre-commit asks for', () => {
    const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
    for (const hook of hooks)
      expect(hook).toMatchObject({
        language: 'node',
        id: expect.any(String),
        entry: expect.stringMatching(/^gorilla check/),
      });
  });
});
