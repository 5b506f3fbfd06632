import type { BlockCache } from '../schema/block-cache.ts';
import type { Json, Operation, Parameter, ValueSchema } from '../schema/operation.ts';
import { appendGlobals, asGlobals, programOf } from './globals.ts';
import type { Lookup } from './lookup.ts';
import { PackFile, packBroken } from './pack-file.ts';
import type { PackHeader, PackProvider } from './pack-format.ts';
import { unpackOperation } from './record.ts';
import { unpackParameter, unpackSchema } from './record-schema.ts';

/** A block of lines, of which only those asked for are parsed. */
export interface LoadedBlock {
  raw: Buffer;
  /** Position of each line in `raw`, and the length of `raw` at the end. */
  starts: number[];
  decoded: unknown[];
  bytes: number;
}

/** Parsed records weigh more than their text; measured roughly, for the bound of the cache. */
const WEIGHT = 3;

function linesOf(raw: Buffer): LoadedBlock {
  const starts = [0];
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) starts.push(at + 1);
  starts.push(raw.length + 1);
  return { raw, starts, decoded: [], bytes: raw.length * WEIGHT };
}

/** Index of the last element whose key is not above the wanted one. */
function lastNotAbove(low: number, high: number, above: (index: number) => boolean): number {
  let from = low;
  let to = high;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (above(middle)) to = middle;
    else from = middle;
  }
  return from;
}

/** The records of one pack, by their number in it. */
export class PackReader {
  private readonly pack: PackFile;
  private typeNames: string[] | undefined;
  private globals: Map<string, Parameter[]>[] | undefined;

  constructor(
    file: string,
    private readonly cache: BlockCache<LoadedBlock>,
  ) {
    this.pack = new PackFile(file);
  }

  get header(): PackHeader {
    return this.pack.header;
  }

  /** Tells contents apart. */
  get identity(): string {
    return this.pack.identity;
  }

  get file(): string {
    return this.pack.file;
  }

  get bytes(): number {
    return this.pack.bytes;
  }

  get operations(): number {
    return this.header.providers.reduce((sum, provider) => sum + provider.operations, 0);
  }

  providerAt(number: number): PackProvider {
    return this.header.providers[this.providerIndex(number)]!;
  }

  operation(number: number): Operation {
    const { header } = this;
    const at = lastNotAbove(0, header.operationBlocks, (block) => this.pack.first(block) > number);
    const index = this.providerIndex(number);
    return this.record(at, number - this.pack.first(at), (line) => {
      const operation = unpackOperation(line, header.providers[index]!.provider);
      return appendGlobals(operation, this.globalsOf(index)?.get(programOf(operation) ?? ''));
    });
  }

  type(provider: string, name: string): ValueSchema | undefined {
    const { header } = this;
    const index = header.providers.findIndex((one) => one.provider === provider);
    if (index === -1 || header.typeNames === undefined) return undefined;
    this.typeNames ??= this.json(header.typeNames) as string[];
    const names = this.typeNames;
    const first = header.operationBlocks;
    const above = (block: number): boolean => {
      const owner = this.pack.first(first + block);
      return owner > index || (owner === index && names[block]! > name);
    };
    const block = lastNotAbove(0, header.typeBlocks, above);
    if (this.pack.first(first + block) !== index) return undefined;
    return this.typeTable(first + block).get(name);
  }

  /** The names of a provider's types, in order. */
  typeNamesOf(provider: string): string[] {
    const index = this.header.providers.findIndex((one) => one.provider === provider);
    const names: string[] = [];
    for (let block = 0; block < this.header.typeBlocks; block++) {
      const at = this.header.operationBlocks + block;
      if (this.pack.first(at) === index) names.push(...this.typeTable(at).keys());
    }
    return names;
  }

  /** The common options of a provider's programs, by program: the very objects that its operations end with. */
  globalTable(provider: string): Map<string, Parameter[]> {
    const index = this.header.providers.findIndex((one) => one.provider === provider);
    return this.globalsOf(index) ?? new Map();
  }

  /** The pack's own tables; undefined in a shipped pack. */
  lookup(): Lookup | undefined {
    const at = this.header.lookup;
    if (at === undefined) return undefined;
    const [ids, paths] = [this.pack.block(at), this.pack.block(at + 1)].map((raw) => {
      const words = new Uint32Array(raw.length / 4);
      new Uint8Array(words.buffer).set(raw);
      return { hashes: words.subarray(0, words.length / 2), ordinals: words.subarray(words.length / 2) };
    });
    return { ids: ids!, paths: paths! };
  }

  /** Reads and checks every block. Fails: `pack-broken`. */
  verify(): void {
    for (let block = 0; block < this.pack.blocks; block++) this.pack.block(block);
  }

  close(): void {
    this.pack.close();
  }

  private providerIndex(number: number): number {
    const { providers } = this.header;
    return lastNotAbove(0, providers.length, (index) => providers[index]!.first > number);
  }

  private typeTable(block: number): Map<string, ValueSchema> {
    const loaded = this.load(block);
    loaded.decoded[0] ??= new Map(
      loaded.raw
        .toString('utf8')
        .split('\n')
        .map((line): [string, ValueSchema] => {
          const [name, packed] = JSON.parse(line) as [string, Json];
          return [name, unpackSchema(packed)];
        }),
    );
    return loaded.decoded[0] as Map<string, ValueSchema>;
  }

  private globalsOf(provider: number): Map<string, Parameter[]> | undefined {
    if (this.header.globals === undefined) return undefined;
    this.globals ??= (this.json(this.header.globals) as [string, Json[][]][][]).map(
      (programs) => new Map(programs.map(([program, options]) => [program, asGlobals(options.map(unpackParameter))])),
    );
    return this.globals[provider];
  }

  private json(block: number): unknown {
    return JSON.parse(this.pack.block(block).toString('utf8'));
  }

  private load(block: number): LoadedBlock {
    const key = `${this.pack.file}#${block}`;
    const cached = this.cache.get(key);
    if (cached) return cached;
    const loaded = linesOf(this.pack.block(block));
    this.cache.set(key, loaded);
    return loaded;
  }

  private record(block: number, line: number, decode: (line: string) => Operation): Operation {
    const loaded = this.load(block);
    const known = loaded.decoded[line];
    if (known) return known as Operation;
    const end = loaded.starts[line + 1];
    if (end === undefined) throw packBroken(this.pack.file, `block ${block} has no line ${line}`);
    const operation = decode(loaded.raw.toString('utf8', loaded.starts[line]!, end - 1));
    loaded.decoded[line] = operation;
    return operation;
  }
}
