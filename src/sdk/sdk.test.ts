import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/build.mjs';
import { writeDeclarations } from '../../scripts/declarations.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The package as npm lays it out, over the tests' engine, and a project beside it that depends on it. */
let project: string;
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'gorilla-sdk-'));
  const installed = join(project, 'node_modules', 'gorilla-ts');
  mkdirSync(installed, { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
  await bundle(join(installed, 'dist', 'test'), 'test', 'src/surfaces/cli/fake-engine.ts');
  writeFileSync(join(installed, 'dist', 'sdk.js'), "export * from './test/sdk.js';\n");
  await writeDeclarations(ROOT, join(installed, 'dist', 'types'));
  symlinkSync(join(ROOT, 'node_modules', '@types'), join(project, 'node_modules', '@types'), 'dir');
  cpSync(join(ROOT, 'examples'), join(project, 'examples'), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"type": "module"}');
}, 240_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('gorilla-ts, as it is installed', () => {
  it('compiles the examples with its own types, strictly', () => {
    const compilerOptions = {
      module: 'NodeNext',
      target: 'ES2022',
      lib: ['ES2023'],
      strict: true,
      exactOptionalPropertyTypes: true,
      types: ['node'],
      outDir: 'out',
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['examples'] }));
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    try {
      execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
    } catch (error) {
      expect.fail((error as { stdout: string }).stdout);
    }
  }, 180_000);

  it('answers', () => {
    const run = (name: string, ...words: string[]) =>
      execFileSync(process.execPath, [join(project, 'out', `${name}.js`), ...words], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(run('ask', 'scale', 'web', 'to', '3')).toBe('kubectl scale --replicas 3 web\n');
    expect(run('guard', 'kubectl scale web --replicas 3')).toBe('correct\n');
    expect(JSON.parse(run('tool-list', 'issue'))).toMatchObject([{ function: { name: 'github_issues_create' } }]);
  });

  it('verifies, shows, renders, explains; fails with a code and a way out', async () => {
    const script = `
      import { AppError, Gorilla } from 'gorilla-ts';
      const gorilla = await Gorilla.open();
      const { candidates } = await gorilla.ask('scale web');
      const [one] = candidates[0].calls;
      const { blanks } = await gorilla.explain(one, 'scale web');
      const [shown] = await gorilla.show('kubectl scale');
      const failure = await gorilla.show('kubectl scael').catch((error) => error);
      const wrong = await gorilla.verify('kubectl scale web --replicsa 3');
      console.log(JSON.stringify({
        blanks: blanks.map(({ name }) => name),
        shown: shown.operation.id,
        powershell: await gorilla.render(one.call, 'powershell'),
        code: failure instanceof AppError && failure.code,
        hint: failure.hint,
        repair: wrong.calls[0].findings[0].repair,
        correct: wrong.correct,
        providers: (await gorilla.providers()).length,
      }));
      gorilla.close();`;
    writeFileSync(join(project, 'all.mjs'), script);
    const said = execFileSync(process.execPath, [join(project, 'all.mjs')], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual({
      blanks: ['--replicas'],
      shown: 'kubectl:scale',
      powershell: expect.stringContaining('kubectl scale'),
      code: 'unknown-operation',
      hint: expect.any(String),
      repair: '--replicas',
      correct: false,
      providers: 3,
    });
  });

  it('leaves the machinery out of a bundle that wants the errors alone', async () => {
    const shaken = (code: string) =>
      build({
        stdin: { contents: code, resolveDir: project },
        bundle: true,
        write: false,
        format: 'esm',
        platform: 'node',
        minify: true,
        logLevel: 'silent',
      });
    const { outputFiles } = await shaken("import { AppError } from 'gorilla-ts'; console.log(AppError.name);");
    expect(outputFiles[0]!.text.length).toBeLessThan(10_000);
  });

  it('has the entry that package.json names', () => {
    const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(exports['.']).toEqual({ types: './dist/types/sdk/index.d.ts', import: './dist/sdk.js' });
  });
});
