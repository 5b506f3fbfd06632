import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

it('a command line is verified without the native code parsers, and they come with the first code', () => {
  const script = `
    import { Module } from 'node:module';
    import { sampleZoo } from ${JSON.stringify(here('./sample-zoo.ts'))};
    import { verifyText } from ${JSON.stringify(here('./verify-text.ts'))};
    const loaded = () => Object.keys(Module._cache).some((path) => path.includes('ast-grep'));
    const zoo = sampleZoo();
    const seen = ['cli', 'powershell', 'curl', 'http', 'python'].map((kind) => {
      verifyText(zoo, kind === 'http' ? '{}' : 'git commit', kind);
      return loaded();
    });
    process.stdout.write(JSON.stringify(seen));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
    cwd: here('../..'),
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([false, false, false, false, true]);
});
