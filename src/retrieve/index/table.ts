import { AppError } from '../../schema/error.ts';
import type { Operation, Surface } from '../../schema/operation.ts';

export const SURFACES: readonly Surface[] = ['cli', 'http', 'python', 'typescript'];
const STABILITY = { stable: 0, beta: 1, alpha: 2 } as const;

/** What ranking needs to know of every operation without reading its document: a few bytes each. */
export interface OperationTable {
  size: number;
  providers: string[];
  services: string[];
  /** Index into `providers` / `services`. */
  provider: Uint16Array;
  service: Uint16Array;
  /** Bit n: the operation has surface n of `SURFACES`. */
  surfaces: Uint8Array;
  /** 0 … 255, from how often people and vendors write of it. */
  popularity: Uint8Array;
  /** 0 stable, 1 beta, 2 alpha; +4 deprecated; +8 destructive. */
  flags: Uint8Array;
  required: Uint8Array;
  parameters: Uint8Array;
  /** How many written requests mean it (at most 255). */
  asked: Uint8Array;
}

export const DEPRECATED = 4;
export const DESTRUCTIVE = 8;

export function surfaceBits(surfaces: Iterable<Surface>): number {
  let bits = 0;
  for (const s of surfaces) bits |= 1 << SURFACES.indexOf(s);
  return bits;
}

export function emptyTable(size: number): OperationTable {
  return {
    size,
    providers: [],
    services: [],
    provider: new Uint16Array(size),
    service: new Uint16Array(size),
    surfaces: new Uint8Array(size),
    popularity: new Uint8Array(size),
    flags: new Uint8Array(size),
    required: new Uint8Array(size),
    parameters: new Uint8Array(size),
    asked: new Uint8Array(size),
  };
}

/** Numbers the names of providers and services while a table is filled. */
export class TableWriter {
  readonly table: OperationTable;
  private readonly numbers = new Map<string, number>();

  constructor(size: number) {
    this.table = emptyTable(size);
  }

  private number(list: string[], key: string, name: string): number {
    let n = this.numbers.get(key);
    if (n === undefined) {
      n = list.push(name) - 1;
      this.numbers.set(key, n);
    }
    return n;
  }

  set(ordinal: number, operation: Operation, popularity: number): void {
    const t = this.table;
    t.provider[ordinal] = this.number(t.providers, `p ${operation.provider}`, operation.provider);
    const service = `${operation.provider}/${operation.service ?? ''}`;
    t.service[ordinal] = this.number(t.services, `s ${service}`, service);
    t.surfaces[ordinal] = surfaceBits(operation.invocations.map((i) => i.surface));
    t.popularity[ordinal] = Math.max(0, Math.min(255, Math.round(popularity)));
    t.flags[ordinal] =
      STABILITY[operation.stability ?? 'stable'] |
      (operation.deprecated ? DEPRECATED : 0) |
      (operation.destructive ? DESTRUCTIVE : 0);
    t.required[ordinal] = Math.min(255, operation.parameters.filter((p) => p.required).length);
    t.parameters[ordinal] = Math.min(255, operation.parameters.filter((p) => !p.global).length);
  }
}

export const COLUMNS = [
  'provider',
  'service',
  'surfaces',
  'popularity',
  'flags',
  'required',
  'parameters',
  'asked',
] as const;

export function encodeTable(table: OperationTable): Buffer {
  const head = Buffer.from(
    JSON.stringify({ format: 1, size: table.size, providers: table.providers, services: table.services }),
  );
  const length = Buffer.alloc(8);
  length.writeUInt32LE(0x5447_5a47, 0);
  length.writeUInt32LE(head.length, 4);
  const pad = Buffer.alloc((8 - (head.length % 8)) % 8);
  return Buffer.concat([
    length,
    head,
    pad,
    ...COLUMNS.map((c) => Buffer.from(table[c].buffer, table[c].byteOffset, table[c].byteLength)),
  ]);
}

/** Fails: `pack-broken`, `pack-too-new`. */
export function decodeTable(file: Buffer, name: string): OperationTable {
  const broken = (cause?: unknown): AppError =>
    new AppError(
      'pack-broken',
      `The operation table ${name} is damaged.`,
      'Install the package anew, or run `npm run zoo:build`.',
      cause,
    );
  if (file.length < 8 || file.readUInt32LE(0) !== 0x5447_5a47) throw broken();
  const length = file.readUInt32LE(4);
  let head: { format: number; size: number; providers: string[]; services: string[] };
  try {
    head = JSON.parse(file.toString('utf8', 8, 8 + length));
  } catch (cause) {
    throw broken(cause);
  }
  if (head.format > 1)
    throw new AppError('pack-too-new', `The operation table ${name} has format ${head.format}.`, 'Update gorilla.');
  const table = emptyTable(head.size);
  table.providers = head.providers;
  table.services = head.services;
  let at = 8 + length + ((8 - (length % 8)) % 8);
  for (const column of COLUMNS) {
    const into = table[column];
    if (at + into.byteLength > file.length) throw broken();
    new Uint8Array(into.buffer).set(file.subarray(at, at + into.byteLength));
    at += into.byteLength;
  }
  return table;
}
