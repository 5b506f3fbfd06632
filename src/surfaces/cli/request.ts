import { AppError } from '../../schema/error.ts';

/** A request is a sentence or some; what is longer is a document that went the wrong way. */
export const MAX_REQUEST_CHARACTERS = 8_000;

/** Bytes worth reading to know that a text is longer: four bytes a character at most in UTF-8. */
export const MAX_REQUEST_BYTES = MAX_REQUEST_CHARACTERS * 4;

/** Text of raw input. Fails: `binary-input` where it is not UTF-8 or holds a zero; `request-too-long`. */
export function textOf(bytes: Uint8Array): string {
  const whole = bytes.length <= MAX_REQUEST_BYTES;
  let text: string;
  try {
    // The cut after the limit may go through a character: then only the length is wrong, and `stream` forgives the rest.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
  } catch (cause) {
    throw new AppError(
      'binary-input',
      'The standard input is not UTF-8 text.',
      'Pipe the request as plain text.',
      cause,
    );
  }
  if (text.includes('\0')) {
    throw new AppError(
      'binary-input',
      'The standard input holds zero bytes, so it is not text.',
      'Pipe the request as plain text.',
    );
  }
  return text;
}

/** The request, trimmed. Fails: `empty-request`, `request-too-long`, `binary-input`. */
export function checkedRequest(text: string): string {
  const request = text.trim();
  if (request === '') {
    throw new AppError('empty-request', 'There is no request.', 'Say what you want to do: gorilla list my s3 buckets');
  }
  if (request.length > MAX_REQUEST_CHARACTERS) {
    throw new AppError(
      'request-too-long',
      `The request has ${text.length > MAX_REQUEST_BYTES ? 'more than ' : ''}${request.length} characters; at most ${MAX_REQUEST_CHARACTERS} are read.`,
      'Say in a sentence or two what the call should do.',
    );
  }
  if (request.includes('\0')) {
    throw new AppError(
      'binary-input',
      'The request holds zero bytes, so it is not text.',
      'Give the request as plain text.',
    );
  }
  return request;
}
