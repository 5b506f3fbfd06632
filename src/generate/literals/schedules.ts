import type { Span } from './span.ts';

const CRON =
  /(?<![\w*/,-])(?:[\d*?/,-]{1,20}(?:[LW#]\d?)?\s){4}(?:[\d*?/,-]{1,20}|[A-Za-z]{3}(?:[-,][A-Za-z]{3}){0,6})(?:\s[\d*?/,-]{1,12}){0,2}(?![\w*/,-])/g;
const EXPRESSION = /\b(?:rate|cron|at)\([^()\n]{3,80}\)/g;
const MACRO = /(?<!\S)@(?:hourly|daily|weekly|monthly|yearly|reboot)\b/g;

/** Cron lines and AWS schedule expressions. */
export function schedulesOf(request: string): Span[] {
  const spans: Span[] = [];
  for (const match of request.matchAll(CRON))
    if (/[*?]/.test(match[0]))
      spans.push({ type: 'cron', start: match.index, end: match.index + match[0].replace(/[\s,]+$/, '').length });
  for (const match of request.matchAll(EXPRESSION))
    spans.push({ type: 'cron', start: match.index, end: match.index + match[0].length, provider: 'aws' });
  for (const match of request.matchAll(MACRO))
    spans.push({ type: 'cron', start: match.index, end: match.index + match[0].length });
  return spans;
}
