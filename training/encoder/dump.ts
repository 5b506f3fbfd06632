/**
 * Writes what the encoder is trained on, as the product reads it: asks.jsonl (one a voice), documents.jsonl (one an operation), dev.jsonl (for scores alone).
 *
 *   tsx training/encoder/dump.ts --packs packs --out training/runs/encoder [--seen OLD/asks.jsonl]
 *
 * `--seen`: the dump that the weights to go on from were trained on. Of the lines that came since, what the reader holds out (unseen.ts) stays out of this dump too, so
 * that the trees keep lines that neither network knows.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { readDev } from '../../eval/requests/dev.ts';
import { findLiterals } from '../../src/generate/literals/find-literals.ts';
import { documentText, requestText } from '../../src/model/texts.ts';
import { ownersOf, readRequestFolder } from '../../src/retrieve/index/write.ts';
import { EmbeddedZoo } from '../../src/zoo/embedded.ts';
import { unseenByReader } from '../unseen.ts';

const { values } = parseArgs({
  options: {
    packs: { type: 'string', default: 'packs' },
    requests: { type: 'string', default: 'training/data/requests' },
    out: { type: 'string', default: 'training/runs/encoder' },
    seen: { type: 'string' },
  },
});
const zoo = EmbeddedZoo.open({ packsDir: values.packs });
mkdirSync(values.out, { recursive: true });
const lines = (name: string, rows: object[]): void => {
  writeFileSync(join(values.out, name), rows.map((r) => `${JSON.stringify(r)}\n`).join(''));
  console.log(`${name}: ${rows.length}`);
};

const unseen = values.seen === undefined ? () => false : unseenByReader(values.seen);
// The tenth that is held out for scores stays in: train.py knows it.
const keptBack = (line: string): boolean => unseen(line) && crc32(line) % 10 !== 0;
const asks = readRequestFolder(values.requests).flatMap((request) => {
  if (request.kind === 'compound' || keptBack(request.line)) return [];
  const owners = [...new Set(request.meant.flatMap(([call]) => (call ? ownersOf(zoo, call) : [])))];
  return [
    {
      text: requestText(request.text, findLiterals(request.text)),
      line: request.line,
      owners,
      abstain: request.kind === 'abstain',
    },
  ];
});
lines(
  'asks.jsonl',
  asks.filter((a) => a.owners.length > 0 || a.abstain),
);
lines(
  'documents.jsonl',
  Array.from({ length: zoo.size }, (_, ordinal) => {
    const operation = zoo.operation(ordinal);
    return {
      ordinal,
      name: `${operation.provider} ${operation.invocations[0]?.path ?? operation.name}`,
      provider: operation.provider,
      service: operation.service ?? '',
      surfaces: [...new Set(operation.invocations.map((i) => i.surface))],
      text: documentText(operation),
      examples: operation.examples?.slice(0, 2).map((e) => e.instruction) ?? [],
    };
  }),
);
lines(
  'dev.jsonl',
  readDev().sets.flatMap(({ file, rows }) =>
    rows.flatMap((row) => {
      const owners = [...new Set(row.gold.flatMap((g) => (g.ops ? [] : zoo.byPath(row.surface, g.op))))];
      return owners.length > 0
        ? [
            {
              id: row.id,
              file,
              surface: row.surface,
              owners,
              text: requestText(row.request, findLiterals(row.request)),
            },
          ]
        : [];
    }),
  ),
);
