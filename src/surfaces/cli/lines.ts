/** A line of the input; `text` is undefined where it is longer than the limit or not UTF-8. */
export interface Line {
  number: number;
  text: string | undefined;
  /** Bytes of the input up to the end of this line. */
  endByte: number;
}

const NEWLINE = 10;

function decoded(parts: Uint8Array[]): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * Splits bytes at `\n` alone: JSON may hold U+2028 in a string, where `readline` would cut. What is over the limit is counted, not
 * kept, so that a file without line ends cannot fill the memory.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array | string>, limitBytes: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  let seen = 0;
  const keep = (part: Uint8Array) => {
    length += part.length;
    if (length <= limitBytes) parts.push(part);
    else parts = [];
  };
  const line = (): Line => {
    number++;
    const text = length > limitBytes ? undefined : decoded(parts);
    parts = [];
    length = 0;
    return { number, text, endByte: seen };
  };
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      keep(bytes.subarray(start, end));
      seen += end - start + 1;
      yield line();
      start = end + 1;
    }
    keep(bytes.subarray(start));
    seen += bytes.length - start;
  }
  if (length > 0) yield line();
}
