import type { SgNode } from '@ast-grep/napi';
import { nodesOf, rangeOf } from '../parse/code-tree.ts';
import { type Bound, type Scope, Scopes } from './scopes.ts';

const FUNCTIONS = [
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
  'generator_function_declaration',
  'generator_function',
];
const CLASSES = ['class_declaration', 'class', 'abstract_class_declaration'];
const BLOCKS = [
  'statement_block',
  'for_statement',
  'for_in_statement',
  'catch_clause',
  'switch_body',
  'class_static_block',
];
const OTHER: Bound = { kind: 'other' };

/** The module of `require('x')`, `await import('x')`. */
function requiredModule(node: SgNode): string | undefined {
  if (node.kind() === 'await_expression') return node.namedChildren()[0] && requiredModule(node.namedChildren()[0]!);
  if (node.kind() !== 'call_expression') return undefined;
  const callee = node.field('function')?.text();
  const [source] = node.field('arguments')?.namedChildren() ?? [];
  if ((callee !== 'require' && callee !== 'import') || source?.kind() !== 'string') return undefined;
  return source.text().slice(1, -1);
}

class Builder {
  constructor(private readonly scopes: Scopes) {}

  /** `node:fs` and `fs` are one module. */
  private path(module: string, name?: string): Bound {
    const bare = module.replace(/^node:/, '');
    return { kind: 'import', path: name === undefined ? bare : `${bare}#${name}` };
  }

  imported(statement: SgNode): void {
    const source = statement.field('source')?.text().slice(1, -1);
    if (source === undefined) return;
    const at = rangeOf(statement).start;
    const clause = statement.namedChildren().find((child) => child.kind() === 'import_clause');
    for (const child of clause?.namedChildren() ?? []) {
      if (child.kind() === 'identifier') this.scopes.bind(child.text(), { at, bound: this.path(source, 'default') });
      else if (child.kind() === 'namespace_import')
        this.scopes.bind(child.namedChildren()[0]!.text(), { at, bound: this.path(source) });
      else
        for (const one of child.namedChildren()) {
          const name = one.field('name');
          if (!name) continue;
          const local = one.field('alias') ?? name;
          this.scopes.bind(local.text(), { at, bound: this.path(source, name.text()) });
        }
    }
  }

  /** `bound` is what the whole pattern takes; undefined: nothing that is followed. */
  pattern(target: SgNode, at: number, whole: Bound, hoisted: boolean, within = at): void {
    switch (target.kind()) {
      case 'identifier':
      case 'shorthand_property_identifier_pattern':
        this.scopes.bind(target.text(), { at, bound: whole }, hoisted, within);
        return;
      case 'object_pattern':
        for (const child of target.namedChildren()) this.property(child, at, whole, hoisted, within);
        return;
      case 'assignment_pattern':
      case 'object_assignment_pattern': {
        const left = target.field('left');
        // With a default it is either of two.
        if (left) this.pattern(left, at, OTHER, hoisted, within);
        return;
      }
      default:
        for (const child of target.namedChildren()) this.pattern(child, at, OTHER, hoisted, within);
    }
  }

  private property(child: SgNode, at: number, whole: Bound, hoisted: boolean, within: number): void {
    const part = (name: string): Bound => {
      if (whole.kind === 'import' && !whole.path.includes('#')) return this.path(whole.path, name);
      if (whole.kind === 'value' && whole.part === undefined) return { ...whole, part: name };
      return OTHER;
    };
    if (child.kind() === 'shorthand_property_identifier_pattern')
      this.pattern(child, at, part(child.text()), hoisted, within);
    else if (child.kind() === 'pair_pattern') {
      const key = child.field('key');
      const bound = key?.kind() === 'property_identifier' ? part(key.text()) : OTHER;
      this.pattern(child.field('value')!, at, bound, hoisted, within);
    } else this.pattern(child, at, OTHER, hoisted, within);
  }

  declarator(node: SgNode): void {
    const name = node.field('name');
    if (!name) return;
    const value = node.field('value');
    const hoisted = node.parent()?.kind() === 'variable_declaration';
    const module = value ? requiredModule(value) : undefined;
    // `let client;` is filled in by the assignments to it.
    if (!value && node.parent()?.parent()?.kind() !== 'for_in_statement') {
      if (name.kind() === 'identifier') this.scopes.declare(name.text(), rangeOf(name).start, hoisted);
      return;
    }
    const bound: Bound = module !== undefined ? this.path(module) : value ? { kind: 'value', node: value } : OTHER;
    this.pattern(name, rangeOf(node).end - 1, bound, hoisted, rangeOf(node).start);
  }

  parameters(node: SgNode): void {
    const within = rangeOf(node).start;
    const single = node.field('parameter');
    if (single) this.pattern(single, within, { kind: 'parameter' }, true, within);
    for (const child of node.field('parameters')?.namedChildren() ?? []) {
      const target =
        child.field('pattern') ?? child.namedChildren().find((one) => /identifier|pattern/.test(String(one.kind())));
      if (!target) continue;
      const annotation = child.field('type')?.text().replace(/^:\s*/, '');
      const bound: Bound = { kind: 'parameter', ...(annotation === undefined ? {} : { annotation }) };
      this.pattern(target, within, bound, true, within);
      // `constructor(private client: S3Client)` is a field as well.
      if (child.namedChildren().some((one) => one.kind() === 'accessibility_modifier'))
        this.scopes.bindField(target.text(), within, bound);
    }
  }

  assignment(node: SgNode): void {
    const left = node.field('left');
    const right = node.field('right');
    if (!left || !right) return;
    const at = rangeOf(node).end - 1;
    const plain = node.kind() === 'assignment_expression';
    const nothing = right.kind() === 'null' || right.kind() === 'undefined';
    if (left.kind() === 'member_expression' && left.field('object')?.kind() === 'this') {
      if (!nothing)
        this.scopes.bindField(left.field('property')!.text(), at, plain ? { kind: 'value', node: right } : OTHER);
    } else if (left.kind() === 'identifier') {
      if (!nothing) this.scopes.rebind(left.text(), { at, bound: plain ? { kind: 'value', node: right } : OTHER });
    } else if (/pattern/.test(String(left.kind())))
      for (const inner of nodesOf(left, 'identifier', 'shorthand_property_identifier_pattern'))
        this.scopes.rebind(inner.text(), { at, bound: OTHER });
  }

  field(node: SgNode): void {
    const name = node.field('name');
    const value = node.field('value');
    if (name && value) this.scopes.bindField(name.text(), rangeOf(node).start, { kind: 'value', node: value });
  }

  other(name: SgNode | null, within: number): void {
    if (name) this.scopes.bind(name.text(), { at: within, bound: OTHER }, false, within);
  }
}

/** Who binds which name where, in a TypeScript or JavaScript text. The order of statements is not looked at: all bindings must agree. */
export function typescriptScopes(root: SgNode): Scopes {
  const functions = nodesOf(root, ...FUNCTIONS);
  const classes = nodesOf(root, ...CLASSES);
  const module: Scope = { start: 0, end: root.text().length + rangeOf(root).start + 1, kind: 'module' };
  const scopes = new Scopes({
    scopes: [
      module,
      ...functions.map((node): Scope => ({ ...rangeOf(node), kind: 'function' })),
      ...classes.map((node): Scope => ({ ...rangeOf(node), kind: 'class' })),
      ...nodesOf(root, ...BLOCKS).map((node): Scope => ({ ...rangeOf(node), kind: 'block' })),
    ],
  });
  const builder = new Builder(scopes);
  for (const node of functions) {
    builder.parameters(node);
    // The name of a method is a property, not a name.
    if (node.kind() !== 'method_definition') builder.other(node.field('name'), rangeOf(node).start - 1);
  }
  for (const node of [...classes, ...nodesOf(root, 'enum_declaration')])
    builder.other(node.field('name'), rangeOf(node).start - 1);
  for (const node of nodesOf(root, 'import_statement')) builder.imported(node);
  for (const node of nodesOf(root, 'variable_declarator')) builder.declarator(node);
  for (const node of nodesOf(root, 'for_in_statement')) {
    const left = node.field('left');
    if (left) builder.pattern(left, rangeOf(node).start, OTHER, false);
  }
  for (const node of nodesOf(root, 'catch_clause')) {
    const parameter = node.field('parameter');
    if (parameter) builder.pattern(parameter, rangeOf(node).start, OTHER, false);
  }
  for (const node of nodesOf(root, 'public_field_definition')) builder.field(node);
  for (const node of nodesOf(root, 'assignment_expression', 'augmented_assignment_expression'))
    builder.assignment(node);
  return scopes;
}
