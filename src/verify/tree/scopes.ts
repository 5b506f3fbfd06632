import type { SgNode } from '@ast-grep/napi';
import { rangeOf } from '../parse/code-tree.ts';
import type { Range } from '../parse/parsed.ts';
import { RangeTree } from './range-tree.ts';

/** What a name is bound to. */
export type Bound =
  /** Something imported, by its full path: `boto3.client`, `@aws-sdk/client-s3#S3Client`. */
  | { kind: 'import'; path: string }
  /** The value of an expression, or the part of it that a pattern takes (`const {rest} = octokit`). */
  | { kind: 'value'; node: SgNode; part?: string }
  /** What `with` gives: of all clients that are followed here, the client itself. */
  | { kind: 'entered'; node: SgNode }
  /** A parameter, with the type that is written beside it. */
  | { kind: 'parameter'; annotation?: string }
  /** A function or a class of this text, a loop's variable, a part of a list: nothing that is followed. */
  | { kind: 'other' };

export interface Binding {
  at: number;
  bound: Bound;
}

export interface Scope extends Range {
  kind: 'module' | 'function' | 'class' | 'block';
}

interface Names {
  bindings: Map<string, Binding[]>;
  /** Names that this scope says are the module's (`global client`). */
  global: Set<string>;
}

export interface Layout {
  scopes: Scope[];
  /** Statement lists: a binding in one of them holds for what follows in it. Absent: the order of statements is not looked at. */
  blocks?: Range[];
  loops?: Range[];
}

/**
 * Which bindings a name may have at a place. Conservative: where several are possible, all are given, and whoever asks must find that they
 * agree; a name that is bound nowhere is a builtin.
 */
export class Scopes {
  private readonly scopes: RangeTree<Scope>;
  private readonly blocks: RangeTree<Range> | undefined;
  private readonly loops: RangeTree<Range>;
  private readonly names = new Map<Scope, Names>();
  private readonly module: Scope;
  private readonly fields = new Map<string, Bound[]>();

  constructor(layout: Layout) {
    this.scopes = new RangeTree(layout.scopes);
    this.blocks = layout.blocks ? new RangeTree(layout.blocks) : undefined;
    this.loops = new RangeTree(layout.loops ?? []);
    this.module = layout.scopes.find(({ kind }) => kind === 'module')!;
  }

  private namesOf(scope: Scope): Names {
    let names = this.names.get(scope);
    if (!names) this.names.set(scope, (names = { bindings: new Map(), global: new Set() }));
    return names;
  }

  /** The scope that a binding at this place belongs to; `hoisted`: past blocks, to the function (`var`, and everything in Python). */
  private scopeAt(at: number, hoisted: boolean): Scope {
    for (const scope of this.scopes.around(at)) if (!hoisted || scope.kind !== 'block') return scope;
    return this.module;
  }

  bind(name: string, binding: Binding, hoisted = false, within = binding.at): void {
    const scope = this.scopeAt(within, hoisted);
    const target = this.namesOf(scope).global.has(name) ? this.module : scope;
    const { bindings } = this.namesOf(target);
    const list = bindings.get(name);
    if (list) list.push(binding);
    else bindings.set(name, [binding]);
  }

  /** A name that exists without a value (`let client;`): what is assigned to it later is the scope's. */
  declare(name: string, at: number, hoisted: boolean): void {
    const { bindings } = this.namesOf(this.scopeAt(at, hoisted));
    if (!bindings.has(name)) bindings.set(name, []);
  }

  /** An assignment to a name that is declared elsewhere: it may change every declaration that the place sees. */
  rebind(name: string, binding: Binding): void {
    for (const scope of this.scopes.around(binding.at)) {
      const list = this.names.get(scope)?.bindings.get(name);
      if (!list) continue;
      list.push(binding);
      return;
    }
    this.bind(name, binding, true);
  }

  /** Must be told before the scope's bindings are. */
  declareGlobal(name: string, at: number): void {
    this.namesOf(this.scopeAt(at, true)).global.add(name);
  }

  /** Whether a node is this name, and nobody in the text binds it there. */
  isFree(node: SgNode, name: string): boolean {
    return node.kind() === 'identifier' && node.text() === name && !this.lookup(name, rangeOf(node).start);
  }

  lookup(name: string, at: number): Binding[] | undefined {
    let innermost = true;
    for (const scope of this.scopes.around(at)) {
      const names = this.names.get(scope);
      // The body of a class is no scope for the methods in it.
      if (scope.kind === 'class' && !innermost) continue;
      if (scope.kind !== 'block') innermost = false;
      if (names?.global.has(name)) return this.names.get(this.module)?.bindings.get(name);
      const list = names?.bindings.get(name);
      if (list) return this.reaching(list, at, scope);
    }
    return undefined;
  }

  /** Of several bindings the one that holds at the place, where the order of statements alone tells it; else all. */
  private reaching(list: Binding[], at: number, scope: Scope): Binding[] {
    if (list.length < 2 || !this.blocks) return list;
    // From within a function everything may have happened outside of it.
    if (this.scopeAt(at, true) !== scope) return list;
    const before = list.filter((one) => one.at < at);
    if (before.length === 0) return list;
    const last = before.reduce((one, other) => (other.at >= one.at ? other : one));
    const block = this.blocks.innermost(last.at);
    const holds = block && block.start <= at && at < block.end;
    if (!holds) return list;
    for (const loop of this.loops.around(at)) {
      if (loop.end <= scope.end && list.some((one) => one.at > at && one.at < loop.end)) return list;
    }
    return [last];
  }

  private classAt(at: number): Scope | undefined {
    for (const scope of this.scopes.around(at)) if (scope.kind === 'class') return scope;
    return undefined;
  }

  /** `self.client = …`, `this.client = …`: all assignments in a class are seen together. */
  bindField(name: string, at: number, bound: Bound): void {
    const scope = this.classAt(at);
    if (!scope) return;
    const key = `${scope.start} ${name}`;
    const list = this.fields.get(key);
    if (list) list.push(bound);
    else this.fields.set(key, [bound]);
  }

  /** What a field of the class around the place may be: assigned to its object, or in its body. */
  field(name: string, at: number): Bound[] {
    const scope = this.classAt(at);
    if (!scope) return [];
    const inBody =
      this.names
        .get(scope)
        ?.bindings.get(name)
        ?.map(({ bound }) => bound) ?? [];
    return [...(this.fields.get(`${scope.start} ${name}`) ?? []), ...inBody];
  }
}
