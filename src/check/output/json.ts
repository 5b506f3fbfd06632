import type { Report } from '../report.ts';

/** The report as it is: docs/schemas/check-report.json. */
export function toJson(report: Report): string {
  return `${JSON.stringify({ version: 1, ...report })}\n`;
}
