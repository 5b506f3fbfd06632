import { join } from 'node:path';
import { BlockCache } from '../schema/block-cache.ts';
import { AppError } from '../schema/error.ts';
import type { Operation, Surface, ValueSchema } from '../schema/operation.ts';
import { CATALOG_FILE, type Catalog, readCatalog } from './catalog.ts';
import { readCommandPaths } from './command-paths.ts';
import { candidates, idHash, type Lookup, pathHash } from './lookup.ts';
import { packBroken } from './pack-file.ts';
import { type LoadedBlock, PackReader } from './pack-reader.ts';
import { pathKey } from './path-key.ts';
import { scanCommandPaths } from './scan-paths.ts';
import { listPacks } from './user-packs.ts';
import type { ProviderInfo, Zoo } from './zoo.ts';

const CACHE_BYTES = 24 * 1024 * 1024;

export interface EmbeddedPlaces {
  /** The shipped packs, with their `catalog.bin`. */
  packsDir: string;
  /** The user's data folder; its `zoo/` holds what was taught. */
  userDir?: string;
  /** Bound of the decoded blocks kept in memory; 24 MB where absent. */
  cacheBytes?: number;
}

/** A pack that is not shipped, and where its operations stand among the ordinals. */
export interface TaughtPack {
  file: string;
  base: number;
  end: number;
  /** Changes with the pack's contents. */
  identity: string;
  /** Shipped providers that are hidden by this pack. */
  replaces: string[];
}

/** A pack's place among the ordinals. */
interface Member {
  file: string;
  base: number;
  end: number;
  providers: [string, number][];
  layer: ProviderInfo['layer'];
  open?: PackReader;
  /** A taught pack answers for itself; shipped ones through the catalogue. */
  lookup?: Lookup;
}

/**
 * The zoo in files. Opening reads the catalogue in one go; packs are opened when one of their operations is read.
 *
 * Ordinals: shipped packs in the catalogue's order, then the user's by name. Records are shared with the cache: do not change them.
 */
export class EmbeddedZoo implements Zoo {
  /** The user's packs that could not be read: they are left out, the rest works. */
  readonly problems: AppError[] = [];
  private readonly cache: BlockCache<LoadedBlock>;
  private readonly members: Member[];
  private readonly shipped: number;
  /** Shipped providers that a user's pack replaces. */
  private readonly replaced = new Set<string>();

  private constructor(
    private readonly catalog: Catalog,
    private readonly places: EmbeddedPlaces,
  ) {
    this.cache = new BlockCache(places.cacheBytes ?? CACHE_BYTES);
    this.members = catalog.packs.map((pack) => ({
      file: join(places.packsDir, pack.file),
      base: pack.base,
      end: pack.base + pack.providers.reduce((sum, [, count]) => sum + count, 0),
      providers: pack.providers,
      layer: 'packs',
    }));
    this.shipped = catalog.size;
    if (places.userDir !== undefined) this.addUserPacks(places.userDir);
  }

  /** Fails: `pack-missing`, `pack-broken`, `pack-too-new`, `permission` of the shipped catalogue. */
  static open(places: EmbeddedPlaces): EmbeddedZoo {
    return new EmbeddedZoo(readCatalog(join(places.packsDir, CATALOG_FILE)), places);
  }

  get size(): number {
    return this.members.at(-1)?.end ?? 0;
  }

  /** Operations of the shipped packs: the ordinals below are the same wherever these packs are open. */
  get shippedSize(): number {
    return this.shipped;
  }

  /** The packs behind the shipped ones, in the order of their ordinals. */
  taughtPacks(): TaughtPack[] {
    return this.members.flatMap((member) => {
      if (member.layer === 'packs') return [];
      const { identity, header } = this.reader(member);
      const replaces = header.replaces ? header.providers.map((one) => one.provider) : [];
      return [{ file: member.file, base: member.base, end: member.end, identity, replaces }];
    });
  }

  /** Without shipped ones that a user's pack replaces. */
  providers(): ProviderInfo[] {
    const shippedSources = this.catalog.sources();
    let at = 0;
    const all = this.members.flatMap((member) => {
      const own = member.layer === 'packs' ? undefined : this.reader(member).header.providers;
      const bytes = member.layer === 'packs' ? this.packBytes(member) : this.reader(member).bytes;
      return member.providers.map(([provider, operations], index) => ({
        provider,
        operations,
        sources: own ? own[index]!.sources : shippedSources[at++]!,
        layer: member.layer,
        file: member.file,
        bytes,
      }));
    });
    return all.filter((info) => info.layer !== 'packs' || !this.replaced.has(info.provider));
  }

  operation(ordinal: number): Operation {
    const member = this.memberAt(ordinal);
    return this.reader(member).operation(ordinal - member.base);
  }

  /** The provider of an operation, without reading it. */
  providerAt(ordinal: number): string {
    const member = this.memberAt(ordinal);
    let end = member.base;
    for (const [provider, count] of member.providers) {
      end += count;
      if (ordinal < end) return provider;
    }
    throw new RangeError(`no provider at ${ordinal}`);
  }

  /** The operation does not exist for the user: a taught pack stands in for its provider. */
  isHidden(ordinal: number): boolean {
    return this.replaced.size > 0 && ordinal < this.shipped && this.replaced.has(this.providerAt(ordinal));
  }

  /** What the user has taught goes before what is shipped. */
  byId(id: string): number | undefined {
    const matches = this.find('ids', idHash(id), (operation) => operation.id === id);
    return matches.findLast((ordinal) => ordinal >= this.shipped) ?? matches[0];
  }

  byPath(surface: Surface, path: string): number[] {
    const key = pathKey(surface, path);
    return this.find('paths', pathHash(surface, path), (operation) =>
      operation.invocations.some((one) => one.surface === surface && pathKey(surface, one.path) === key),
    );
  }

  /** Where several packs have the provider, the user's answers first. */
  type(provider: string, ref: string): ValueSchema | undefined {
    for (let index = this.members.length - 1; index >= 0; index--) {
      const member = this.members[index]!;
      if (!member.providers.some(([name]) => name === provider)) continue;
      const found = this.reader(member).type(provider, ref);
      if (found) return found;
    }
    return undefined;
  }

  commandPaths(): string[] | undefined {
    const shipped = readCommandPaths(this.places.packsDir);
    if (!shipped || this.size === this.shipped) return shipped;
    return [...new Set([...shipped, ...scanCommandPaths(this, this.shipped)])].sort();
  }

  close(): void {
    for (const member of this.members) {
      member.open?.close();
      delete member.open;
    }
    this.cache.clear();
  }

  private find(table: keyof Lookup, hash: number, matches: (operation: Operation) => boolean): number[] {
    const found = candidates(this.catalog.lookup[table], hash);
    for (const member of this.members)
      if (member.lookup) for (const number of candidates(member.lookup[table], hash)) found.push(member.base + number);
    return found.filter((ordinal) => !this.isHidden(ordinal) && matches(this.operation(ordinal)));
  }

  private memberAt(ordinal: number): Member {
    let low = 0;
    let high = this.members.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.members[middle]!.end <= ordinal) low = middle + 1;
      else high = middle;
    }
    const member = this.members[low];
    if (!member || ordinal < 0) throw new RangeError(`no operation ${ordinal} in a zoo of ${this.size}`);
    return member;
  }

  private reader(member: Member): PackReader {
    member.open ??= this.openMember(member);
    return member.open;
  }

  private openMember(member: Member): PackReader {
    const reader = new PackReader(member.file, this.cache);
    if (member.layer !== 'packs' || reader.bytes === this.packBytes(member)) return reader;
    reader.close();
    throw packBroken(member.file, 'does not belong to the catalogue beside it');
  }

  private packBytes(member: Member): number {
    return this.catalog.packs[this.members.indexOf(member)]!.bytes;
  }

  private addUserPacks(userDir: string): void {
    for (const { file } of listPacks(userDir)) {
      try {
        this.addUserPack(new PackReader(file, this.cache));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        this.problems.push(error);
      }
    }
  }

  private addUserPack(reader: PackReader): void {
    const { providers, replaces } = reader.header;
    const lookup = reader.lookup();
    const installed = providers.every((one) => one.sources.every((source) => source.package.startsWith('installed:')));
    const member: Member = {
      file: reader.file,
      base: this.size,
      end: this.size + reader.operations,
      providers: providers.map((one) => [one.provider, one.operations]),
      layer: installed ? 'installed' : 'user',
      open: reader,
    };
    if (lookup) member.lookup = lookup;
    this.members.push(member);
    if (replaces) for (const { provider } of providers) this.replaced.add(provider);
  }
}
