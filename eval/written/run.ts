import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readRequests, type WrittenRequest } from '../../src/retrieve/asks/requests.ts';
import { pathsFrom, rootOf } from '../../src/surfaces/cli/paths.ts';
import { EmbeddedZoo } from '../../src/zoo/embedded.ts';
import { readDev, readSets, saveScores } from '../requests/dev.ts';
import { proveWritten } from './prove-written.ts';

const root = rootOf(fileURLToPath(import.meta.url));
const WRITTEN = join(root, 'training/data/requests');

/** The dev set's answers in the form of a written line: of a request for several calls, or with several right answers, each. */
function devRequests(): WrittenRequest[] {
  return readDev().sets.flatMap(({ file, rows }) => {
    const lines = rows.flatMap(({ request, surface, provider, gold }) =>
      gold
        .flatMap((one) => one.ops ?? one)
        .map(({ op, args = {} }) => JSON.stringify({ op, surface, provider, args, requests: [request] })),
    );
    return readRequests(`dev-${file}.jsonl`, lines.join('\n'));
  });
}

/**
 * Every call that was written for training, and every right answer of the dev set, through the way that our own answers go: its values coerced to the document's types, the call
 * proven by its verifier. What fails here can never be answered, whatever the model.
 */
export function runWritten(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: { show: { type: 'string', default: '0' }, save: { type: 'boolean' } },
    allowNegative: true,
  });
  const zoo = EmbeddedZoo.open({ packsDir: pathsFrom(process.env, root).packs });
  const { sets, hash } = readSets(WRITTEN, (text, name) => readRequests(name, text));
  const result: Record<string, unknown> = {};
  for (const [name, requests] of [
    ['written', sets.flatMap(({ rows }) => rows)],
    ['dev', devRequests()],
  ] as const) {
    const proof = proveWritten(zoo, requests);
    for (const [surface, counts] of Object.entries(proof.surfaces)) {
      console.log(
        `${name} ${surface}: ${counts.calls - counts.failed} of ${counts.calls} can be answered`,
        counts.faults,
      );
    }
    const shown = Number(values.show);
    for (const [fault, examples] of Object.entries(proof.examples)) {
      const step = Math.max(1, examples.length / shown);
      for (let i = 0; shown > 0 && i < examples.length; i += step) console.log(`${fault}: ${examples[Math.floor(i)]}`);
    }
    result[name] = proof.surfaces;
  }
  if (values.save !== false) saveScores('written', hash, result);
}
