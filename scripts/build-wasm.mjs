/** node scripts/build-wasm.mjs     compiles the .wat files; the program holds their bytes as base64, for they are few. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

const root = fileURLToPath(new URL('..', import.meta.url));
const { parseWat } = await wabt();
for (const source of ['src/model/dot.wat', 'src/retrieve/rank/trees.wat']) {
  const name = path.basename(source, '.wat');
  const module = parseWat(source, readFileSync(path.join(root, source), 'utf8'), { simd: true });
  const { buffer } = module.toBinary({});
  const text = Buffer.from(buffer).toString('base64');
  writeFileSync(
    path.join(root, source.replace(/\.wat$/, '-wasm.ts')),
    `/** ${source}, compiled: written by \`node scripts/build-wasm.mjs\`. */\nexport const ${name.toUpperCase()}_WASM =\n  '${text}';\n`,
  );
  console.log(`${source}: ${buffer.length} bytes`);
}
