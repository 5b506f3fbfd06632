import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Answer } from '../../src/schema/answer.ts';
import { toAnswerLine } from '../../src/surfaces/cli/answer-line.ts';
import { openDefaultEngine } from '../../src/surfaces/cli/open-engine.ts';
import { scoreAll, table } from '../score.mjs';
import { type DevRow, readDev, saveScores } from './dev.ts';
import { readUnlearned } from './unlearned.ts';

/** Answers the dev set with the engine as it is shipped and scores it. `--out` keeps the answers; `--failures` prints the wrong ones. `--held-out`: strangers' requests instead; `--plain`: plain ones, asked without a surface, as at a terminal. `--backend` compares with a bigger model. */
export async function runRequests(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      failures: { type: 'boolean' },
      save: { type: 'boolean' },
      'held-out': { type: 'boolean' },
      plain: { type: 'boolean' },
      backend: { type: 'string' },
      model: { type: 'string', default: 'default' },
      'key-env': { type: 'string', default: '' },
      seconds: { type: 'string', default: '60' },
      only: { type: 'string', default: '100' },
      operations: { type: 'string', default: '8' },
      record: { type: 'string' },
    },
  });
  if (values.backend !== undefined) {
    const { compareBackend } = await import('./backend.ts');
    return compareBackend({
      url: values.backend,
      model: values.model,
      keyEnv: values['key-env'],
      seconds: Number(values.seconds),
      only: Number(values.only),
      operations: Number(values.operations),
      ...(values.record ? { record: values.record } : {}),
    });
  }
  const engine = openDefaultEngine();
  const set = values.plain ? 'plain' : values['held-out'] ? 'held-out' : undefined;
  const { sets, hash } = set ? readUnlearned(set) : readDev();
  const ask = ({ request, surface }: DevRow): Promise<Answer> =>
    engine.ask(request, set === 'plain' ? {} : { surface });
  const rows = sets.flatMap((s) => s.rows);
  for (const row of rows.slice(0, 40)) await ask(row);
  const answers: ReturnType<typeof toAnswerLine>[] = [];
  for (const row of rows) answers.push(toAnswerLine(row.id, await ask(row)));
  if (values.out) writeFileSync(values.out, answers.map((a) => `${JSON.stringify(a)}\n`).join(''));
  const result = scoreAll(sets, answers);
  console.log(table(result));
  if (values.failures) {
    const byId = new Map(result.items.map((i) => [i.id, i]));
    rows.forEach((row, n) => {
      const item = byId.get(row.id);
      if (!item || (item.abstain ? item.abstained : item.call1)) return;
      const first = answers[n]?.candidates[0];
      console.log(
        `\n${row.id} [${row.kind}] ${row.request}\n  want ${JSON.stringify(row.gold[0]?.ops ?? row.gold[0] ?? 'nothing')}`,
      );
      console.log(
        `  got${answers[n]?.abstained ? ' (abstained)' : ''} ${item.op1 ? '=' : item.op5 ? '~' : '✗'} ${first?.calls.map((c) => c.text).join(' ; ') ?? '-'}`,
      );
    });
  }
  const { items: _items, ...scores } = result;
  if (values.save !== false) saveScores(set ?? 'requests', hash, { scores });
}
