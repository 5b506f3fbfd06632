import type { Report } from '../report.ts';
import { RULES } from '../rules.ts';
import { saidInFull } from './said.ts';

/** As the runner's toolkit escapes: the message, and in properties also what separates them. */
const message = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string | number): string => message(String(text)).replace(/:/g, '%3A').replace(/,/g, '%2C');

/** Workflow commands: GitHub shows each at its line of the pull request. */
export function toGithub({ files }: Report): string {
  const lines: string[] = [];
  for (const { path, calls, problems } of files) {
    for (const finding of calls.flatMap((call) => call.findings)) {
      const { line, column, endLine, endColumn } = finding.place;
      const properties = {
        file: path,
        line,
        endLine,
        // GitHub takes columns only within one line.
        ...(line === endLine ? { col: column, endColumn } : {}),
        title: `${finding.id}: ${RULES[finding.id].title}`,
      };
      const list = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
      lines.push(`::${finding.severity} ${list.join(',')}::${message(saidInFull(finding))}`);
    }
    for (const problem of problems)
      lines.push(`::notice file=${property(path)},line=${problem.line},title=not read::${message(problem.message)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}
