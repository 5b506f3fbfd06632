import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Operation, Skip } from '../../schema/operation.ts';
import { commandPathOf, readExamples } from './examples.ts';

const EXAMPLES_PER_OPERATION = 3;
const CALL_LENGTH = 300;

async function exampleFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries
    .filter((name) => name.endsWith('.rst'))
    .map((name) => name.replaceAll(sep, '/'))
    .sort();
}

/** Gives each operation its vendor examples, at most three. Returns those that call nothing that the tables know. */
export async function attachExamples(folder: string, operations: Operation[]): Promise<Skip[]> {
  const byPath = new Map<string, Operation>();
  for (const operation of operations) {
    for (const { surface, path } of operation.invocations) if (surface === 'cli') byPath.set(path, operation);
  }
  const skipped: Skip[] = [];
  for (const file of await exampleFiles(folder)) {
    for (const { instruction, call } of readExamples(await readFile(join(folder, file), 'utf8'))) {
      const path = commandPathOf(call, byPath);
      const operation = path === undefined ? undefined : byPath.get(path);
      if (!operation) {
        skipped.push({ pointer: `examples/${file}`, reason: `no such command: ${call.slice(0, 80)}` });
        continue;
      }
      operation.examples ??= [];
      const known = operation.examples.some((example) => example.call === call);
      if (!known && call.length <= CALL_LENGTH && operation.examples.length < EXAMPLES_PER_OPERATION) {
        operation.examples.push({ instruction, call, surface: 'cli' });
      }
    }
  }
  for (const operation of operations) if (operation.examples?.length === 0) delete operation.examples;
  return skipped;
}
