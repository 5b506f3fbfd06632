import type { SgNode } from '@ast-grep/napi';
import { rangeOf } from '../../../verify/parse/code-tree.ts';
import type { CallTree } from '../../../verify/tree/call-tree.ts';
import type { Bound } from '../../../verify/tree/scopes.ts';
import { bare, TypescriptTree } from '../../../verify/tree/typescript-tree.ts';
import type { Zoo } from '../../../zoo/zoo.ts';
import type { Nested, ReadCall, Reader } from '../../reading.ts';
import { notChecked } from '../found.ts';
import { readRequest } from '../http/request-call.ts';
import { typescriptRoot } from '../parsed-root.ts';
import { agreed, type Thing } from '../thing.ts';
import { awsExport, readCommand, readMethod, readPaginator } from './aws.ts';
import { clientBase, clientCall, fetchRequest, isFetch, isVerb } from './fetch.ts';
import { isOctokitType, makesOctokit, readOctokit, readPaginate } from './octokit.ts';
import { commandOf, runsProgram } from './process.ts';

/** Without one of these words a text calls nothing that the zoo has; it is then not even parsed. */
const OF_INTEREST =
  /@aws-sdk\/|octokit|\bfetch\b|\baxios\b|\bgot\b|child_process|\bexeca\b|\bzx\b|cross-spawn|@actions\/exec|shelljs/i;
const DEEPEST = 24;
const HTTP_LIBRARY = /^(axios|got)(?:#(?:default|axios|got))?$/;

class TypescriptReading {
  readonly calls: ReadCall[] = [];
  readonly nested: Nested[] = [];
  private readonly things = new Map<number, Thing | undefined>();
  private readonly tree: TypescriptTree;

  constructor(
    private readonly zoo: Zoo,
    private readonly text: string,
    root: SgNode,
  ) {
    this.tree = new TypescriptTree(root);
  }

  run(): void {
    for (const node of this.tree.calls()) {
      const found = node.kind() === 'new_expression' ? this.readNew(node) : this.readCall(node);
      if (found) this.calls.push(found);
    }
  }

  private thing(given: SgNode, depth = 0): Thing | undefined {
    const node = bare(given);
    const id = node.id();
    if (this.things.has(id)) return this.things.get(id);
    if (depth > DEEPEST) return undefined;
    this.things.set(id, undefined);
    const thing = this.think(node, depth);
    this.things.set(id, thing);
    return thing;
  }

  private think(node: SgNode, depth: number): Thing | undefined {
    switch (node.kind()) {
      case 'identifier': {
        if (this.tree.isGlobal(node, 'fetch')) return { kind: 'path', path: 'undici#fetch' };
        const bindings = this.tree.scopes.lookup(node.text(), rangeOf(node).start) ?? [];
        return agreed(bindings.map(({ bound }) => this.bound(bound, depth)));
      }
      case 'member_expression':
        return this.part(node, depth);
      case 'new_expression':
        return this.made(node, depth);
      case 'call_expression':
        return this.result(node, depth);
      case 'ternary_expression': {
        const [, yes, no] = node.namedChildren();
        return yes && no ? agreed([this.thing(yes, depth + 1), this.thing(no, depth + 1)]) : undefined;
      }
      default:
        return undefined;
    }
  }

  private bound(bound: Bound, depth: number): Thing | undefined {
    switch (bound.kind) {
      case 'import':
        return { kind: 'path', path: bound.path };
      case 'value': {
        const thing = this.thing(bound.node, depth + 1);
        return thing && bound.part !== undefined ? this.partOf(thing, bound.part) : thing;
      }
      case 'parameter':
        return bound.annotation !== undefined && isOctokitType(bound.annotation)
          ? { kind: 'octokit', steps: [] }
          : undefined;
      default:
        return undefined;
    }
  }

  private part(node: SgNode, depth: number): Thing | undefined {
    const object = node.field('object')!;
    const property = node.field('property');
    if (property?.kind() !== 'property_identifier') return undefined;
    const name = property.text();
    if (object.kind() === 'this') {
      const fields = this.tree.scopes.field(name, rangeOf(node).start);
      return agreed(fields.map((bound) => this.bound(bound, depth)));
    }
    if (object.text() === 'globalThis' && name === 'fetch') return { kind: 'path', path: 'undici#fetch' };
    const thing = this.thing(object, depth + 1);
    return thing && this.partOf(thing, name);
  }

  private partOf(thing: Thing, name: string): Thing | undefined {
    switch (thing.kind) {
      case 'path': {
        const library = HTTP_LIBRARY.exec(thing.path)?.[1];
        if (library && isVerb(name))
          return { kind: 'http-method', style: library as 'axios' | 'got', base: undefined, verb: name };
        if (library && /^(?:create|extend)$/.test(name)) return { kind: 'path', path: `${library}#${name}` };
        // `S3.GetObjectCommand` of `import * as S3`; `github.getOctokit` of `import * as github` and of a default import.
        return { kind: 'path', path: `${thing.path.replace(/#default$/, '')}#${name}` };
      }
      case 'octokit':
        return { kind: 'octokit', steps: [...thing.steps, name] };
      case 'aws-sdk':
        return { kind: 'aws-sdk-method', package: thing.package, method: name };
      case 'http-client':
        return isVerb(name) ? { kind: 'http-method', style: thing.style, base: thing.base, verb: name } : undefined;
      default:
        return undefined;
    }
  }

  private made(node: SgNode, depth: number): Thing | undefined {
    const thing = this.thing(node.field('constructor')!, depth + 1);
    if (thing?.kind !== 'path') return undefined;
    if (makesOctokit(thing.path)) return { kind: 'octokit', steps: [] };
    const found = awsExport(thing.path);
    // `S3Client` only sends; `S3` has the commands as methods.
    return found && !/(?:Client|Command)$/.test(found.name) ? { kind: 'aws-sdk', package: found.package } : undefined;
  }

  private result(node: SgNode, depth: number): Thing | undefined {
    const callee = node.field('function')!;
    const thing = this.thing(callee, depth + 1);
    if (thing?.kind !== 'path') return undefined;
    if (makesOctokit(thing.path)) return { kind: 'octokit', steps: [] };
    const maker = /^(axios#create|got#extend)$/.exec(thing.path)?.[1];
    if (maker) {
      const style = maker.startsWith('axios') ? 'axios' : 'got';
      return { kind: 'http-client', style, base: clientBase(this.tree, this.tree.callTree(node)) };
    }
    // `promisify(exec)` runs what `exec` runs.
    const [first] = node.field('arguments')?.namedChildren() ?? [];
    return /^util#promisify$/.test(thing.path) && first ? this.thing(first, depth + 1) : undefined;
  }

  private readNew(node: SgNode): ReadCall | undefined {
    const thing = this.thing(node.field('constructor')!);
    if (thing?.kind !== 'path') return undefined;
    return readCommand(this.zoo, this.text, this.tree, this.tree.callTree(node), thing.path);
  }

  private readCall(node: SgNode): ReadCall | undefined {
    const thing = this.thing(node.field('function')!);
    if (!thing) return undefined;
    const call = this.tree.callTree(node);
    switch (thing.kind) {
      case 'path':
        return this.readPath(thing.path, call);
      case 'octokit':
        return this.readOctokit(thing.steps, call);
      case 'aws-sdk-method':
        return readMethod(this.zoo, this.text, this.tree, call, thing.package, thing.method);
      case 'http-method':
        return this.request(clientCall(this.tree, call, thing));
      case 'http-client':
        return this.request(clientCall(this.tree, call, { ...thing, kind: 'http-method', verb: 'request' }));
      default:
        return undefined;
    }
  }

  private readPath(path: string, call: CallTree): ReadCall | undefined {
    if (isFetch(path)) return this.request(fetchRequest(this.tree, call));
    const library = HTTP_LIBRARY.exec(path)?.[1];
    if (library) {
      const style = library as 'axios' | 'got';
      return this.request(
        clientCall(this.tree, call, { kind: 'http-method', style, base: undefined, verb: 'request' }),
      );
    }
    if (!runsProgram(path)) return readPaginator(this.zoo, this.text, this.tree, call, path);
    const command = commandOf(this.tree, path, call);
    if (command === 'dynamic') return notChecked(call, 'the command is made when the code runs');
    if (command) this.nested.push(command);
    return undefined;
  }

  private readOctokit(steps: readonly string[], call: CallTree): ReadCall | undefined {
    if (steps[0] !== 'paginate') return readOctokit(this.zoo, this.text, this.tree, call, steps);
    const [first] = call.arguments;
    const thing = first && this.thing(first.node);
    return readPaginate(this.zoo, this.text, this.tree, call, thing?.kind === 'octokit' ? thing.steps : undefined);
  }

  private request(request: Parameters<typeof readRequest>[2] | undefined): ReadCall | undefined {
    return request && readRequest(this.zoo, this.text, request);
  }
}

/**
 * The calls of a TypeScript or JavaScript text that the zoo knows of: AWS SDK v3, Octokit, `fetch`, axios and got to known hosts; command lines of
 * `child_process` and its like as nested shell. A client is followed from where it is made, never known by what it is called.
 */
export const readTypescript: Reader = (zoo, text) => {
  if (!OF_INTEREST.test(text)) return { calls: [], problems: [] };
  const parsed = typescriptRoot(text);
  if ('problem' in parsed) return { calls: [], problems: [{ at: 0, message: parsed.problem }] };
  const reading = new TypescriptReading(zoo, text, parsed.root);
  reading.run();
  return { calls: reading.calls, problems: [], nested: reading.nested };
};
