import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AppError } from '../../src/schema/error.ts';
import { EmbeddedZoo } from '../../src/zoo/embedded.ts';
import { saveScores } from '../requests/dev.ts';
import { calibrate } from './calibrate.ts';
import { measureCode } from './code.ts';
import { CORPORA, readCorpora } from './corpora/all.ts';
import { measurePrecision, type Remaining } from './precision.ts';
import { measureRecall } from './recall.ts';

const HELP = `npm run eval -- check [OPTIONS]
npm run eval -- check --code DIR…

  --corpus NAME=FOLDER   where a corpus lies (${CORPORA.map(({ name, folder }) => `${name}: ${folder}`).join(', ')})
  --only NAMES           only these corpora; nothing is written to eval/scores
  --calibrate            measure documents by hand on half of the examples first; writes src/check/shell/trust.json
  --mutations N          how many calls are broken (10000)
  --seed N               of the mutations (1)
  --code                 instead: over the folders of code named behind it (Python, TypeScript, JavaScript); writes eval/scores/check-code.json
  --remaining FILE       write what is still called wrong there, a JSON object a line
`;

/** Right calls must raise nothing, broken ones something: both are counted, over examples that others wrote. */
export function runCheck(args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      corpus: { type: 'string', multiple: true, default: [] },
      only: { type: 'string' },
      code: { type: 'boolean', default: false },
      calibrate: { type: 'boolean', default: false },
      mutations: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      remaining: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void console.log(HELP);
  const zoo = EmbeddedZoo.open({
    packsDir: fileURLToPath(new URL('../../packs', import.meta.url)),
    cacheBytes: 256 * 1024 * 1024,
  });
  if (values.code !== positionals.length > 0)
    throw new AppError('usage', 'Folders of code stand behind --code, and nothing else does.', HELP);
  if (values.code) {
    const { hash, result } = measureCode(zoo, positionals, values.remaining);
    console.log(JSON.stringify(result, null, 1));
    saveScores('check-code', hash, result);
    return;
  }
  const folders = new Map(
    values.corpus.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const only = values.only?.split(',');
  const corpora = readCorpora(folders, console.error).filter(({ name }) => !only || only.includes(name));
  if (values.calibrate) {
    calibrate(zoo, corpora);
    console.error('run again without --calibrate: what was measured is read at the start');
    return;
  }
  const hash = createHash('sha256');
  for (const { name, examples } of corpora) for (const { text } of examples) hash.update(`${name}\0${text}\0`);
  const remaining: Remaining[] = [];
  const precision = Object.fromEntries(
    corpora.map((corpus) => {
      const measured = measurePrecision(zoo, corpus);
      remaining.push(...measured.remaining);
      const { judged, alarms, alarmShare, heldOut } = measured.result;
      console.error(
        `${corpus.name}: ${alarms} of ${judged} lines, ${(100 * alarmShare).toFixed(2)} %; held out ${(100 * heldOut.alarmShare).toFixed(2)} %`,
      );
      return [corpus.name, measured.result];
    }),
  );
  if (values.remaining) writeFileSync(values.remaining, remaining.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const { missed, ...recall } = measureRecall(zoo, corpora, Number(values.mutations), Number(values.seed));
  for (const { kind, verdict, text } of missed.slice(0, 60)) console.error(`missed (${kind}, ${verdict}): ${text}`);
  const judged = Object.values(precision).reduce((sum, one) => sum + one.judged, 0);
  const alarms = Object.values(precision).reduce((sum, one) => sum + one.alarms, 0);
  const result = { judged, alarms, alarmShare: Number((alarms / judged).toFixed(5)), precision, recall };
  console.log(JSON.stringify(result, null, 1));
  if (!only) saveScores('check', hash.digest('hex').slice(0, 16), { ...result, mutationSeed: Number(values.seed) });
}
