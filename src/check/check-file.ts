import type { Zoo } from '../zoo/zoo.ts';
import { extract } from './extract/extract.ts';
import type { FileReport } from './report.ts';
import type { SourceFile } from './snippet.ts';

/** All calls of a file, whatever languages it holds, each judged; a repair that stands in the report has been tried. */
export function checkFile(_zoo: Zoo, file: SourceFile): FileReport {
  const { problems } = extract(file);
  return { path: file.path, calls: [], problems };
}

export function* checkFiles(zoo: Zoo, files: Iterable<SourceFile>): Generator<FileReport> {
  for (const file of files) yield checkFile(zoo, file);
}
