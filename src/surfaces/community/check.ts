import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Entry, type EntryExample, entryFaults, ingestEntry } from '../../ingest/community/entry.ts';
import { spdx } from '../../ingest/openapi/licence.ts';
import { teachIngested } from '../../retrieve/layers/teach.ts';
import type { Answer } from '../../schema/answer.ts';
import { AppError } from '../../schema/error.ts';
import type { Json } from '../../schema/operation.ts';
import type { Engine } from '../cli/engine.ts';
import type { Paths } from '../cli/paths.ts';

export interface CheckedEntry {
  file: string;
  operations: number;
  examples: number;
  /** Empty: it can be taken. */
  faults: string[];
}

const MOST_BYTES = 2_000_000;

/**
 * Checks entries of the community zoo: schema, name, licence, and each example, answered by the engine over the shipped zoo and the entry, asked of the entry
 * alone. `openEngine`: tests bring their own.
 */
export async function checkEntries(
  files: string[],
  paths: Paths,
  openEngine: (paths: Paths) => Promise<Engine>,
): Promise<CheckedEntry[]> {
  const userDir = mkdtempSync(join(tmpdir(), 'gorilla-community-'));
  try {
    const read = files.map((file) => ({ file, ...readEntry(file) }));
    for (const { entry } of read)
      if (entry) teachIngested({ packsDir: paths.packs, userDir }, entry.name, [ingestEntry(entry)]);
    const engine = await openEngine({ ...paths, data: userDir });
    try {
      const checked: CheckedEntry[] = [];
      for (const { file, entry, faults } of read) {
        const wrong = entry ? await wrongAnswers(engine, entry) : [];
        checked.push({
          file,
          operations: entry?.operations.length ?? 0,
          examples: entry?.examples.length ?? 0,
          faults: [...faults, ...wrong],
        });
      }
      return checked;
    } finally {
      engine.close();
    }
  } finally {
    rmSync(userDir, { recursive: true, force: true });
  }
}

/** The entries of a folder, by name. */
export function entryFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'entry.schema.json')
    .sort()
    .map((name) => join(folder, name));
}

function readEntry(file: string): { entry?: Entry; faults: string[] } {
  if (statSync(file).size > MOST_BYTES) return { faults: [`has more than ${MOST_BYTES} bytes`] };
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { faults: [`is no JSON: ${(error as Error).message}`] };
  }
  const faults = entryFaults(value);
  if (faults.length > 0) return { faults };
  const entry = value as Entry;
  if (`${entry.name}.json` !== basename(file))
    faults.push(`is called ${basename(file)}, and its name is ${entry.name}`);
  if (!spdx(entry.licence))
    faults.push(`the licence ${entry.licence} does not let anybody pass it on (docs/adapters.md)`);
  const paths = new Set(entry.operations.flatMap((one) => one.invocations.map((way) => way.path)));
  for (const { op } of entry.examples) if (!paths.has(op)) faults.push(`the example's ${op} is none of its operations`);
  return { entry, faults };
}

async function wrongAnswers(engine: Engine, entry: Entry): Promise<string[]> {
  const wrong: string[] = [];
  for (const example of entry.examples) {
    const fault = await wrongAnswer(engine, entry.name, example);
    if (fault) wrong.push(`"${example.request}": ${fault}`);
  }
  return wrong;
}

async function wrongAnswer(engine: Engine, name: string, example: EntryExample): Promise<string | undefined> {
  let answer: Answer;
  try {
    answer = await engine.ask(example.request, {
      scope: [name],
      limit: 1,
      ...(example.surface ? { surface: example.surface } : {}),
    });
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  const rendered = answer.candidates[0]?.calls[0]?.rendered;
  if (!rendered) return 'nothing is found for it';
  if (rendered.path !== example.op) return `answered by ${rendered.path} instead of ${example.op}`;
  const [given, want] = [plain(rendered.arguments), plain(example.args ?? {})];
  if (given !== want) return `the arguments are ${given} instead of ${want}`;
  const [blank, blanks] = [[...rendered.missing].sort().join(), [...(example.missing ?? [])].sort().join()];
  return blank === blanks ? undefined : `leaves blank ${blank || 'nothing'} instead of ${blanks || 'nothing'}`;
}

/** Arguments as text: in the order of their names, numbers and texts alike. */
function plain(args: Record<string, Json>): string {
  const sorted = Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    Object.fromEntries(sorted.map(([name, value]) => [name, typeof value === 'object' ? value : String(value)])),
  );
}
