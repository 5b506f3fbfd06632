import type { RuleId } from '../report.ts';
import { isRuleId } from '../rules.ts';

/** What a file's own comments say. Lines count from 1. */
export interface Ignores {
  /** Rules that a line is freed of; `all` frees it of every rule. */
  lines: Map<number, ReadonlySet<RuleId> | 'all'>;
  file: ReadonlySet<RuleId> | 'all' | undefined;
  problems: { line: number; message: string }[];
}

/** Behind `#`, `//`, `/*`, `--`, `;` or `<!--`. What follows `--` or `because` is a reason, for people. */
const COMMENT = /(?:#|\/\/|\/\*|<!--|--|;)\s*gorilla-ignore(-next-line|-file)?(?=[\s:*]|$|-->)([^\n]*)/;

const merged = (a: ReadonlySet<RuleId> | 'all' | undefined, b: ReadonlySet<RuleId> | 'all') =>
  a === 'all' || b === 'all' ? 'all' : new Set([...(a ?? []), ...b]);

/**
 * Reads `gorilla-ignore [ids]` (this line; alone on its line: the next one that is no comment), `gorilla-ignore-next-line [ids]` and
 * `gorilla-ignore-file [ids]`. An id that is no rule is a problem, and frees nothing.
 */
export function readIgnores(text: string): Ignores {
  const ignores: Ignores = { lines: new Map(), file: undefined, problems: [] };
  if (!text.includes('gorilla-ignore')) return ignores;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const match = COMMENT.exec(line);
    if (!match) continue;
    const words = match[2]!
      .split(/--|\*\/|\bbecause\b/, 1)[0]!
      .split(/[\s,:]+/)
      .filter(Boolean);
    const ids = words.filter(isRuleId);
    for (const word of words)
      if (!isRuleId(word))
        ignores.problems.push({ line: index + 1, message: `gorilla-ignore: there is no rule ${word}` });
    if (words.length > 0 && ids.length === 0) continue;
    const what = ids.length > 0 ? new Set(ids) : 'all';
    if (match[1] === '-file') ignores.file = merged(ignores.file, what);
    else {
      const alone = line.slice(0, match.index).trim() === '';
      const target = match[1] === '-next-line' || alone ? nextLine(lines, index) : index + 1;
      ignores.lines.set(target, merged(ignores.lines.get(target), what));
    }
  }
  return ignores;
}

function nextLine(lines: readonly string[], from: number): number {
  let at = from + 1;
  while (at < lines.length && /^\s*(?:$|(?:#|\/\/|<!--).*gorilla-ignore)/.test(lines[at]!)) at++;
  return at + 1;
}

/** `lines`: of the finding, and of the call that it belongs to. */
export function isIgnored(ignores: Ignores, id: RuleId, lines: readonly number[]): boolean {
  const frees = (what: ReadonlySet<RuleId> | 'all' | undefined): boolean => what === 'all' || what?.has(id) === true;
  return frees(ignores.file) || lines.some((line) => frees(ignores.lines.get(line)));
}
