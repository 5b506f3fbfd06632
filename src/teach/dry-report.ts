import { qualityOf } from './quality.ts';
import type { Reading, TeachReport } from './teach.ts';

/** What teaching would report, had it been done. */
export function dryReport({ name, format, ingested }: Reading): TeachReport {
  return {
    name,
    format,
    version: ingested.sources[0]?.version ?? '',
    id: '',
    providers: [ingested.provider],
    operations: ingested.operations.length,
    parameters: ingested.operations.reduce((sum, one) => sum + one.parameters.length, 0),
    skipped: ingested.skipped,
    hints: qualityOf([ingested]),
    replacesShipped: false,
    problems: [],
  };
}
