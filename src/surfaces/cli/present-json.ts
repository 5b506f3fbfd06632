import type { Answer, Candidate } from '../../schema/answer.ts';
import { rounded } from './answer-line.ts';
import type { Service } from './service.ts';

/** An answer as `gorilla --json` prints it (docs/schemas/answer.json): the same, and why. */
export async function explainedAnswer(service: Service, answer: Answer) {
  const one = async (candidate: Candidate) => ({
    confidence: rounded(candidate.confidence, 4),
    calls: await Promise.all(
      candidate.calls.map(async (call) => {
        const explained = await service.explain(call, answer.request);
        return {
          ...call.rendered,
          summary: call.operation.summary,
          provider: call.operation.provider,
          destructive: call.operation.destructive === true,
          explanation: explained.arguments,
          blanks: explained.blanks,
          findings: call.findings,
          source: explained.source ?? null,
        };
      }),
    ),
  });
  return {
    request: answer.request,
    abstained: answer.abstained,
    latencyMs: rounded(answer.latencyMs, 3),
    ...(answer.backend ? { backend: answer.backend } : {}),
    candidates: await Promise.all(answer.candidates.map(one)),
  };
}
