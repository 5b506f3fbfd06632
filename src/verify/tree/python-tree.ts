import type { SgNode } from '@ast-grep/napi';
import { isRecord } from '../../schema/dotted.ts';
import type { Json } from '../../schema/operation.ts';
import { nodesOf, rangeOf } from '../parse/code-tree.ts';
import type { CallTree, TreeArgument } from './call-tree.ts';
import { HOLE } from './dynamic.ts';
import { pythonScopes } from './python-names.ts';
import type { Scopes } from './scopes.ts';
import { filledWith, joined, type PlacedText, placedString } from './text-value.ts';

/** A constant that is defined by another, and that by another: so far it is followed. */
const LONGEST_CHAIN = 8;

/** The values and calls of a Python text. */
export class PythonTree {
  readonly scopes: Scopes;

  constructor(readonly root: SgNode) {
    this.scopes = pythonScopes(root);
  }

  calls(): SgNode[] {
    return nodesOf(this.root, 'call');
  }

  /**
   * The value of a name that is bound once in all, to a text, a number or a truth value. Lists and dictionaries are not followed: they may have
   * been changed on the way.
   */
  private constant(node: SgNode, depth: number): SgNode | undefined {
    const bindings = this.scopes.lookup(node.text(), rangeOf(node).start);
    const [only] = bindings ?? [];
    if (bindings?.length !== 1 || only?.bound.kind !== 'value' || depth > LONGEST_CHAIN) return undefined;
    return only.bound.node;
  }

  /** Whether a name is Python's own. */
  isBuiltin(node: SgNode, name: string): boolean {
    return this.scopes.isFree(node, name);
  }

  /** The text of an expression, with holes; undefined where nothing of it is known. */
  text(node: SgNode, depth = 0): PlacedText | undefined {
    switch (node.kind()) {
      case 'string':
        return this.formatString(node, depth);
      case 'concatenated_string': {
        const parts = node.namedChildren().map((child) => this.text(child, depth));
        return parts.every((part) => part !== undefined) ? joined(parts) : undefined;
      }
      case 'parenthesized_expression': {
        const [inner] = node.namedChildren();
        return inner && this.text(inner, depth);
      }
      case 'binary_operator':
        return this.operated(node, depth);
      case 'call':
        return this.formatted(node, depth);
      case 'identifier': {
        const value = this.constant(node, depth);
        return value && this.text(value, depth + 1);
      }
      default:
        return undefined;
    }
  }

  /** An f-string with the constants in it filled in. */
  private formatString(node: SgNode, depth: number): PlacedText | undefined {
    const whole = placedString(node);
    if (!whole?.text.includes(HOLE)) return whole;
    const fields = node.children().filter((child) => child.kind() === 'interpolation');
    return filledWith(whole, fields, (field) => {
      const [expression, ...rest] = field.namedChildren();
      // A format (`{x:>8}`, `{x!r}`) makes another text of it.
      return expression && rest.length === 0 ? this.text(expression, depth + 1) : undefined;
    });
  }

  private operated(node: SgNode, depth: number): PlacedText | undefined {
    const left = this.text(node.field('left')!, depth);
    const operator = node.field('operator')?.text();
    if (operator === '%') return left && filled(left, /%(?:\([^)]*\))?[-#0 +]*[\d*]*(?:\.\d+)?[a-zA-Z]/g);
    if (operator !== '+') return undefined;
    const right = this.text(node.field('right')!, depth);
    if (!left && !right) return undefined;
    const hole = (at: number): PlacedText => ({ text: HOLE, at: [at, at] });
    return joined([left ?? hole(rangeOf(node).start), right ?? hole(rangeOf(node.field('right')!).start)]);
  }

  private formatted(node: SgNode, depth: number): PlacedText | undefined {
    const callee = node.field('function');
    if (callee?.kind() !== 'attribute' || callee.field('attribute')?.text() !== 'format') return undefined;
    const template = this.text(callee.field('object')!, depth);
    return template && filled(template, /\{[^{}]*\}/g);
  }

  value(node: SgNode, depth = 0): Json {
    switch (node.kind()) {
      case 'string':
      case 'concatenated_string':
      case 'binary_operator':
        return this.text(node, depth)?.text ?? HOLE;
      case 'integer':
      case 'float':
      case 'unary_operator':
        return numberOf(node.text());
      case 'true':
        return true;
      case 'false':
        return false;
      case 'none':
        return null;
      case 'parenthesized_expression': {
        const [inner] = node.namedChildren();
        return inner ? this.value(inner, depth) : HOLE;
      }
      case 'list':
      case 'tuple':
        return this.list(node, depth);
      case 'dictionary':
        return this.dictionary(node, depth);
      case 'call':
        return this.formatted(node, depth)?.text ?? this.dictCall(node, depth);
      case 'identifier': {
        const constant = this.constant(node, depth);
        const value = constant ? this.value(constant, depth + 1) : HOLE;
        return typeof value === 'object' ? HOLE : value;
      }
      default:
        return HOLE;
    }
  }

  private list(node: SgNode, depth: number): Json {
    const items = node.namedChildren().filter((child) => child.kind() !== 'comment');
    if (items.some((item) => item.kind() === 'list_splat')) return HOLE;
    return items.map((item) => this.value(item, depth));
  }

  private dictionary(node: SgNode, depth: number): Json {
    const entries: [string, Json][] = [];
    for (const child of node.namedChildren()) {
      if (child.kind() === 'comment') continue;
      const key = child.kind() === 'pair' ? this.value(child.field('key')!, depth) : HOLE;
      // Something is merged in, or a key is made at run time: what is missing cannot be told.
      if (typeof key !== 'string' || key.includes(HOLE)) return HOLE;
      entries.push([key, this.value(child.field('value')!, depth)]);
    }
    return Object.fromEntries(entries);
  }

  /** `dict(a=1)`. */
  private dictCall(node: SgNode, depth: number): Json {
    const callee = node.field('function');
    if (!callee || !this.isBuiltin(callee, 'dict')) return HOLE;
    const tree = this.callTree(node, depth);
    if (tree.open || tree.arguments.some(({ name }) => name === undefined)) return HOLE;
    return Object.fromEntries(tree.arguments.map(({ name, value }) => [name!, value]));
  }

  callTree(node: SgNode, depth = 0): CallTree {
    const given: TreeArgument[] = [];
    let open = false;
    for (const child of node.field('arguments')?.namedChildren() ?? []) {
      const range = rangeOf(child);
      if (child.kind() === 'keyword_argument') {
        const value = child.field('value')!;
        given.push({ name: child.field('name')!.text(), value: this.value(value, depth), node: value, ...range });
      } else if (child.kind() === 'dictionary_splat') {
        const inner = child.namedChildren()[0];
        const value = inner ? this.value(inner, depth) : HOLE;
        if (inner && isRecord(value))
          for (const [name, one] of Object.entries(value)) given.push({ name, value: one, node: inner, ...range });
        else open = true;
      } else if (child.kind() === 'list_splat' || child.kind() === 'generator_expression') open = true;
      else if (child.kind() !== 'comment') given.push({ value: this.value(child, depth), node: child, ...range });
    }
    return { node, callee: node.field('function')!, arguments: given, open, ...rangeOf(node) };
  }
}

function numberOf(text: string): Json {
  const value = Number(text.replace(/[\s_]/g, ''));
  return Number.isNaN(value) ? HOLE : value;
}

/** A template with a hole for each of its fields. */
function filled({ text, at }: PlacedText, field: RegExp): PlacedText {
  const parts: PlacedText[] = [];
  let from = 0;
  for (const match of text.matchAll(field)) {
    parts.push({ text: text.slice(from, match.index), at: at.slice(from, match.index + 1) });
    parts.push({ text: HOLE, at: [at[match.index]!, at[match.index]!] });
    from = match.index + match[0].length;
  }
  parts.push({ text: text.slice(from), at: at.slice(from) });
  return joined(parts);
}
