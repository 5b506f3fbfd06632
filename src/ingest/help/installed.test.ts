import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { crawlInstalled } from './crawl.ts';

const isInstalled = (program: string): boolean => {
  try {
    execFileSync(program, ['--help'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
};

/** Of each a command with options that no version of the last years lacks. */
const TOOLS: [program: string, command: string, parameters: string[]][] = [
  ['docker', 'docker container run', ['--detach', '--publish', '--name', '--volume']],
  ['kubectl', 'kubectl scale', ['--replicas', '--namespace']],
  ['terraform', 'terraform plan', ['-out', '-var', '-destroy']],
  ['gh', 'gh pr merge', ['--squash', '--delete-branch']],
  ['git', 'git commit', ['--amend', '--message']],
];

describe('the tools of this machine', () => {
  for (const [program, command, parameters] of TOOLS)
    it.skipIf(!isInstalled(program))(
      program,
      async () => {
        const { operations, skipped } = await crawlInstalled(program, { timeoutMs: 20_000 });
        const found = operations.find(({ name }) => name === command);
        const names = found?.parameters.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
        expect(names).toEqual(expect.arrayContaining(parameters));
        expect(found?.summary).toMatch(/\w+ \w+/);
        expect(skipped.length).toBeLessThan(operations.length / 10);
      },
      120_000,
    );
});
