/** Every way in which input or environment can be broken. A wrong answer is not an error but a `Finding`. */
export type ErrorCode =
  | 'usage'
  | 'empty-request'
  | 'request-too-long'
  | 'binary-input'
  | 'bad-json-line'
  | 'unknown-provider'
  | 'unknown-operation'
  | 'unknown-surface'
  | 'pack-missing'
  | 'pack-broken'
  | 'pack-too-new'
  | 'source-unreadable'
  | 'source-too-large'
  | 'source-too-deep'
  | 'source-unsupported'
  | 'download-failed'
  | 'disk-full'
  | 'read-only'
  | 'permission'
  | 'config-invalid'
  | 'daemon-unreachable'
  | 'tool-missing'
  | 'tool-failed'
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'overloaded'
  | 'timed-out'
  | 'address-taken'
  | 'cancelled'
  | 'internal';

/** `exit`: process status. `http`: status of the server. `anchor`: heading in docs/errors.md. */
export interface ErrorMeaning {
  exit: number;
  http: number;
  title: string;
  anchor: string;
}

const meaning = (exit: number, http: number, title: string): Omit<ErrorMeaning, 'anchor'> => ({ exit, http, title });

const MEANINGS: Record<ErrorCode, Omit<ErrorMeaning, 'anchor'>> = {
  usage: meaning(2, 400, 'The command line cannot be understood'),
  'empty-request': meaning(2, 400, 'There is no request'),
  'request-too-long': meaning(2, 413, 'The request is too long'),
  'binary-input': meaning(2, 400, 'The input is not text'),
  'bad-json-line': meaning(2, 400, 'A line of the input is not a JSON request'),
  'unknown-provider': meaning(2, 404, 'No such provider in the zoo'),
  'unknown-operation': meaning(2, 404, 'No such operation in the zoo'),
  'unknown-surface': meaning(2, 400, 'No such surface'),
  'pack-missing': meaning(3, 500, 'A pack is missing'),
  'pack-broken': meaning(3, 500, 'A pack is damaged'),
  'pack-too-new': meaning(3, 500, 'A pack was made for a newer version'),
  'source-unreadable': meaning(4, 422, 'A document cannot be read'),
  'source-too-large': meaning(4, 413, 'A document is too large'),
  'source-too-deep': meaning(4, 422, 'A document is nested too deeply'),
  'source-unsupported': meaning(4, 422, 'No adapter reads this document'),
  'download-failed': meaning(5, 502, 'A download failed'),
  'disk-full': meaning(6, 507, 'The disk is full'),
  'read-only': meaning(6, 500, 'The place is read-only'),
  permission: meaning(6, 500, 'Permission denied'),
  'config-invalid': meaning(7, 500, 'The configuration is not valid'),
  'daemon-unreachable': meaning(8, 503, 'The background process does not answer'),
  'tool-missing': meaning(9, 422, 'A program is not installed'),
  'tool-failed': meaning(9, 422, 'A program failed'),
  'bad-request': meaning(2, 400, 'The request to the server cannot be understood'),
  unauthorized: meaning(11, 401, 'The key is missing or wrong'),
  forbidden: meaning(11, 403, 'The server does not serve this caller'),
  'not-found': meaning(2, 404, 'The server has no such thing'),
  'rate-limited': meaning(11, 429, 'Too many requests'),
  overloaded: meaning(11, 503, 'The server has too much to do'),
  'timed-out': meaning(11, 504, 'The answer took too long'),
  'address-taken': meaning(11, 500, 'The server cannot listen at this address'),
  cancelled: meaning(130, 499, 'Cancelled'),
  internal: meaning(70, 500, 'A fault of ours'),
};

export const ERROR_CODES = Object.keys(MEANINGS) as ErrorCode[];

export function meaningOf(code: ErrorCode): ErrorMeaning {
  return { ...MEANINGS[code], anchor: `docs/errors.md#${code}` };
}

/**
 * Broken input or environment, for a person: `message` says what and where, `hint` how to mend it.
 * The only error type that leaves a module.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = hint;
  }
}
