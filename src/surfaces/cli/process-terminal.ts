import { type Terminal, wantsColour } from './terminal.ts';

/** Reads a stream up to a limit, and not further: a person may pipe a disk image by mistake. */
export async function readLimited(stream: AsyncIterable<Uint8Array | string>, limitBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    parts.push(bytes);
    size += bytes.length;
    if (size > limitBytes) break;
  }
  return Buffer.concat(parts).subarray(0, limitBytes + 1);
}

export function processTerminal(): Terminal {
  const { env, stdin, stdout, stderr } = process;
  return {
    out: (text) => {
      stdout.write(text);
    },
    err: (text) => {
      stderr.write(text);
    },
    stdin: (limitBytes) => readLimited(stdin, limitBytes),
    env,
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    colour: { out: wantsColour(env, stdout.isTTY === true), err: wantsColour(env, stderr.isTTY === true) },
    // Some terminals say that they are 0 wide.
    width: stdout.columns || stderr.columns || 100,
  };
}
