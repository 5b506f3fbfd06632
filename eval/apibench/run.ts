import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError } from '../../src/schema/error.ts';
import { saveScores } from '../requests/dev.ts';
import { answerHub } from './answer.ts';
import { constantAnswer, tagged } from './baselines.ts';
import { Apibench, HUBS, type Hub, type HubRecord, type Question } from './data.ts';
import { PublishedScorer } from './published.ts';
import { StrictScorer } from './strict.ts';

/** Percentages. `published`: what the published scorer says; `strict`: what ours says. */
export interface Scores {
  questions: number;
  published: { right: number; hallucinated: number };
  strict: { domain: number; exact: number; hallucinated: number };
}

class Judges {
  private readonly published: PublishedScorer;
  private readonly strict: StrictScorer;

  constructor(
    hub: Hub,
    private readonly records: readonly HubRecord[],
  ) {
    this.published = new PublishedScorer(hub, records);
    this.strict = new StrictScorer(records);
  }

  score(answers: readonly { question: Question; text: string }[]): Scores {
    const sums = { right: 0, hallucinated: 0, domain: 0, exact: 0, invented: 0 };
    for (const { question, text } of answers) {
      const { record, untagged } = this.published.judge(text);
      if (record !== undefined && this.records[record]!.domain === question.gold.domain) sums.right++;
      else if (record === undefined && !untagged) sums.hallucinated++;
      const verdict = this.strict.judge(text, { call: question.call, domain: question.gold.domain });
      if (verdict.domain) sums.domain++;
      if (verdict.exact) sums.exact++;
      if (verdict.hallucinated) sums.invented++;
    }
    const share = (count: number): number => Math.round((10000 * count) / answers.length) / 100;
    return {
      questions: answers.length,
      published: { right: share(sums.right), hallucinated: share(sums.hallucinated) },
      strict: { domain: share(sums.domain), exact: share(sums.exact), hallucinated: share(sums.invented) },
    };
  }
}

function lastScores(): { dataHash: string; hubs: Record<string, Record<string, Scores>> } {
  return JSON.parse(readFileSync(new URL('../scores/apibench.json', import.meta.url), 'utf8')) as ReturnType<
    typeof lastScores
  >;
}

function row(name: string, { published, strict }: Scores): string {
  const cells = [published.right, published.hallucinated, strict.domain, strict.exact, strict.hallucinated];
  return `${name.padEnd(34)}${cells.map((cell) => cell.toFixed(2).padStart(9)).join('')}`;
}

/**
 * APIBench: the published answers, baselines and our own, before the published scorer as it behaves and before ours.
 *
 * `--data FOLDER`: the benchmark's files. `--answer`: our own answers too (minutes); `--hub NAME`: of one hub alone. `--keep`: what others
 * answered, and the hubs that are not asked, have the scores of the last run, if that was of the same data; without it one hub is not saved.
 */
export async function runApibench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      answer: { type: 'boolean' },
      hub: { type: 'string' },
      keep: { type: 'boolean' },
    },
  });
  const data = new Apibench(values.data ?? process.env['APIBENCH_DATA'] ?? '../shared/data/apibench');
  const result: Record<string, Record<string, Scores>> = {};
  const kept = values.keep ? lastScores() : undefined;
  console.log(`${''.padEnd(34)}      published        |          strict`);
  console.log(`${''.padEnd(34)}    right   halluc   domain    exact   halluc`);
  for (const hub of HUBS) {
    const records = data.records(hub);
    const questions = data.questions(hub);
    const asked = data.asked(hub);
    const responses = data.responseFiles(hub).map((file) => ({
      name: file.replace(/^response_\w+?_Gorilla_|\.jsonl$/g, '').replace('_', ' '),
      answers: data
        .responses(hub, file)
        .map(({ questionId, text }) => ({ question: questions[questionId - 1]!, text })),
    }));
    // Read all the same: the hash is of all data.
    if (values.hub !== undefined && hub !== values.hub) continue;
    const judges = new Judges(hub, records);
    const scores: Record<string, Scores> = (result[hub] = {});
    const add = (name: string, answers: { question: Question; text: string }[]): void => {
      scores[name] = (name === 'ours' ? undefined : kept?.hubs[hub]?.[name]) ?? judges.score(answers);
      console.log(row(`${hub} ${name}`, scores[name]));
    };
    for (const { name, answers } of responses) add(name, answers);
    const subject = questions.filter(({ id }) => asked.has(id));
    const constant = constantAnswer(records, questions);
    add(
      'gold as answer',
      questions.map((question) => ({ question, text: tagged(question.call) })),
    );
    add(
      'constant answer',
      questions.map((question) => ({ question, text: constant })),
    );
    if (!values.answer) continue;
    const answers = await answerHub(hub, records, subject, data);
    add(
      'ours',
      subject.map((question) => ({ question, text: answers.get(question.id)! })),
    );
  }
  if (kept && kept.dataHash !== data.dataHash)
    throw new AppError('usage', 'The scores of the last run are of other data.', 'Run it without --keep.');
  if (kept) saveScores('apibench', data.dataHash, { hubs: { ...lastScores().hubs, ...result } });
  else if (values.hub === undefined) saveScores('apibench', data.dataHash, { hubs: result });
}
