import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pathsFrom, rootOf } from '../../src/surfaces/cli/paths.ts';
import { saveScores } from '../requests/dev.ts';
import { openBench } from './bench.ts';
import { runDistractors } from './distractors.ts';
import { heldOut, requestsFile, textOf } from './sample.ts';
import { printFailures, printTwins, printVersions } from './tables.ts';
import { type Asks, runTwins } from './twins.ts';
import { runVersions } from './versions.ts';

const PARTS = ['twins', 'distractors', 'versions'];

/**
 * Documents that change while the model does not: altered twins of held-out requests (`--only N` of them), versions of real packages, and outdated documents
 * beside right ones. `--part` runs one of the three.
 */
export async function runRat(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      part: { type: 'string' },
      failures: { type: 'boolean' },
      save: { type: 'boolean' },
    },
    allowNegative: true,
  });
  const { packs } = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url)));
  const parts = values.part === undefined ? PARTS : [values.part];
  const bench = openBench(packs);
  const sample = heldOut(bench.zoo, Number(values.seed)).slice(0, Number(values.only));
  const requests = readFileSync(requestsFile(), 'utf8');
  const dataHash = createHash('sha256').update(textOf(sample)).update(requests).digest('hex').slice(0, 16);
  const made = { model: bench.model, seed: Number(values.seed) };
  const save = (part: string, scores: object): void => {
    if (values.save !== false) savePart(part, dataHash, { ...made, ...scores });
  };
  if (parts.includes('twins')) {
    const scores: Record<string, unknown> = {};
    for (const asks of ['kept', 'left out'] satisfies Asks[]) {
      const twins = await runTwins(bench, sample, asks);
      scores[`asks ${asks}`] = twins.scores;
      printTwins(`altered twins, asks of the operation ${asks}`, twins.scores);
      if (values.failures) printFailures(twins.failures);
    }
    save('twins', { requests: sample.length, scores });
  }
  if (parts.includes('distractors')) {
    const scores = await runDistractors(bench, sample);
    printTwins('beside the right document', scores);
    save('distractors', { requests: sample.length, scores });
  }
  bench.zoo.close();
  if (parts.includes('versions')) {
    const versions = await runVersions(packs, requests, Number(values.only));
    printVersions(versions, values.failures === true);
    const { items: _items, ...scores } = versions;
    save('versions', scores);
  }
}

const SCORES = fileURLToPath(new URL('../scores/rat.json', import.meta.url));

/** The parts take long and are run one by one: each carries what it was made from, and replaces its predecessor alone. */
function savePart(part: string, dataHash: string, scores: object): void {
  const before = existsSync(SCORES) ? (JSON.parse(readFileSync(SCORES, 'utf8')) as { parts?: object }).parts : {};
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  saveScores('rat', dataHash, { parts: { ...before, [part]: { commit, dataHash, ...scores } } });
}
