import { sampleZoo } from './sample.ts';
import { addPack } from './user-packs.ts';

/** Run by crash.test.ts and killed by it: adds packs without end and says the name of each when `addPack` has returned. */
const [userDir, prefix, first] = process.argv.slice(2) as [string, string, string];
const [github] = sampleZoo();
const [model] = github!.operations;

for (let turn = Number(first); ; turn++) {
  // A few names again and again, so that packs are replaced, too; the turn is written into every operation.
  const name = `${prefix}-${turn % 7}`;
  const operations = Array.from({ length: 40 }, (_, index) => ({
    ...model!,
    id: `github:${name}/${index}`,
    name: `${name}/${index}`,
    summary: String(turn),
    description: `${turn} ${'x'.repeat(500)}`,
  }));
  addPack(userDir, name, { ...github!, operations });
  process.stdout.write(`${name} ${turn}\n`);
}
