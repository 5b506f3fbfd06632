import { AppError, type ErrorCode, meaningOf } from '../../schema/error.ts';

/** What the operating system says, in our words. */
const SYSTEM: Record<string, [ErrorCode, string]> = {
  ENOSPC: ['disk-full', 'Free some space, or set GORILLA_HOME to a folder on another disk.'],
  EDQUOT: ['disk-full', 'Your quota is used up: free some space.'],
  EROFS: ['read-only', 'Set GORILLA_HOME to a folder that can be written.'],
  ENOTDIR: ['read-only', 'Set GORILLA_HOME to a folder that can be written.'],
  EACCES: ['permission', 'Change the owner or the mode of the file, or run as the user who owns it.'],
  EPERM: ['permission', 'Change the owner or the mode of the file, or run as the user who owns it.'],
};

/** Every failure as one of ours: the system's by its code, anything unforeseen as `internal`. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // An error that crossed the socket, or one of another bundle's AppError.
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = SYSTEM[code];
  const message = error instanceof Error ? error.message : String(error);
  if (known) return new AppError(known[0], message, known[1], error);
  return new AppError(
    'internal',
    message.split('\n')[0] || 'Something unforeseen happened.',
    'This is a fault of gorilla, not yours. GORILLA_DEBUG=1 shows where it happened: please report that.',
    error,
  );
}

export interface Failure {
  text: string;
  exit: number;
}

function traceOf(error: unknown): string {
  const traces: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) traces.push(at.stack ?? at.message);
  return traces.join('\ncaused by ');
}

/** The one place where a failure becomes words and an exit status. */
export function failureOf(error: unknown, form: { json: boolean; colour: boolean; debug: boolean }): Failure {
  const failure = appErrorOf(error);
  const meaning = meaningOf(failure.code);
  if (form.json) {
    const { code, message, hint } = failure;
    const shown = { error: { code, title: meaning.title, message, hint, docs: meaning.anchor, exit: meaning.exit } };
    return { text: `${JSON.stringify(shown)}\n`, exit: meaning.exit };
  }
  const bold = form.colour ? `\x1b[31;1m${meaning.title}\x1b[0m` : meaning.title;
  const lines = [
    `gorilla: ${bold} (${failure.code})`,
    `  ${failure.message}`,
    `  ${failure.hint}`,
    `  See ${meaning.anchor}`,
  ];
  if (form.debug) lines.push('', traceOf(failure));
  return { text: `${lines.join('\n')}\n`, exit: meaning.exit };
}
