/** node scripts/build-wasm.mjs     compiles src/model/dot.wat; the program holds its bytes as base64, for they are few. */
import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const source = new URL('../src/model/dot.wat', import.meta.url);
const { parseWat } = await wabt();
const module = parseWat('dot.wat', readFileSync(source, 'utf8'), { simd: true });
const { buffer } = module.toBinary({});
const text = Buffer.from(buffer).toString('base64');
writeFileSync(
  new URL('../src/model/dot-wasm.ts', import.meta.url),
  `/** src/model/dot.wat, compiled: written by \`node scripts/build-wasm.mjs\`. */\nexport const DOT_WASM =\n  '${text}';\n`,
);
console.log(`${buffer.length} bytes`);
