import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Example, Operation, Skip } from '../../schema/operation.ts';
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
  const elsewhere: [Operation, Example][] = [];
  for (const file of await exampleFiles(folder)) {
    const own = byPath.get(`aws ${file.replace(/(\/_examples)?\.rst$/, '').replaceAll('/', ' ')}`);
    for (const { instruction, call } of readExamples(await readFile(join(folder, file), 'utf8'))) {
      const path = commandPathOf(call, byPath);
      const operation = path === undefined ? undefined : byPath.get(path);
      if (!operation) skipped.push({ pointer: `examples/${file}`, reason: `no such command: ${call.slice(0, 80)}` });
      else if (operation === own) attach(operation, { instruction, call, surface: 'cli' });
      else elsewhere.push([operation, { instruction, call, surface: 'cli' }]);
    }
  }
  // A command in another's file is a step on the way there: only for want of better ones.
  for (const [operation, example] of elsewhere) attach(operation, example);
  return skipped;
}

function attach(operation: Operation, example: Example): void {
  const examples = operation.examples ?? [];
  if (example.call.length > CALL_LENGTH || examples.length >= EXAMPLES_PER_OPERATION) return;
  if (!examples.some((known) => known.call === example.call)) operation.examples = [...examples, example];
}
