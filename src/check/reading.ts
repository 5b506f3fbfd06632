import type { Finding } from '../schema/call.ts';
import type { Zoo } from '../zoo/zoo.ts';
import type { RuleId, Verdict } from './report.ts';

/** A finding as a reader gives it: `start` and `end` in the snippet's text, `repair` a proposal that `checkFile` tries before it is shown. */
export interface ReadFinding extends Omit<Finding, 'code'> {
  code: RuleId;
  /** The repair is the only meaning, by the documents. */
  safe?: boolean;
}

/** One call as a language's reader finds it: half-open range of the snippet's text. */
export interface ReadCall {
  verdict: Verdict;
  /** Id of the operation. */
  operation?: string;
  start: number;
  end: number;
  findings: ReadFinding[];
  /** Why it is `unknown` or `not-checked`. */
  why?: string;
}

/**
 * What is written in a snippet in another language: a command line in `subprocess.run("…", shell=True)`, a manifest in a here-document. Offsets
 * lead to the snippet's own text.
 */
export interface Nested {
  language: 'shell' | 'manifest';
  text: string;
  offset(at: number): number;
}

export interface Reading {
  calls: ReadCall[];
  /** What could not be read, with the place in the snippet's text. */
  problems: { at: number; message: string }[];
  nested?: Nested[];
}

/**
 * Reads all calls of a text in one language and judges each. Pure; fails never on the text's account: what cannot be read is a problem.
 * Calls of nothing that the zoo could have (`len(x)`, `cd`) are left out, not `unknown`.
 */
export type Reader = (zoo: Zoo, text: string) => Reading;
