import { readRequestFolder } from '../../src/retrieve/index/write.ts';
import type { RenderedCall } from '../../src/schema/call.ts';
import { AppError } from '../../src/schema/error.ts';
import type { Ingested, Json, Operation, Surface } from '../../src/schema/operation.ts';
import { pathKey } from '../../src/zoo/path-key.ts';
import { parameterOf } from './change.ts';
import type { OlderDocuments } from './older.ts';
import { REQUESTS } from './sample.ts';

/** `new`: only the newer documents have the operation; `option`: only they have one of its options; `removed`: only the older have it; `old`: both. */
export type Age = 'old' | 'new' | 'option' | 'removed';

interface Written {
  id: string;
  age: Age;
  provider: string;
  surface: Surface;
  op: string;
  args: Record<string, Json>;
  request: string;
}

type Says = (operation: Operation, rendered: RenderedCall) => boolean;

export interface VersionRequest extends Written {
  /** Whether a call says something that these documents do not have. */
  unknown: { older: Says; newer: Says };
}

export function readVersionRequests(text: string): Written[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Written);
}

class Documents {
  private readonly byPath = new Map<string, Operation[]>();

  constructor(parts: readonly Ingested[]) {
    for (const operation of parts.flatMap((part) => part.operations))
      for (const { surface, path } of operation.invocations) {
        const key = pathKey(surface, path);
        this.byPath.set(key, [...(this.byPath.get(key) ?? []), operation]);
      }
  }

  at(surface: Surface, path: string): Operation[] {
    return this.byPath.get(pathKey(surface, path)) ?? [];
  }

  /** The call is one of these documents', with all its names. */
  know(surface: Surface, path: string, names: readonly string[]): boolean {
    return this.at(surface, path).some((operation) => names.every((name) => parameterOf(operation, surface, name)));
  }
}

/**
 * Each request against both versions: right by the newer document (a removed one by the older), its age what it says, its operation in no training request.
 * Fails: `usage` with all that is wrong. Those that training has learned since are left out by name.
 */
export function checkRequests(
  written: readonly Written[],
  older: readonly OlderDocuments[],
  newer: readonly Ingested[],
): { requests: VersionRequest[]; leftOut: string[] } {
  const before = new Documents(older.flatMap(({ parts }) => parts));
  const now = new Documents(newer);
  const trained = new Set(
    readRequestFolder(REQUESTS).flatMap(({ meant }) => meant.flat().map(({ surface, op }) => pathKey(surface, op))),
  );
  const faults: string[] = [];
  const leftOut: string[] = [];
  const providers = new Set(newer.map(({ provider }) => provider));
  const says =
    (documents: Documents): Says =>
    (operation, { surface, path, arguments: given, missing }) => {
      if (!providers.has(operation.provider)) return false;
      const own = operation.parameters.filter((p) => !p.global);
      const named = [...Object.keys(given), ...missing].filter((name) => {
        const parameter = parameterOf(operation, surface, name);
        return parameter === undefined || own.includes(parameter);
      });
      return !documents.know(surface, path, named);
    };
  const unknown = { older: says(before), newer: says(now) };
  const requests = written.flatMap((one): VersionRequest[] => {
    const { id, age, surface, op, args } = one;
    const names = Object.keys(args);
    const [in1, in2] = [before.at(surface, op).length > 0, now.at(surface, op).length > 0];
    const [right1, right2] = [before.know(surface, op, names), now.know(surface, op, names)];
    const is: Age | 'wrong' =
      in1 && !in2 && right1 ? 'removed' : !right2 ? 'wrong' : !in1 ? 'new' : right1 ? 'old' : 'option';
    if (is !== age) faults.push(`${id}: ${is}, not ${age} (${op} ${names.join(' ')})`);
    const documents = is === 'removed' ? before : now;
    const [operation] = documents.at(surface, op);
    for (const p of operation?.parameters ?? [])
      if (p.required && !names.some((name) => parameterOf(operation!, surface, name) === p) && p.in !== 'body')
        faults.push(`${id}: ${op} requires ${p.name}`);
    if (trained.has(pathKey(surface, op)) && age !== 'removed') {
      leftOut.push(id);
      return [];
    }
    return [{ ...one, unknown }];
  });
  if (faults.length > 0)
    throw new AppError(
      'usage',
      `Requests are wrong by their documents:\n${faults.join('\n')}`,
      'Mend eval/rat/requests.jsonl.',
    );
  return { requests, leftOut };
}
