import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError } from '../../src/schema/error.ts';
import { openDefaultEngine } from '../../src/surfaces/cli/open-engine.ts';
import { round } from '../report/numbers.ts';
import { readDev, saveScores } from '../requests/dev.ts';
import { type Asked, askEndpoint } from './endpoint.ts';
import { CLOUDS, type Judged, judgeAnswer } from './judge.ts';

export interface AuditScores {
  model: string;
  answers: number;
  /** Answers that hold at least one call of a cloud command line. */
  withCalls: number;
  calls: number;
  /** Per cent of the answers with calls that hold at least one invention, and at least one of each kind. */
  invented: number;
  inventedOperation: number;
  inventedOption: number;
  inventedValue: number;
  /** Per cent of the answers with calls in which no document contradicts anything. */
  clean: number;
  mistakes: number;
  unchecked: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : round((100 * part) / whole, 2));

export function summed(model: string, judged: readonly Judged[]): AuditScores {
  const counted = judged.filter(({ calls }) => calls > 0);
  const having = (kind?: string): number =>
    share(
      counted.filter(({ inventions }) => inventions.some((one) => kind === undefined || one.kind === kind)).length,
      counted.length,
    );
  const sum = (pick: (one: Judged) => number): number => counted.reduce((all, one) => all + pick(one), 0);
  return {
    model,
    answers: judged.length,
    withCalls: counted.length,
    calls: sum(({ calls }) => calls),
    invented: having(),
    inventedOperation: having('operation'),
    inventedOption: having('option'),
    inventedValue: having('value'),
    clean: share(
      counted.filter(({ inventions, mistakes }) => inventions.length + mistakes === 0).length,
      counted.length,
    ),
    mistakes: sum(({ mistakes }) => mistakes),
    unchecked: sum(({ unchecked }) => unchecked),
  };
}

/** JSON lines `{"id", "text"}`. Fails: `usage`. */
export function readAnswers(file: string): Asked[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const wrong = (why: string) =>
        new AppError('usage', `${file}:${at + 1}: ${why}.`, 'Each line must be like {"id": "1", "text": "aws s3 ls"}.');
      let value: Partial<Asked> | null;
      try {
        value = JSON.parse(line);
      } catch {
        throw wrong('it is not JSON');
      }
      if (typeof value?.text !== 'string') throw wrong('it has no "text"');
      return [{ id: String(value.id ?? at + 1), text: value.text }];
    });
}

/** The evaluation's requests for these command lines. */
function cloudRequests(): { id: string; request: string; surface: 'cli' }[] {
  const clouds: readonly string[] = CLOUDS;
  return readDev().sets.flatMap(({ rows }) =>
    rows
      .filter(({ surface, provider }) => surface === 'cli' && clouds.includes(provider))
      .map(({ id, request }) => ({ id, request, surface: 'cli' as const })),
  );
}

async function ours(engine: ReturnType<typeof openDefaultEngine>): Promise<Asked[]> {
  const out: Asked[] = [];
  for (const { id, request, surface } of cloudRequests()) {
    const { candidates, abstained } = await engine.ask(request, { surface, limit: 1 });
    const calls = abstained ? [] : (candidates[0]?.calls ?? []);
    out.push({ id, text: calls.map(({ rendered }) => rendered.text).join('\n') });
  }
  return out;
}

/** Scores any model's answers for what they invent over the cloud command lines. */
export async function runAudit(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      ours: { type: 'boolean' },
      answers: { type: 'string' },
      endpoint: { type: 'string' },
      model: { type: 'string' },
      save: { type: 'boolean' },
    },
    allowNegative: true,
  });
  const model = values.ours ? 'gorilla-ts' : values.model;
  if (!model || !(values.ours || values.answers || values.endpoint))
    throw new AppError(
      'usage',
      'Whose answers?',
      '--ours, --answers FILE --model NAME, or --endpoint URL --model NAME',
    );
  const engine = openDefaultEngine();
  const answers = values.ours
    ? await ours(engine)
    : values.answers
      ? readAnswers(values.answers)
      : await askEndpoint(values.endpoint!, model, cloudRequests());
  const judged = answers.map(({ id, text }) => judgeAnswer(engine.zoo, id, text));
  const scores = summed(model, judged);
  console.table(scores);
  for (const { id, inventions } of judged)
    for (const { kind, call, message } of inventions) console.log(`${id}: ${kind}: ${message}: ${call.slice(0, 160)}`);
  const hash = createHash('sha256')
    .update(JSON.stringify(answers.map(({ id }) => id)))
    .digest('hex');
  if (values.save !== false) saveScores(`audit/${model.replace(/[^\w.-]+/g, '-')}`, hash.slice(0, 16), scores);
}
