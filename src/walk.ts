import type { Case } from './generate/fill/cases.ts';
import type { FirstLook } from './generate/fill/fill.ts';
import type { ReadTargets } from './generate/fill/second-look.ts';
import type { Judges } from './models.ts';
import type { Ranked } from './retrieve/rank/verdict.ts';
import type { AskOfOperation, Query, Retrieved, RetrieveOptions, Retriever } from './retrieve/retriever.ts';
import type { AskOptions, Candidate, CheckedCall } from './schema/answer.ts';
import type { Call } from './schema/call.ts';
import type { Operation, Surface } from './schema/operation.ts';
import type { Zoo } from './zoo/zoo.ts';

/** How a caller asks; `without`: asks that do not count, for training. */
export type Asked = AskOptions & Pick<RetrieveOptions, 'without'>;

/** An operation whose arguments were looked for. */
export interface Draft {
  hit: Ranked;
  operation: Operation;
  surface: Surface;
  /** What people have asked of it. */
  cases: readonly AskAsCase[];
  look: FirstLook;
}

/** The best operations tried on a request; `read`: of the first of them, where there is a reader; `decided`: the call of each. */
export interface Tried {
  drafts: Draft[];
  read: ReadTargets[];
  decided: { call: Call; confidence: number }[];
}

/** How many of the best operations are filled, how many of their documents are read, and whether the words of the request are shared among them. */
export interface Trying {
  filled?: number;
  read?: number;
  together?: boolean;
}

/** A request that the encoder has; `understood` when it has its vector, if there is one. */
export interface Begun {
  query: Query;
  options: RetrieveOptions;
  understood: Promise<void>;
}

/** A request after retrieval and ranking. */
export interface Read {
  query: Query;
  judges: Judges;
  ranked: Ranked[];
  retrieved: Retrieved;
  /** Asks of the operations that will be filled. */
  asks: Map<number, AskOfOperation[]>;
  /** What requests for several calls say of the operations that are filled here. */
  joinedCases?: Map<number, AskAsCase[]>;
}

export type AskAsCase = AskOfOperation & { case: Case };

/** The steps of the engine's walk that several calls take again, each by itself. */
export interface Walk {
  readonly zoo: Zoo;
  readonly retriever: Retriever;
  /** Fails: `unknown-provider`. */
  retrieveOptions(options: Asked): RetrieveOptions;
  /** Gives a request to the encoder. */
  begin(text: string, options: Asked): Begun;
  ranked(begun: Begun): Promise<Read>;
  /** The best operations, filled; and what the reader says of the documents of the first. */
  tried(reading: Read, options: AskOptions, how?: Trying): Promise<Tried>;
  candidates(reading: Read, tried: Tried, limit: number): Candidate[];
  /** Mended, proved and rendered. */
  checked(draft: Call, operation: Operation): CheckedCall;
}
