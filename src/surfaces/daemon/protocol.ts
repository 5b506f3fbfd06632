import type { ErrorCode } from '../../schema/error.ts';
import type { TerminalState } from '../cli/terminal.ts';

/**
 * One JSON object a line each way, answered in the order asked. `build` is the hash of the sources: a daemon of another build says `stale`
 * and ends, so nobody ever gets an answer of the version before.
 */
export const PROTOCOL = 1;

/** More than any request needs: a command line of 8,000 characters, or a call with its operation. */
export const MAX_MESSAGE_BYTES = 4_000_000;

export type DaemonRequest = { v: number; build: string } & (
  | { kind: 'run'; argv: string[]; terminal: TerminalState }
  | { kind: 'call'; method: string; args: unknown[] }
  | { kind: 'status' }
  | { kind: 'stop' }
);

export interface DaemonStatus {
  pid: number;
  build: string;
  startedAt: string;
  requests: number;
  operations: number;
  residentBytes: number;
  idleMinutes: number;
}

export type DaemonReply =
  | { kind: 'stale' }
  | { kind: 'ran'; out: string; err: string; exit: number }
  | { kind: 'value'; value: unknown }
  | { kind: 'error'; code: ErrorCode; message: string; hint: string };
