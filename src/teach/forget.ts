import { forgetTaught } from '../retrieve/layers/teach.ts';
import { AppError } from '../schema/error.ts';
import { dropLedger, taughtNames } from './ledger.ts';

/** Removes a taught pack, its index and all its versions. What is shipped of the provider is there again. Fails: `unknown-provider`. */
export function forget(userDir: string, name: string): void {
  if (!taughtNames(userDir).includes(name)) throw notTaught(userDir, name);
  forgetTaught(userDir, name);
  dropLedger(userDir, name);
}

export function notTaught(userDir: string, name: string): AppError {
  const names = taughtNames(userDir);
  return new AppError(
    'unknown-provider',
    `Nothing is taught under the name ${name}.`,
    names.length > 0 ? `Taught are: ${names.join(', ')}.` : 'Nothing is taught yet: gorilla teach <source>.',
  );
}
