import { fileURLToPath } from 'node:url';
import { AppError, meaningOf } from '../schema/error.ts';
import { verifyPacks } from './verify-packs.ts';

/** `npm run zoo:verify [-- FOLDER]`: are the packs whole? */
const SHOWN = 20;

function main(folder: string): void {
  const { packs, operations, types, faults, lost } = verifyPacks(folder);
  console.log(`${packs} packs, ${operations} operations, ${types} types; ${lost.size} types are named but not held`);
  for (const [name, times] of [...lost].slice(0, SHOWN)) console.log(`  lost: ${name} (${times} times)`);
  for (const fault of faults.slice(0, SHOWN)) console.error(`  fault: ${fault}`);
  if (faults.length === 0) return;
  const hint = 'Build the packs again: npm run zoo:build.';
  throw new AppError('pack-broken', `${faults.length} faults in ${folder}`, hint);
}

try {
  main(process.argv[2] ?? fileURLToPath(new URL('../../packs', import.meta.url)));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(`${error.message}\n${error.hint}`);
  process.exitCode = meaningOf(error.code).exit;
}
