import { AppError } from './schema/error.ts';

const MAX_REQUEST = 8000;

/** The request as it may be read. Fails: `request-too-long`, `binary-input`, `empty-request`. */
export function checkRequest(request: string): string {
  if (request.length > MAX_REQUEST) {
    throw new AppError(
      'request-too-long',
      `The request has ${request.length} characters; at most ${MAX_REQUEST} are read.`,
      'Say the task in a sentence or two.',
    );
  }
  if (request.includes('\u0000'))
    throw new AppError(
      'binary-input',
      'The request holds a NUL character: it is not text.',
      'Give the task in plain words.',
    );
  if (!request.trim())
    throw new AppError(
      'empty-request',
      'The request is empty.',
      'Say what is to be done, for example: gorilla "list my s3 buckets".',
    );
  return request;
}
