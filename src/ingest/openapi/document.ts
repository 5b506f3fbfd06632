import { AppError } from '../../schema/error.ts';
import type { Skip } from '../../schema/operation.ts';
import { type Loose, record, text } from './loose.ts';
import type { Shape } from './shape.ts';

/** A node and where it stands, as a JSON pointer with the leading `#`. */
export interface Located {
  node: unknown;
  pointer: string;
}

const MAX_REF_HOPS = 16;

/** An OpenAPI document of any version, with its references and the list of what could not be read. */
export class OpenDocument {
  readonly root: Loose;
  /** Major version: 2 (Swagger) or 3. */
  readonly major: 2 | 3;
  readonly skipped: Skip[] = [];
  /** Shapes that were worked out already, by schema node. */
  readonly shapes = new WeakMap<object, Shape>();
  private readonly reported = new Set<string>();

  /** Fails: `source-unsupported` where it is no OpenAPI document. */
  constructor(document: unknown) {
    const root = record(document);
    const version = root && (text(root['openapi']) ?? text(root['swagger']) ?? String(root['swagger'] ?? ''));
    const major = version?.trim()[0];
    if (!root || (major !== '2' && major !== '3') || !record(root['paths'])) {
      const found = root ? `version ${version || 'missing'}, paths ${typeof root['paths']}` : typeof document;
      throw new AppError(
        'source-unsupported',
        `This is no OpenAPI 2.0, 3.0 or 3.1 document with paths (${found})`,
        'Give a document whose "openapi" or "swagger" field names the version and which has "paths".',
      );
    }
    this.root = root;
    this.major = major === '2' ? 2 : 3;
  }

  skip(pointer: string, reason: string): void {
    const key = `${pointer} ${reason}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.skipped.push({ pointer, reason });
  }

  /** What stands behind `$ref`, through chains. A node without `$ref` is itself. Undefined, and skipped, where nothing is found. */
  follow(at: Located): Located | undefined {
    let here = at;
    for (let hops = 0; hops < MAX_REF_HOPS; hops++) {
      const ref = record(here.node)?.['$ref'];
      if (ref === undefined) return here;
      if (typeof ref !== 'string') return this.refuse(here.pointer, '$ref is not a string');
      if (!ref.startsWith('#')) return this.refuse(here.pointer, `$ref to another document is not followed: ${ref}`);
      const target = this.at(ref);
      if (target === undefined) return this.refuse(here.pointer, `$ref leads nowhere: ${ref}`);
      here = { node: target, pointer: ref };
    }
    return this.refuse(at.pointer, '$ref leads in a circle');
  }

  private refuse(pointer: string, reason: string): undefined {
    this.skip(pointer, reason);
    return undefined;
  }

  private at(pointer: string): unknown {
    let node: unknown = this.root;
    for (const raw of pointer.slice(1).split('/').slice(1)) {
      if (typeof node !== 'object' || node === null) return undefined;
      const name = unescaped(raw);
      if (!Object.hasOwn(node, name)) return undefined;
      node = (node as Loose)[name];
    }
    return node;
  }
}

function unescaped(raw: string): string {
  const plain = raw.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain; // A stray per cent sign is part of the name.
  }
}
