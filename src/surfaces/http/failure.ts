import { AppError, type ErrorCode, meaningOf } from '../../schema/error.ts';
import { appErrorOf } from '../cli/failure.ts';

/** OpenAI's error object. */
export interface OpenAiError {
  error: { message: string; type: string; param: string | null; code: string | null };
}

const TYPES: Partial<Record<ErrorCode, string>> = {
  unauthorized: 'authentication_error',
  forbidden: 'permission_error',
  'not-found': 'not_found_error',
  'rate-limited': 'rate_limit_error',
};

/** Codes that clients of OpenAI know under another name. */
const CODES: Partial<Record<ErrorCode, string>> = {
  unauthorized: 'invalid_api_key',
  'rate-limited': 'rate_limit_exceeded',
  'request-too-long': 'context_length_exceeded',
};

/** Errors of fastify and its plugins, as ours. */
function ofServer(error: unknown): AppError {
  if (error instanceof AppError || !(error instanceof Error)) return appErrorOf(error);
  const status = 'statusCode' in error ? error.statusCode : undefined;
  const known: Record<number, [ErrorCode, string]> = {
    400: ['bad-request', 'The fields of each request are in /openapi.json.'],
    404: ['not-found', 'The paths are in /openapi.json.'],
    413: ['source-too-large', 'Send less at a time.'],
    415: ['bad-request', 'Send JSON, with the header Content-Type: application/json.'],
    429: ['rate-limited', 'Wait as long as Retry-After says.'],
    503: ['overloaded', 'Try again in a second.'],
  };
  const meant = typeof status === 'number' ? known[status] : undefined;
  return meant ? new AppError(meant[0], error.message, meant[1], error) : appErrorOf(error);
}

/** A failure as a client gets it. Faults of ours say nothing of the inside: the log has them. */
export function openAiFailure(error: unknown): { status: number; body: OpenAiError; failure: AppError } {
  const failure = ofServer(error);
  const { http } = meaningOf(failure.code);
  const param = /\b(?:body|messages|tools|input|prompt)(?:[/.[][\w/.[\]-]*)?/.exec(failure.message)?.[0] ?? null;
  const message =
    failure.code === 'internal'
      ? 'A fault of ours; the log of the server has it.'
      : `${failure.message.replace(/[^.!?]$/, '$&.')} ${failure.hint}`;
  const type = TYPES[failure.code] ?? (http >= 500 ? 'server_error' : 'invalid_request_error');
  return {
    status: http,
    body: { error: { message, type, param: http < 500 ? param : null, code: CODES[failure.code] ?? failure.code } },
    failure,
  };
}
