import type { Zoo } from '../zoo/zoo.ts';
import { extract } from './extract/extract.ts';
import { Places } from './places.ts';
import { READERS } from './readers.ts';
import type { ReadCall, ReadFinding } from './reading.ts';
import { proveRepairs } from './repairs.ts';
import type { CheckedPlace, CheckFinding, FileReport } from './report.ts';
import type { Snippet, SourceFile } from './snippet.ts';
import { sourceOf } from './sources.ts';

/** A call with its snippet and the reader's findings: what repairs are proved with. */
export interface FoundCall {
  call: ReadCall;
  snippet: Pick<Snippet, 'language' | 'text' | 'offset'>;
}

interface Found {
  calls: FoundCall[];
  problems: { line: number; message: string }[];
}

function findCalls(zoo: Zoo, file: SourceFile, places: Places): Found {
  const { snippets, problems } = extract(file);
  const found: Found = { calls: [], problems: [...problems] };
  const read = (snippet: FoundCall['snippet']): void => {
    const reading = READERS[snippet.language]?.(zoo, snippet.text);
    if (!reading) return;
    for (const call of reading.calls) found.calls.push({ call, snippet });
    for (const { at, message } of reading.problems)
      found.problems.push({ line: places.position(snippet.offset(at)).line, message });
    for (const { language, text, offset } of reading.nested ?? [])
      read({ language, text, offset: (at) => snippet.offset(offset(at)) });
  };
  for (const snippet of snippets) read(snippet);
  return found;
}

/** Behind the last character: what follows it in the snippet may stand elsewhere in the file. */
function endOf(snippet: FoundCall['snippet'], start: number, end: number): number {
  return Math.max(start, end === 0 ? 0 : snippet.offset(end - 1) + 1);
}

function toFinding(
  zoo: Zoo,
  { call, snippet }: FoundCall,
  finding: ReadFinding,
  proven: ReadonlySet<ReadFinding>,
  places: Places,
): CheckFinding {
  const start = snippet.offset(finding.start ?? call.start);
  const end = endOf(snippet, start, finding.end ?? call.end);
  const source = call.operation === undefined ? undefined : sourceOf(zoo, call.operation);
  return {
    id: finding.code,
    severity: finding.severity,
    message: finding.message,
    place: places.range(start, end),
    ...(source ? { source } : {}),
    ...(proven.has(finding) ? { repair: { start, end, text: finding.repair!, safe: finding.safe === true } } : {}),
  };
}

/** All calls of a file, whatever languages it holds, each judged; a repair that stands in the report has been tried. */
export function checkFile(zoo: Zoo, file: SourceFile): FileReport {
  const places = new Places(file.text);
  const { calls, problems } = findCalls(zoo, file, places);
  const proven = proveRepairs(zoo, calls);
  const checked = calls.map((found): CheckedPlace => {
    const { call, snippet } = found;
    const start = snippet.offset(call.start);
    const end = endOf(snippet, start, call.end);
    return {
      verdict: call.verdict,
      ...(call.operation === undefined ? {} : { operation: call.operation }),
      text: file.text.slice(start, end),
      place: places.range(start, end),
      findings: call.findings.map((finding) => toFinding(zoo, found, finding, proven, places)),
      ...(call.why ? { why: call.why } : {}),
    };
  });
  checked.sort((one, other) => one.place.start - other.place.start || other.place.end - one.place.end);
  return { path: file.path, calls: checked, problems };
}

export function* checkFiles(zoo: Zoo, files: Iterable<SourceFile>): Generator<FileReport> {
  for (const file of files) yield checkFile(zoo, file);
}
