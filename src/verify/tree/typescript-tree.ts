import type { SgNode } from '@ast-grep/napi';
import type { Json } from '../../schema/operation.ts';
import { nodesOf, rangeOf } from '../parse/code-tree.ts';
import type { CallTree, TreeArgument } from './call-tree.ts';
import { HOLE } from './dynamic.ts';
import type { Scopes } from './scopes.ts';
import { filledWith, joined, type PlacedText, placedString } from './text-value.ts';
import { typescriptScopes } from './typescript-names.ts';

const LONGEST_CHAIN = 8;

/** An expression without what TypeScript or grouping puts around it: `(x as any)!` is `x`. */
export function bare(node: SgNode): SgNode {
  const wraps =
    /^(?:parenthesized_expression|as_expression|satisfies_expression|non_null_expression|await_expression)$/;
  const [inner] = wraps.test(String(node.kind())) ? node.namedChildren() : [];
  return inner ? bare(inner) : node;
}

/** The values and calls of a TypeScript or JavaScript text. */
export class TypescriptTree {
  readonly scopes: Scopes;

  constructor(readonly root: SgNode) {
    this.scopes = typescriptScopes(root);
  }

  calls(): SgNode[] {
    return nodesOf(this.root, 'call_expression', 'new_expression');
  }

  /** A name that nobody in this text binds: `fetch`, `JSON`. */
  isGlobal(node: SgNode, name: string): boolean {
    return this.scopes.isFree(node, name);
  }

  /** What a name that is bound once is bound to. */
  private constant(node: SgNode, depth: number): SgNode | undefined {
    const bindings = this.scopes.lookup(node.text(), rangeOf(node).start);
    const [only] = bindings ?? [];
    if (
      bindings?.length !== 1 ||
      only?.bound.kind !== 'value' ||
      only.bound.part !== undefined ||
      depth > LONGEST_CHAIN
    )
      return undefined;
    return only.bound.node;
  }

  /** The text of an expression, with holes; undefined where nothing of it is known. */
  text(given: SgNode, depth = 0): PlacedText | undefined {
    const node = bare(given);
    switch (node.kind()) {
      case 'string':
        return placedString(node);
      case 'template_string':
        return this.template(node, depth);
      case 'binary_expression': {
        if (node.field('operator')?.text() !== '+') return undefined;
        const sides = [node.field('left')!, node.field('right')!];
        const parts = sides.map((side) => this.text(side, depth));
        if (parts.every((part) => part === undefined)) return undefined;
        return joined(parts.map((part, index) => part ?? holeAt(sides[index]!)));
      }
      case 'identifier': {
        const value = this.constant(node, depth);
        return value && this.text(value, depth + 1);
      }
      default:
        return undefined;
    }
  }

  /** A template with the constants in it filled in. */
  private template(node: SgNode, depth: number): PlacedText | undefined {
    const whole = placedString(node);
    if (!whole?.text.includes(HOLE)) return whole;
    const fields = node.children().filter((child) => child.kind() === 'template_substitution');
    return filledWith(whole, fields, (field) => {
      const [expression] = field.namedChildren();
      return expression && this.text(expression, depth + 1);
    });
  }

  value(given: SgNode, depth = 0): Json {
    const node = bare(given);
    switch (node.kind()) {
      case 'string':
      case 'template_string':
      case 'binary_expression':
        return this.text(node, depth)?.text ?? HOLE;
      case 'number':
      case 'unary_expression': {
        const value = Number(node.text().replace(/[\s_]/g, '').replace(/n$/, ''));
        return Number.isNaN(value) ? HOLE : value;
      }
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      case 'array': {
        const items = node.namedChildren().filter((child) => child.kind() !== 'comment');
        return items.some((item) => item.kind() === 'spread_element')
          ? HOLE
          : items.map((item) => this.value(item, depth));
      }
      case 'object': {
        const { given: entries, open } = this.entries(node, depth);
        return open ? HOLE : Object.fromEntries(entries.map(({ name, value }) => [name!, value]));
      }
      case 'identifier': {
        const constant = this.constant(node, depth);
        const value = constant ? this.value(constant, depth + 1) : HOLE;
        return typeof value === 'object' ? HOLE : value;
      }
      default:
        return HOLE;
    }
  }

  /** The entries of an object literal; `open` where something is spread into it, or a key is computed. */
  entries(given: SgNode, depth = 0): { given: TreeArgument[]; open: boolean } {
    const node = bare(given);
    if (node.kind() !== 'object') return { given: [], open: true };
    const entries: TreeArgument[] = [];
    let open = false;
    for (const child of node.namedChildren()) {
      const range = rangeOf(child);
      if (child.kind() === 'shorthand_property_identifier') {
        // The same text as an identifier, of another kind.
        const bound = this.scopes.lookup(child.text(), range.start);
        const only = bound?.length === 1 && bound[0]!.bound.kind === 'value' ? bound[0]!.bound : undefined;
        const value =
          only && only.part === undefined && depth < LONGEST_CHAIN ? this.value(only.node, depth + 1) : HOLE;
        entries.push({ name: child.text(), value: typeof value === 'object' ? HOLE : value, node: child, ...range });
      } else if (child.kind() === 'pair') {
        const name = this.keyOf(child.field('key')!, depth);
        const value = child.field('value')!;
        if (name === undefined) open = true;
        // `x: undefined` is as good as absent.
        else if (value.kind() !== 'undefined')
          entries.push({ name, value: this.value(value, depth), node: value, ...range });
      } else if (child.kind() === 'method_definition') {
        const name = child.field('name')?.text();
        if (name !== undefined) entries.push({ name, value: HOLE, node: child, ...range });
      } else if (child.kind() !== 'comment') open = true;
    }
    return { given: entries, open };
  }

  private keyOf(key: SgNode, depth: number): string | undefined {
    if (key.kind() === 'property_identifier') return key.text();
    const inner = key.kind() === 'computed_property_name' ? key.namedChildren()[0] : key;
    const value = inner ? this.value(inner, depth) : HOLE;
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && !value.includes(HOLE) ? value : undefined;
  }

  /** Arguments are by position all; what stands in an object literal is read with `entries`. */
  callTree(node: SgNode): CallTree {
    const callee = node.field('function') ?? node.field('constructor')!;
    const given: TreeArgument[] = [];
    let open = false;
    const list = node.field('arguments');
    if (list?.kind() === 'arguments') {
      for (const child of list.namedChildren()) {
        if (child.kind() === 'spread_element') open = true;
        else if (child.kind() !== 'comment')
          given.push({ value: this.value(child), node: bare(child), ...rangeOf(child) });
      }
    }
    return { node, callee, arguments: given, open, ...rangeOf(node) };
  }
}

function holeAt(node: SgNode): PlacedText {
  const { start } = rangeOf(node);
  return { text: HOLE, at: [start, start] };
}
