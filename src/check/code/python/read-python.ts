import type { SgNode } from '@ast-grep/napi';
import type { Json } from '../../../schema/operation.ts';
import { rangeOf } from '../../../verify/parse/code-tree.ts';
import type { CallTree, TreeArgument } from '../../../verify/tree/call-tree.ts';
import { isSelf } from '../../../verify/tree/python-names.ts';
import { PythonTree } from '../../../verify/tree/python-tree.ts';
import type { Bound } from '../../../verify/tree/scopes.ts';
import type { Zoo } from '../../../zoo/zoo.ts';
import type { Nested, ReadCall, Reader } from '../../reading.ts';
import { notChecked } from '../found.ts';
import { readRequest } from '../http/request-call.ts';
import { rootOf } from '../parsed-root.ts';
import { agreed, type Thing } from '../thing.ts';
import { awsPart, awsResult, readAws } from './aws.ts';
import { googleCallResult, googleResult, readGoogle } from './google.ts';
import { readHub } from './hub.ts';
import { commandOf, runsPrograms } from './process.ts';
import { clientVerb, requestOf, requestsClient, requestsVerb } from './requests.ts';

/** Without one of these words a text calls nothing that the zoo has; it is then not even parsed. */
const OF_INTEREST =
  /boto|\bhub\b|from_pretrained|\bpipeline\b|googleapiclient|apiclient|\brequests\b|\bhttpx\b|\baiohttp\b|subprocess|\bos\s*\.|\bfrom os\b/;
/** Names that refer to each other in a circle end here. */
const DEEPEST = 24;

class PythonReading {
  readonly calls: ReadCall[] = [];
  readonly nested: Nested[] = [];
  private readonly things = new Map<number, Thing | undefined>();
  private readonly trees = new Map<number, CallTree>();
  private readonly tree: PythonTree;

  constructor(
    private readonly zoo: Zoo,
    private readonly text: string,
    root: SgNode,
  ) {
    this.tree = new PythonTree(root);
  }

  run(): void {
    for (const node of this.tree.calls()) this.read(node);
  }

  private callTree(node: SgNode): CallTree {
    const id = node.id();
    let tree = this.trees.get(id);
    if (!tree) this.trees.set(id, (tree = this.tree.callTree(node)));
    return tree;
  }

  private thing(node: SgNode, depth = 0): Thing | undefined {
    const id = node.id();
    if (this.things.has(id)) return this.things.get(id);
    if (depth > DEEPEST) return undefined;
    // Until it is known: a name that is defined by itself is nothing.
    this.things.set(id, undefined);
    const thing = this.think(node, depth);
    this.things.set(id, thing);
    return thing;
  }

  private think(node: SgNode, depth: number): Thing | undefined {
    switch (node.kind()) {
      case 'identifier': {
        const bindings = this.tree.scopes.lookup(node.text(), rangeOf(node).start) ?? [];
        return agreed(bindings.map(({ bound }) => this.bound(bound, depth)));
      }
      case 'attribute':
        return this.part(node, depth);
      case 'call':
        return this.result(node, depth);
      case 'await':
      case 'parenthesized_expression': {
        const [inner] = node.namedChildren();
        return inner && this.thing(inner, depth + 1);
      }
      case 'assignment': {
        const right = node.field('right');
        return right ? this.thing(right, depth + 1) : undefined;
      }
      case 'conditional_expression': {
        const [yes, , no] = node.namedChildren();
        return yes && no ? agreed([this.thing(yes, depth + 1), this.thing(no, depth + 1)]) : undefined;
      }
      default:
        return undefined;
    }
  }

  private bound(bound: Bound, depth: number): Thing | undefined {
    if (bound.kind === 'import') return { kind: 'path', path: bound.path };
    if (bound.kind === 'value') return this.thing(bound.node, depth + 1);
    if (bound.kind !== 'entered') return undefined;
    const thing = this.thing(bound.node, depth + 1);
    return thing && thing.kind !== 'path' ? thing : undefined;
  }

  private part(node: SgNode, depth: number): Thing | undefined {
    const object = node.field('object')!;
    const name = node.field('attribute')!.text();
    if (object.kind() === 'identifier' && isSelf(object.text())) {
      const fields = this.tree.scopes.field(name, rangeOf(node).start);
      return agreed(fields.map((bound) => this.bound(bound, depth)));
    }
    // `resource.meta.client`
    if (name === 'client' && object.kind() === 'attribute' && object.field('attribute')?.text() === 'meta') {
      const owner = this.thing(object.field('object')!, depth + 1);
      if (owner?.kind === 'aws-resource') return { ...owner, kind: 'aws-client' };
    }
    const thing = this.thing(object, depth + 1);
    if (!thing) return undefined;
    switch (thing.kind) {
      case 'path':
        return { kind: 'path', path: `${thing.path}.${name}` };
      case 'aws-session':
        return /^(?:client|resource|create_client)$/.test(name)
          ? { kind: 'path', path: `boto3.${name === 'resource' ? name : 'client'}` }
          : undefined;
      case 'google':
        return { ...thing, kind: 'google-method', steps: [...thing.steps, name] };
      case 'http-client': {
        const verb = clientVerb(name);
        return verb === undefined
          ? undefined
          : { kind: 'http-method', style: thing.style, base: thing.base ?? '', verb };
      }
      default:
        return awsPart(thing, name);
    }
  }

  private result(node: SgNode, depth: number): Thing | undefined {
    const callee = node.field('function');
    const thing = callee ? this.thing(callee, depth + 1) : undefined;
    if (!thing) return undefined;
    const tree = this.callTree(node);
    if (thing.kind === 'path')
      return awsResult(thing, undefined, tree) ?? googleResult(thing.path, tree) ?? requestsClient(thing.path, tree);
    if (thing.kind === 'aws-method') return awsResult(thing, thing.method, tree);
    if (thing.kind === 'google-method') return googleCallResult(this.zoo, thing, tree);
    return undefined;
  }

  private pathOf(node: SgNode): string | undefined {
    const thing = this.thing(node);
    return thing?.kind === 'path' ? thing.path : undefined;
  }

  private dumped(argument: TreeArgument): Json | undefined {
    const { node } = argument;
    if (node.kind() !== 'call' || this.pathOf(node.field('function')!) !== 'json.dumps') return undefined;
    return this.callTree(node).arguments[0]?.value;
  }

  private read(node: SgNode): void {
    const callee = node.field('function');
    const thing = callee ? this.thing(callee) : undefined;
    if (!thing) return;
    const found = this.readThing(thing, node, callee!);
    if (found) this.calls.push(found);
  }

  private readThing(thing: Thing, node: SgNode, callee: SgNode): ReadCall | undefined {
    switch (thing.kind) {
      case 'path':
        return this.readPath(thing.path, node);
      case 'aws-method': {
        const object = callee.kind() === 'attribute' ? this.thing(callee.field('object')!) : undefined;
        return readAws(this.zoo, this.text, thing, this.callTree(node), object?.kind === 'aws-paginator');
      }
      case 'google-method':
        return readGoogle(this.zoo, this.text, thing, this.callTree(node));
      case 'http-method':
        return this.readHttp(thing, node);
      default:
        return undefined;
    }
  }

  private readPath(path: string, node: SgNode): ReadCall | undefined {
    const verb = requestsVerb(path);
    if (verb) return this.readHttp({ kind: 'http-method', style: 'requests', base: undefined, verb }, node);
    if (!runsPrograms(path)) return readHub(this.zoo, path, this.callTree(node));
    const isShlex = (callee: SgNode): boolean => this.pathOf(callee) === 'shlex.split';
    const command = commandOf(this.tree, path, this.callTree(node), isShlex);
    if (command === 'dynamic') return notChecked(rangeOf(node), 'the command is made when the code runs');
    if (command) this.nested.push(command);
    return undefined;
  }

  private readHttp(thing: Extract<Thing, { kind: 'http-method' }>, node: SgNode): ReadCall | undefined {
    const request = requestOf(thing, this.callTree(node), (argument) => this.dumped(argument));
    return request && readRequest(this.zoo, this.text, request);
  }
}

/**
 * The calls of a Python text that the zoo knows of: boto3 and Google clients, `requests` and `httpx` to known hosts, models of hubs; command lines
 * in `subprocess` and `os` as nested shell. A client is followed from where it is made, never known by what it is called.
 */
export const readPython: Reader = (zoo, text) => {
  if (!OF_INTEREST.test(text)) return { calls: [], problems: [] };
  const parsed = rootOf('python', text);
  if ('problem' in parsed) return { calls: [], problems: [{ at: 0, message: parsed.problem }] };
  const reading = new PythonReading(zoo, text, parsed.root);
  reading.run();
  return { calls: reading.calls, problems: [], nested: reading.nested };
};
