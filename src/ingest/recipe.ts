import type { Ingested } from '../schema/operation.ts';

/** A pinned package of a registry. */
export interface PackageRef {
  registry: 'npm' | 'pypi' | 'go' | 'debian';
  name: string;
  version: string;
  /** Only entries whose path within the archive matches are unpacked: some archives hold hundreds of megabytes that nobody reads. */
  only?: RegExp;
}

export interface RecipeContext {
  /** The folder of the unpacked package: for npm what is below `package/`, for a wheel or a Debian package its root, for a Go module its module root. */
  folder(ref: PackageRef): string;
  /** An empty folder for the recipe's own use. */
  scratch: string;
  log(message: string): void;
}

/** How one or several providers' documents are made from packages. Deterministic: the same packages give the same operations in the same order. */
export interface Recipe {
  name: string;
  packages: PackageRef[];
  /** Lower reads first; where two recipes give the same command path, the higher wins (see merge.ts). */
  precedence: number;
  build(context: RecipeContext): Promise<Ingested[]>;
}
