import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '../../schema/error.ts';
import type { CheckedPlace, CheckFinding, FileReport } from '../report.ts';

/** A finding that is known and stays silent, as often as `count` says. `rule` and `message` are for people. */
export interface Known {
  fingerprint: string;
  count: number;
  /** Relative to the configuration's folder, with forward slashes. */
  path: string;
  rule: string;
  message: string;
}

/** The same wherever in the file the call stands and however its white space is set. Also SARIF's partial fingerprint. */
export function fingerprint(path: string, call: CheckedPlace, finding: CheckFinding): string {
  const parts = [path, finding.id, call.text.replace(/[\s\\]+/g, ' ').trim(), finding.message];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}

/** Every finding of a file as known from now on. */
export function knownOf(path: string, { calls }: FileReport): Known[] {
  const found = new Map<string, Known>();
  for (const call of calls)
    for (const finding of call.findings) {
      const key = fingerprint(path, call, finding);
      const entry = found.get(key);
      if (entry) entry.count++;
      else found.set(key, { fingerprint: key, count: 1, path, rule: finding.id, message: finding.message });
    }
  return [...found.values()];
}

/** Takes known findings away: of a fingerprint as many as are known, the first ones. */
export function withoutKnown(
  path: string,
  file: FileReport,
  known: readonly Known[],
): { file: FileReport; silent: number } {
  if (known.length === 0) return { file, silent: 0 };
  const left = new Map(known.map(({ fingerprint: key, count }) => [key, count]));
  let silent = 0;
  const calls = file.calls.map((call) => {
    const findings = call.findings.filter((finding) => {
      const key = fingerprint(path, call, finding);
      const count = left.get(key) ?? 0;
      if (count === 0) return true;
      left.set(key, count - 1);
      silent++;
      return false;
    });
    return findings.length === call.findings.length ? call : { ...call, findings };
  });
  return { file: { ...file, calls }, silent };
}

/** In an order of its own, so that a version control shows what is new and nothing else. */
export function encodeBaseline(known: readonly Known[]): string {
  const key = ({ path, rule, fingerprint: print }: Known): string => `${path}\0${rule}\0${print}`;
  const sorted = [...known].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return `${JSON.stringify({ version: 1, findings: sorted }, null, 1)}\n`;
}

/** Undefined where there is no such file. Fails: `config-invalid`. */
export function readBaseline(file: string): Known[] | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const broken = (why: string, cause?: unknown) =>
    new AppError('config-invalid', `${file} is no baseline: ${why}.`, 'Write it anew: --update-baseline', cause);
  let value: { version?: number; findings?: Partial<Known>[] } | null;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw broken(`it is not JSON (${(cause as Error).message})`, cause);
  }
  const findings = value?.version === 1 ? value.findings : undefined;
  if (!Array.isArray(findings)) throw broken('it has no list of findings of version 1');
  for (const entry of findings)
    if (typeof entry?.fingerprint !== 'string' || typeof entry.path !== 'string' || !Number.isInteger(entry.count))
      throw broken('an entry lacks its fingerprint, path or count');
  return findings as Known[];
}
