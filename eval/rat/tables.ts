import type { TwinFailure, TwinScores } from './twins.ts';
import type { VersionScores } from './versions.ts';

export function printTwins(title: string, scores: Record<string, TwinScores>): void {
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(
      Object.entries(scores).map(([name, { n, unchanged, changed, cost, gone, lost, won }]) => [
        name,
        {
          n,
          'op@1': unchanged.op,
          'op@1, changed': changed.op,
          'call@1': unchanged.call,
          'call@1, changed': changed.call,
          cost,
          lost,
          won,
          gone,
        },
      ]),
    ),
  );
}

export function printFailures(failures: readonly TwinFailure[]): void {
  for (const { change, line, request, want, got } of failures)
    console.log(`\n${change} · ${line} · ${request}\n  want ${want}\n  got  ${got}`);
}

export function printVersions({ documents, scores, items }: VersionScores, failures: boolean): void {
  console.log('\nversions of real packages');
  for (const { provider, older, newer } of documents) console.log(`  ${provider}: ${older} and ${newer}`);
  console.table(
    Object.fromEntries(
      Object.entries(scores).flatMap(([documentsAre, ages]) =>
        Object.entries(ages).map(([age, score]) => [`${documentsAre} documents: ${age}`, score]),
      ),
    ),
  );
  if (!failures) return;
  for (const { id, documents: which, request, want, got, call } of items)
    if (!call && which !== 'older') console.log(`\n${id} · ${which} · ${request}\n  want ${want}\n  got  ${got}`);
}
