import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src/schema/error.ts';

export type Hub = 'torchhub' | 'tensorflowhub' | 'huggingface';
export const HUBS: readonly Hub[] = ['torchhub', 'tensorflowhub', 'huggingface'];

/** A record of a hub's database: one model, and the call that loads it. */
export interface HubRecord {
  domain: string;
  api_call: string;
  [field: string]: unknown;
}

/** A question with its gold answer. */
export interface Question {
  /** Line of the file of questions, from 1. */
  id: number;
  text: string;
  gold: HubRecord;
  /** The call that is the answer. */
  call: string;
}

export interface Response {
  questionId: number;
  text: string;
}

/** The folder is not shipped: `--data FOLDER`, or the checkout's neighbour. */
export class Apibench {
  private readonly hash = createHash('sha256');

  constructor(private readonly folder: string) {
    if (!existsSync(join(folder, 'api')))
      throw new AppError(
        'source-unreadable',
        `${folder} does not hold APIBench`,
        'Give the folder with --data; it has api/, eval/ and responses/.',
      );
  }

  private lines(path: string): unknown[] {
    const text = readFileSync(join(this.folder, path), 'utf8');
    this.hash.update(path).update(text);
    return rowsOf(text);
  }

  /** Of everything that was read so far to score by. */
  get dataHash(): string {
    return this.hash.copy().digest('hex').slice(0, 16);
  }

  records(hub: Hub): HubRecord[] {
    return this.lines(`api/${hub}_api.jsonl`) as HubRecord[];
  }

  questions(hub: Hub): Question[] {
    const name = hub === 'tensorflowhub' ? 'tensorflow' : hub;
    const rows = this.lines(`eval/${name}_eval.json`) as { code: string; api_call: string; api_data: HubRecord }[];
    return rows.map(({ code, api_call, api_data }, index) => ({
      id: index + 1,
      text: questionText(code),
      gold: api_data,
      call: api_call,
    }));
  }

  /** Questions for training, with their answers; those of the other hubs were not published with the data. */
  training(hub: Hub): Omit<Question, 'id'>[] {
    const path = join(this.folder, `train/${hub}_train.json`);
    if (!existsSync(path)) return [];
    const rows = rowsOf(readFileSync(path, 'utf8')) as { code: string; api_call: string; api_data: HubRecord }[];
    return rows.map(({ code, api_call, api_data }) => ({
      text: /'Instruction':\s*['"]?([\s\S]*?)['"]?,\s*'Output'/.exec(code)?.[1] ?? code.slice(0, 200),
      gold: api_data,
      call: api_call,
    }));
  }

  /** The questions that the published answers were given to: some of the file were left out. */
  asked(hub: Hub): Set<number> {
    const rows = this.lines(`questions/${hub}/questions_${hub}_0_shot.jsonl`) as { question_id: number }[];
    return new Set(rows.map((row) => row.question_id));
  }

  responseFiles(hub: Hub): string[] {
    return readdirSync(join(this.folder, 'responses', hub)).sort();
  }

  responses(hub: Hub, file: string): Response[] {
    const rows = this.lines(`responses/${hub}/${file}`) as { question_id: number; text: string }[];
    return rows.map(({ question_id, text }) => ({ questionId: question_id, text }));
  }
}

function rowsOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** What was asked, of `###Instruction: … ###Output: …`. */
function questionText(code: string): string {
  const text = /###\s*Instruction:?\s*([\s\S]*?)\s*(?:\\n|\n)?###\s*Output/.exec(code)?.[1] ?? code;
  return text.replaceAll('\\n', ' ').trim();
}
