import type { CheckFinding } from '../report.ts';

/** Documents and files are other people's: what would drive a terminal, or end a line, becomes a blank. */
export const plain = (text: string): string => text.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();

export const sourceOf = ({ source }: CheckFinding): string | undefined =>
  source && plain(`${source.name} ${source.version}`);

export function suggestion({ repair }: CheckFinding): string | undefined {
  if (!repair) return undefined;
  return repair.text === '' ? 'leave it out' : `did you mean ${plain(repair.text)}?`;
}

/** The finding in one line, with what would be right and the document that says so. */
export function saidInFull(finding: CheckFinding): string {
  const source = sourceOf(finding);
  return [plain(finding.message), suggestion(finding), source && `(${source})`].filter(Boolean).join('; ');
}
