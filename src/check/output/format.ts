import type { Outcome } from '../run/run.ts';
import { toGithub } from './github.ts';
import { toJson } from './json.ts';

export const FORMATS = ['human', 'json', 'sarif', 'github', 'junit'] as const;

export type Format = (typeof FORMATS)[number];

export interface FormatOptions {
  version: string;
  /** The name that a file has in the baseline, by the name that is shown. */
  keyOf(path: string): string;
  colour: boolean;
  width: number;
}

/** A report in one of the forms. XML and SARIF are loaded only where they are wanted. */
export async function formatted(outcome: Outcome, format: Format, options: FormatOptions): Promise<string> {
  switch (format) {
    case 'human':
      return (await import('./human.ts')).toHuman(outcome, options);
    case 'json':
      return toJson(outcome.report);
    case 'sarif':
      return (await import('./sarif.ts')).toSarif(outcome, options);
    case 'github':
      return toGithub(outcome.report);
    case 'junit':
      return (await import('./junit.ts')).toJunit(outcome.report);
  }
}
