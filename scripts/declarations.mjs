/**
 * The SDK's types for those who install the package: of src/sdk/index.ts and of every file that its declarations name. Each file is
 * transpiled by itself, which takes no program to check and so a second instead of half a minute.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const IMPORT = /(from\s+['"])(\.[^'"]+)\.ts(['"])/g;

export async function writeDeclarations(root, folder) {
  const { default: ts } = await import('typescript');
  rmSync(folder, { recursive: true, force: true });
  const done = new Set();
  const waiting = ['sdk/index.ts'];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(
      readFileSync(path.join(root, 'src', file), 'utf8'),
      {
        fileName: file,
        reportDiagnostics: true,
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext },
      },
    );
    if (diagnostics.length > 0)
      throw new Error(
        `src/${file}: ${diagnostics.map((one) => ts.flattenDiagnosticMessageText(one.messageText, ' ')).join('; ')}`,
      );
    for (const [, , name] of outputText.matchAll(IMPORT))
      waiting.push(path.posix.join(path.posix.dirname(file), `${name}.ts`));
    const target = path.join(folder, file.replace(/\.ts$/, '.d.ts'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, outputText.replace(IMPORT, '$1$2.js$3'));
  }
}
