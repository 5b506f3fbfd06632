import type { Ask } from '../../schema/operation.ts';

/** An ask with the training line that it was written on, and which of the line's voices it is. */
export interface StoredAsk extends Ask {
  line: string;
  voice: number;
}

export const JOINED_ASKS = 'joined.jsonl';

/** One of the calls of a request for several: as an ask of this operation alone, with the request's text. */
export interface JoinedCall {
  owner: number;
  arguments: NonNullable<Ask['arguments']>;
}

/** An ask for several operations at once. */
export interface JoinedAsk extends Pick<StoredAsk, 'text' | 'line' | 'voice'> {
  calls: JoinedCall[];
}

/** Asks, one JSON line per entry, parsed one by one when somebody asks. */
export class AskStore<T = StoredAsk> {
  private readonly starts: Uint32Array;
  private readonly bytes: Buffer;
  readonly size: number;

  /** A whole file of asks. */
  static of<T = StoredAsk>(bytes: Buffer): AskStore<T> {
    let entries = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) entries++;
    return new AskStore<T>(bytes, entries);
  }

  constructor(bytes: Buffer, entries: number) {
    this.size = entries;
    this.bytes = bytes;
    this.starts = new Uint32Array(entries + 1);
    let at = 0;
    for (let i = 0; i < entries; i++) {
      this.starts[i] = at;
      const end = bytes.indexOf(10, at);
      at = end < 0 ? bytes.length : end + 1;
    }
    this.starts[entries] = at;
  }

  ask(entry: number): T {
    return JSON.parse(this.bytes.toString('utf8', this.starts[entry]!, this.starts[entry + 1]! - 1)) as T;
  }
}

export function encodeAsks(asks: readonly (StoredAsk | JoinedAsk)[]): Buffer {
  return Buffer.from(asks.map((ask) => `${JSON.stringify(ask)}\n`).join(''));
}
