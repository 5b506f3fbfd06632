import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RenderedCall } from '../../src/schema/call.ts';
import { AppError } from '../../src/schema/error.ts';

/** A command line as an independent judge gets it: the program, its command path, and all words behind the program as a shell splits the text. */
export interface Line {
  id: string;
  text: string;
  /** `['git', 'commit']`. */
  path: string[];
  words: string[];
}

/** `accepted`; `rejected` with the judge's own words; `skipped` with why it could not judge. */
export type Verdict =
  | { outcome: 'accepted' }
  | { outcome: 'rejected'; because: string }
  | { outcome: 'skipped'; because: string };

export const accepted: Verdict = { outcome: 'accepted' };
export const rejected = (because: string): Verdict => ({ outcome: 'rejected', because });
export const skipped = (because: string): Verdict => ({ outcome: 'skipped', because });

/** A person reads `<name>` as a blank, a shell as a redirection: blanks are quoted before the text is split. */
const BLANK = /(?<=[\s=,]|^)<[\p{L}\p{N}_.-]+>/gu;

const SPLIT = fileURLToPath(new URL('./shell_split.py', import.meta.url));

/** The lines of calls, split by Python's shlex. Fails: `tool-missing` without Python. */
export function linesOf(calls: { id: string; call: RenderedCall }[]): Line[] {
  const input = calls.map(({ call }) => JSON.stringify(call.text.replace(BLANK, "'$&'"))).join('\n');
  const output = python([SPLIT], `${input}\n`).trim().split('\n');
  return calls.map(({ id, call }, i) => {
    const words = JSON.parse(output[i]!) as string[];
    return { id, text: call.text, path: call.path.split(' '), words: words.slice(1) };
  });
}

export function python(args: string[], input: string, env: NodeJS.ProcessEnv = process.env): string {
  try {
    return execFileSync('python3', args, { input, encoding: 'utf8', env, maxBuffer: 1 << 28 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new AppError('tool-missing', 'python3 cannot be started.', 'The judges need Python 3.10 or later.', cause);
  }
}
