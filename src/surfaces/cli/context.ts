import type { Effective } from './config.ts';
import type { Paths } from './paths.ts';
import type { Service } from './service.ts';
import type { Terminal } from './terminal.ts';

/** What every command gets. Costly things come when they are asked for: `gorilla config path` opens no pack. */
export interface Context {
  terminal: Terminal;
  paths: Paths;
  /** Fails: `config-invalid`. */
  config(): Effective;
  service(): Promise<Service>;
  /** The status that the process ends with; 0 unless a command sets it. */
  exit: number;
}

/** Nothing in the zoo serves the request, or the checked call is wrong. */
export const EXIT_NO_CALL = 1;

/** A call was printed, but some required values of it are blanks. */
export const EXIT_BLANKS = 10;

export function printJson(context: Context, value: unknown): void {
  context.terminal.out(`${JSON.stringify(value, null, context.terminal.colour.out ? 2 : 0)}\n`);
}
