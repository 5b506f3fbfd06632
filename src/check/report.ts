import type { FindingCode } from '../schema/call.ts';

/** `unknown`: a tool, plug-in or host that the zoo does not have. `not-checked`: known only when the text runs. */
export type Verdict = 'right' | 'wrong' | 'unknown' | 'not-checked';

/** Stable ids of findings: part of the interface (ignore comments, baselines and SARIF rules name them). */
export type RuleId = FindingCode | 'removed' | 'not-yet-available';

/** Half-open character range of the file; lines and columns count from 1. */
export interface Place {
  start: number;
  end: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A replacement of a range of the file, verified: the call with it raises no error. */
export interface Repair {
  start: number;
  end: number;
  text: string;
  /** One meaning only, by the documents (an alias, a near spelling with no rival): `--fix` applies it. */
  safe: boolean;
}

export interface CheckFinding {
  id: RuleId;
  severity: 'error' | 'warning';
  message: string;
  place: Place;
  /** The document that says so. */
  source?: { name: string; version: string; url?: string };
  repair?: Repair;
}

/** One call found in a file. */
export interface CheckedPlace {
  verdict: Verdict;
  /** The operation's id, where the zoo has it. */
  operation?: string;
  /** The call as it is written. */
  text: string;
  place: Place;
  findings: CheckFinding[];
  /** Why it is `unknown` or `not-checked`. */
  why?: string;
}

export interface FileReport {
  path: string;
  calls: CheckedPlace[];
  /** What of the file could not be read, with a line; never a reason to fail the run. */
  problems: { line: number; message: string }[];
}

export interface Report {
  files: FileReport[];
  totals: Record<Verdict, number> & { files: number; errors: number; warnings: number; fixed: number };
}
