import type { Answer } from '../../schema/answer.ts';
import type { RenderedCall } from '../../schema/call.ts';

/** An answer as a line of `gorilla batch`: the format that is scored (docs/schemas/batch-answer.json). */
export interface AnswerLine {
  id: string | number | null;
  abstained: boolean;
  latencyMs: number;
  candidates: { calls: RenderedCall[]; confidence: number }[];
}

export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

export function toAnswerLine(id: string | number | null, answer: Answer): AnswerLine {
  return {
    id,
    abstained: answer.abstained,
    latencyMs: rounded(answer.latencyMs, 3),
    candidates: answer.candidates.map((candidate) => ({
      calls: candidate.calls.map((call) => call.rendered),
      confidence: rounded(candidate.confidence, 4),
    })),
  };
}
