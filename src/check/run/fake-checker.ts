import type { CheckedPlace, CheckFinding, FileReport, Place } from '../report.ts';
import type { SourceFile } from '../snippet.ts';

const SOURCE = { name: 'pypi:botocore', version: '1.2.3' };

export function placeIn(text: string, start: number, end: number): Place {
  const at = (offset: number): [number, number] => {
    const before = text.slice(0, offset).split('\n');
    return [before.length, before.at(-1)!.length + 1];
  };
  const [line, column] = at(start);
  const [endLine, endColumn] = at(end);
  return { start, end, line, column, endLine, endColumn };
}

/**
 * A checker for tests, of lines that begin with `aws`: the word `--wrng` is an error whose safe repair is `--wrong`, `--odd` one without,
 * `--old` a warning; `plugin` is unknown and `$` is dynamic.
 */
export function fakeCheck({ path, text }: SourceFile): FileReport {
  const calls: CheckedPlace[] = [];
  for (const match of text.matchAll(/^[ \t]*(aws [^\n#]*[^\n#\s])/gm)) {
    const said = match[1]!;
    const from = match.index + match[0].indexOf(said);
    const findings: CheckFinding[] = [...said.matchAll(/--(?:wrng|odd|old)\b/g)].map((word): CheckFinding => {
      const start = from + word.index;
      const end = start + word[0].length;
      const place = placeIn(text, start, end);
      if (word[0] === '--old')
        return { id: 'deprecated', severity: 'warning', message: '--old is deprecated', place, source: SOURCE };
      const repair = word[0] === '--wrng' ? { repair: { start, end, text: '--wrong', safe: true } } : {};
      const message = `${said.split(' --', 1)[0]!.replace(/\s+/g, ' ')} has no parameter ${word[0]}`;
      return { id: 'unknown-parameter', severity: 'error', message, place, source: SOURCE, ...repair };
    });
    const wrong = findings.some(({ severity }) => severity === 'error');
    const doubt = said.includes('plugin') ? 'unknown' : said.includes('$') ? 'not-checked' : 'right';
    const place = placeIn(text, from, from + said.length);
    calls.push({ verdict: wrong ? 'wrong' : doubt, operation: 'aws:s3.ListBuckets', text: said, place, findings });
  }
  return { path, calls, problems: [] };
}
