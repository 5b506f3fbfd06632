import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { AppError } from '../../schema/error.ts';
import { appErrorOf } from '../cli/failure.ts';
import { askDaemon } from './client.ts';
import { type DaemonReply, type DaemonRequest, type DaemonStatus, MAX_MESSAGE_BYTES, PROTOCOL } from './protocol.ts';
import { privateFolder, socketIdentity, whileOnlyStarter } from './socket-place.ts';

export interface DaemonWork {
  run(request: Extract<DaemonRequest, { kind: 'run' }>): Promise<{ out: string; err: string; exit: number }>;
  call(method: string, args: unknown[]): Promise<unknown>;
  operations(): number;
}

export interface DaemonSettings {
  socketPath: string;
  build: string;
  idleMinutes: number;
  /** Called once when the daemon has ended by itself or was told to. */
  onEnd(): void;
}

/** How often a daemon looks whether its socket is still its own. */
const WATCH_MS = 10_000;

export class Daemon {
  readonly #work: DaemonWork;
  readonly #settings: DaemonSettings;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #startedAt = new Date().toISOString();
  #requests = 0;
  #running = 0;
  #idle: NodeJS.Timeout | undefined;
  #watch: NodeJS.Timeout | undefined;
  #identity: string | undefined;
  #ended = false;

  constructor(work: DaemonWork, settings: DaemonSettings) {
    this.#work = work;
    this.#settings = settings;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** Listens, unless another daemon already does; returns whether it listens. */
  async start(): Promise<boolean> {
    const { socketPath } = this.#settings;
    privateFolder(socketPath);
    let listening = false;
    await whileOnlyStarter(socketPath, async () => {
      if (await this.#otherAnswers()) return;
      // Nobody answers there: what lies there was left by a killed daemon.
      if (process.platform !== 'win32') rmSync(socketPath, { force: true });
      await this.#listen();
      listening = true;
    });
    if (!listening) return false;
    this.#identity = socketIdentity(socketPath);
    this.#watch = setInterval(() => this.#endIfReplaced(), WATCH_MS).unref();
    this.#rest();
    return true;
  }

  async #otherAnswers(): Promise<boolean> {
    const { socketPath, build } = this.#settings;
    const reply = await askDaemon(socketPath, build, { kind: 'status' }, 2_000);
    if (reply !== 'stale') return typeof reply === 'object';
    // The one of another build ends now; it frees its place within a moment.
    for (let wait = 0; wait < 20 && socketIdentity(socketPath) !== undefined; wait++)
      await new Promise((go) => setTimeout(go, 25));
    return false;
  }

  #listen(): Promise<void> {
    return new Promise((settle, fail) => {
      // The socket is made with this mask: at no moment can another user connect.
      const mask = process.umask(0o177);
      this.#server.once('error', fail);
      this.#server.listen(this.#settings.socketPath, () => {
        if (process.platform !== 'win32') chmodSync(this.#settings.socketPath, 0o600);
        this.#server.removeListener('error', fail);
        settle();
      });
      process.umask(mask);
    });
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let pending = '';
    // Answers go out in the order of the questions, though their work may overlap.
    let last: Promise<void> = Promise.resolve();
    socket.setEncoding('utf8');
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (part: string) => {
      pending += part;
      for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 1);
        last = last.then(async () => this.#send(socket, await this.#answer(line)));
      }
      if (pending.length > MAX_MESSAGE_BYTES) {
        this.#send(
          socket,
          errorReply(new AppError('request-too-long', 'The message is too long.', 'Send less at once.')),
        );
        socket.destroySoon();
      }
    });
  }

  #send(socket: Socket, reply: DaemonReply): void {
    if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
  }

  async #answer(line: string): Promise<DaemonReply> {
    this.#running++;
    clearTimeout(this.#idle);
    try {
      const request = JSON.parse(line) as DaemonRequest;
      if (request.kind === 'stop') {
        setImmediate(() => this.end());
        return { kind: 'value', value: true };
      }
      if (request.v !== PROTOCOL || request.build !== this.#settings.build) {
        setImmediate(() => this.end());
        return { kind: 'stale' };
      }
      if (request.kind === 'status') return { kind: 'value', value: this.#status() };
      this.#requests++;
      if (request.kind === 'run') return { kind: 'ran', ...(await this.#work.run(request)) };
      return { kind: 'value', value: await this.#work.call(request.method, request.args) };
    } catch (error) {
      return errorReply(error);
    } finally {
      this.#running--;
      this.#rest();
    }
  }

  #status(): DaemonStatus {
    return {
      pid: process.pid,
      build: this.#settings.build,
      startedAt: this.#startedAt,
      requests: this.#requests,
      operations: this.#work.operations(),
      residentBytes: process.memoryUsage.rss(),
      idleMinutes: this.#settings.idleMinutes,
    };
  }

  #rest(): void {
    clearTimeout(this.#idle);
    if (this.#running === 0 && !this.#ended)
      this.#idle = setTimeout(() => this.end(), this.#settings.idleMinutes * 60_000);
  }

  #endIfReplaced(): void {
    if (socketIdentity(this.#settings.socketPath) !== this.#identity) this.#settings.onEnd();
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#idle);
    clearInterval(this.#watch);
    // Closing removes the socket's file. If it is another daemon's by now, it must stay: then the process ends without closing.
    if (socketIdentity(this.#settings.socketPath) === this.#identity) this.#server.close(() => this.#settings.onEnd());
    else this.#settings.onEnd();
    for (const socket of this.#sockets) socket.destroySoon();
  }
}

function errorReply(error: unknown): DaemonReply {
  const { code, message, hint } = appErrorOf(error);
  return { kind: 'error', code, message, hint };
}
