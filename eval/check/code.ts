import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFile } from '../../src/check/check-file.ts';
import { kindByName } from '../../src/check/extract/kind-of-file.ts';
import type { Verdict } from '../../src/check/report.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';
import { readJsonLines } from './corpora/files.ts';
import { codeOfExamples } from './sdk-examples.ts';

const JUDGED = fileURLToPath(new URL('./judged-code.jsonl', import.meta.url));
const LANGUAGES = ['python', 'typescript'] as const;
type Language = (typeof LANGUAGES)[number];
const EXTENSIONS: Record<Language, string> = { python: 'py', typescript: 'ts' };

/** A finding in foreign code. `folder` is the name alone of the folder that was given: code of one package, wherever it lies. */
export interface CodeFinding {
  folder: string;
  path: string;
  rule: string;
  message: string;
}

/** What a person found who looked at it: whether the code is at fault, and why. */
interface Judged extends CodeFinding {
  fault: boolean;
  why: string;
}

interface Counts {
  files: number;
  withCalls: number;
  calls: Record<Verdict, number>;
  /** Of the findings that call something wrong: the code's fault, a false alarm, or not yet looked at by a person. */
  findings: { fault: number; falseAlarm: number; notJudged: number };
  warnings: number;
}

const none = (): Counts => ({
  files: 0,
  withCalls: 0,
  calls: { right: 0, wrong: 0, unknown: 0, 'not-checked': 0 },
  findings: { fault: 0, falseAlarm: 0, notJudged: 0 },
  warnings: 0,
});

const keyOf = ({ folder, path, rule, message }: CodeFinding): string => [folder, path, rule, message].join('\0');

/** Larger files, and such as have long lines, were made by a program. */
const MOST_BYTES = 1 << 20;
const LONGEST_LINE = 400;

interface CodeFile {
  folder: string;
  path: string;
  text: string;
  language: Language;
}

/** Python, JavaScript and TypeScript below the folders, each text once; examples of an SDK that are data, as code. */
function* codeBelow(zoo: Zoo, folders: readonly string[]): Generator<CodeFile> {
  const seen = new Set<string>();
  for (const folder of folders) {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
    for (const path of paths.sort()) {
      const language = LANGUAGES.find((one) => one === kindByName(path));
      const file = join(folder, path);
      if (path.endsWith('/examples-1.json')) {
        const code = codeOfExamples(zoo, path, readFileSync(file, 'utf8'));
        if (code)
          for (const one of LANGUAGES)
            yield {
              folder: basename(resolve(folder)),
              path: `${path}.${EXTENSIONS[one]}`,
              text: code[one],
              language: one,
            };
        continue;
      }
      // A link may lead nowhere.
      const stat = language && statSync(file, { throwIfNoEntry: false });
      if (!language || !stat?.isFile() || stat.size > MOST_BYTES) continue;
      const text = readFileSync(file, 'utf8');
      const hash = createHash('sha256').update(text).digest('base64');
      if (seen.has(hash) || text.length > LONGEST_LINE * text.split('\n').length) continue;
      seen.add(hash);
      yield { folder: basename(resolve(folder)), path, text, language };
    }
  }
}

/**
 * The checker over code that others wrote, which works by and large. `remaining`: a file to write all findings to, a JSON object a line, with the
 * call and its line. What a person judged of them stands in judged-code.jsonl.
 */
export function measureCode(zoo: Zoo, folders: readonly string[], remaining?: string) {
  const judged = new Map(existsSync(JUDGED) ? readJsonLines<Judged>(JUDGED).map((one) => [keyOf(one), one]) : []);
  const hash = createHash('sha256');
  const languages: Record<Language, Counts> = { python: none(), typescript: none() };
  const perFolder: Record<string, Counts> = {};
  const why: Record<string, number> = {};
  const lines: string[] = [];
  for (const { folder, path, text, language } of codeBelow(zoo, folders)) {
    hash.update(`${folder}\0${path}\0${text}\0`);
    const { calls } = checkFile(zoo, { path, text });
    const counted = [languages[language], (perFolder[folder] ??= none())];
    for (const counts of counted) {
      counts.files++;
      if (calls.length > 0) counts.withCalls++;
    }
    for (const call of calls) {
      for (const counts of counted) counts.calls[call.verdict]++;
      if (call.why) why[call.why] = (why[call.why] ?? 0) + 1;
      for (const { id, severity, message, place } of call.findings) {
        const finding: CodeFinding = { folder, path, rule: id, message };
        const one = judged.get(keyOf(finding));
        const kind = one ? (one.fault ? 'fault' : 'falseAlarm') : 'notJudged';
        for (const counts of counted) {
          if (severity === 'error') counts.findings[kind]++;
          else counts.warnings++;
        }
        lines.push(JSON.stringify({ ...finding, severity, line: place.line, text: call.text.slice(0, 600) }));
      }
    }
  }
  if (remaining) writeFileSync(remaining, lines.map((line) => `${line}\n`).join(''));
  const all = Object.values(languages).map(({ findings }) => findings);
  const sum = (kind: keyof Counts['findings']): number => all.reduce((total, findings) => total + findings[kind], 0);
  const total = sum('fault') + sum('falseAlarm') + sum('notJudged');
  const precision = total === 0 ? undefined : Number((sum('fault') / total).toFixed(4));
  const reasons = Object.fromEntries(
    Object.entries(why)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 20),
  );
  return { hash: hash.digest('hex').slice(0, 16), result: { precision, languages, folders: perFolder, reasons } };
}
