import { connect, type Socket } from 'node:net';
import { type DaemonReply, type DaemonRequest, PROTOCOL } from './protocol.ts';

/** `Omit` over each member of the union, not over what they have in common. */
type Unversioned<T> = T extends unknown ? Omit<T, 'v' | 'build'> : never;

export type Message = Unversioned<DaemonRequest>;

/** Why there was no reply. `absent`: nothing listens there (any more). */
export type Unreachable = 'absent' | 'silent' | 'broken' | 'stale';

/**
 * Sends one message and waits for its reply. Never throws: whoever asks has another way to the answer, the work in its own process.
 * This file is part of the tiny entry, so it imports `net` alone.
 */
export function askDaemon(
  socketPath: string,
  build: string,
  message: Message,
  timeoutMs: number,
): Promise<DaemonReply | Unreachable> {
  return new Promise((settle) => {
    const socket: Socket = connect(socketPath);
    let received = '';
    const end = (result: DaemonReply | Unreachable) => {
      clearTimeout(timer);
      socket.destroy();
      settle(result);
    };
    const timer = setTimeout(() => end('silent'), timeoutMs);
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(`${JSON.stringify({ v: PROTOCOL, build, ...message })}\n`));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? 'absent' : 'broken'),
    );
    socket.on('close', () => end('broken'));
    socket.on('data', (part: string) => {
      received += part;
      const at = part.indexOf('\n');
      if (at < 0) return;
      end(replyOf(received.slice(0, received.indexOf('\n'))));
    });
  });
}

function replyOf(line: string): DaemonReply | Unreachable {
  try {
    const reply = JSON.parse(line) as DaemonReply;
    return reply.kind === 'stale' ? 'stale' : reply;
  } catch (error) {
    if (error instanceof SyntaxError) return 'broken';
    throw error;
  }
}
