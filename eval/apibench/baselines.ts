import type { HubRecord, Question } from './data.ts';

/** An answer in the benchmark's form. */
export const tagged = (call: string): string => `<<<api_call>>>: ${call}, <<<api_provider>>>: x`;

/** The domain that most questions are of, and the first call of it: the best answer without reading the question. */
export function constantAnswer(records: readonly HubRecord[], questions: readonly Question[]): string {
  const counts = new Map<string, number>();
  for (const { gold } of questions) counts.set(gold.domain, (counts.get(gold.domain) ?? 0) + 1);
  const [domain] = [...counts].sort((one, other) => other[1] - one[1])[0]!;
  return tagged(records.find((record) => record.domain === domain)!.api_call);
}
