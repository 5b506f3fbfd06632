import type { Call, Finding, RenderedCall } from './call.ts';
import type { Operation, Surface } from './operation.ts';

/** A call with everything that a person needs to judge it. Every call that leaves the engine has passed the verifier. */
export interface CheckedCall {
  call: Call;
  operation: Operation;
  rendered: RenderedCall;
  findings: Finding[];
}

/** One reading of the request: a call, or several in order ("… and then …"). */
export interface Candidate {
  calls: CheckedCall[];
  /** Probability that this is what was meant, 0 … 1. */
  confidence: number;
}

export interface Answer {
  request: string;
  /** Nothing in the zoo serves the request; `candidates` are then the nearest operations. */
  abstained: boolean;
  /** Best first, at most `limit`. */
  candidates: Candidate[];
  latencyMs: number;
  /** Where a bigger model is configured: whether the first candidate, or the abstention, is its; `why` not. */
  backend?: { model: string; used: boolean; why?: string };
}

export interface AskOptions {
  /** Absent: the surface that the best operation has (command line first). */
  surface?: Surface;
  /** Only these providers. */
  scope?: string[];
  /** At most this many candidates; 5 where absent. */
  limit?: number;
  /** Runners-up that are out of the question are filled, too: for people, who want to see what else there is. */
  unlikely?: boolean;
  /** No connection is opened for this request, whatever is configured. */
  offline?: boolean;
}

export interface SearchHit {
  operation: Operation;
  /** Not comparable between requests. */
  score: number;
}

/** What surfaces (command line, server, editor) know of the engine. */
export interface Asking {
  ask(request: string, options?: AskOptions): Promise<Answer>;
  search(words: string, options?: AskOptions): Promise<SearchHit[]>;
}
