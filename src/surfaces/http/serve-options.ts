import { AppError } from '../../schema/error.ts';

/** Everything about a server that a person can choose. */
export interface ServeOptions {
  host: string;
  /** 0: any free one. */
  port: number;
  /** Bearer keys; empty: none is asked for, which only an address of this machine itself allows. */
  keys: string[];
  /** Names under which this server may be called, besides its own address. */
  allowedHosts: string[];
  /** Origins of web pages that may call it. */
  allowedOrigins: string[];
  /** Requests a minute for each key, or address; 0: no limit. */
  ratePerMinute: number;
  /** Requests that may wait for an answer; more are refused with 503. */
  queue: number;
  /** Seconds until an answer must be there. */
  timeoutSeconds: number;
  /** Seconds that requests have to end after SIGTERM. */
  drainSeconds: number;
  bodyBytes: number;
  /** Of a document that is taught. */
  documentBytes: number;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Requests' texts go to the log: off, for they may be private. */
  logText: boolean;
}

/** One caller alone cannot reach this on two cores; a loop that ran wild does. */
const LOOPBACK_RATE = 60_000;
const PUBLIC_RATE = 600;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

export function serveDefaults(host = '127.0.0.1'): ServeOptions {
  return {
    host,
    port: 8080,
    keys: [],
    allowedHosts: [],
    allowedOrigins: [],
    ratePerMinute: isLoopback(host) ? LOOPBACK_RATE : PUBLIC_RATE,
    queue: 512,
    timeoutSeconds: 30,
    drainSeconds: 20,
    bodyBytes: 1 << 20,
    documentBytes: 32 << 20,
    logLevel: 'info',
    logText: false,
  };
}

const SHORTEST_KEY = 16;

/** Fails: `config-invalid` where other machines could call without a key, or a key can be guessed. */
export function checkSafe(options: ServeOptions): void {
  if (!isLoopback(options.host) && options.keys.length === 0)
    throw new AppError(
      'config-invalid',
      `Other machines can reach ${options.host}, and no key is set.`,
      'Set GORILLA_SERVE_KEYS or --key-file (one key a line), or listen on 127.0.0.1.',
    );
  const short = options.keys.findIndex((key) => key.length < SHORTEST_KEY);
  if (short >= 0)
    throw new AppError(
      'config-invalid',
      `Key ${short + 1} has fewer than ${SHORTEST_KEY} characters.`,
      'Make one: openssl rand -hex 24',
    );
  const wrong = options.allowedOrigins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined)
    throw new AppError(
      'config-invalid',
      `${wrong} is no origin.`,
      'An origin has a scheme and a host: https://app.example.com',
    );
}
