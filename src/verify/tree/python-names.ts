import type { SgNode } from '@ast-grep/napi';
import { nodesOf, rangeOf } from '../parse/code-tree.ts';
import { type Bound, type Scope, Scopes } from './scopes.ts';

const FUNCTIONS = [
  'function_definition',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
];
const OTHER: Bound = { kind: 'other' };

/** The names in a target: `a`, `(a, *b)`; of `self.x` and `d['k']` none. */
function targetNames(node: SgNode): string[] {
  if (node.kind() === 'identifier') return [node.text()];
  if (node.kind() === 'attribute' || node.kind() === 'subscript') return [];
  return node.namedChildren().flatMap(targetNames);
}

/** What a class's own object is called in its methods: by convention, which linters hold. */
export const isSelf = (name: string): boolean => name === 'self' || name === 'cls';

class Builder {
  constructor(
    private readonly scopes: Scopes,
    private readonly end: number,
  ) {}

  private bindTarget(target: SgNode, at: number, bound: Bound): void {
    if (target.kind() === 'identifier') this.scopes.bind(target.text(), { at, bound }, true);
    else for (const name of targetNames(target)) this.scopes.bind(name, { at, bound: OTHER }, true);
    if (target.kind() !== 'attribute') return;
    const object = target.field('object');
    if (object?.kind() === 'identifier' && isSelf(object.text()))
      this.scopes.bindField(target.field('attribute')!.text(), at, bound);
  }

  assignment(node: SgNode): void {
    const left = node.field('left');
    const right = node.field('right');
    if (!left || !right) return;
    // `x = None` before the true value, or where an import fails, says nothing of what is called later.
    if (right.kind() === 'none') return;
    // Takes effect behind the statement: in `s3 = s3.meta.client` the right side is still the old one.
    const { end } = rangeOf(node);
    this.bindTarget(left, Math.min(end, this.end) - 1, { kind: 'value', node: right });
  }

  imported(node: SgNode): void {
    const { start } = rangeOf(node);
    const bind = (name: string, path: string): void =>
      this.scopes.bind(name, { at: start, bound: { kind: 'import', path } }, true);
    const from = node.field('module_name')?.text();
    for (const child of node.fieldChildren('name')) {
      const aliased = child.kind() === 'aliased_import';
      const name = aliased ? child.field('name')!.text() : child.text();
      const alias = aliased ? child.field('alias')!.text() : undefined;
      if (from !== undefined) bind(alias ?? name, `${from}.${name}`);
      else if (alias) bind(alias, name);
      // `import os.path` binds `os`.
      else bind(name.split('.', 1)[0]!, name.split('.', 1)[0]!);
    }
  }

  parameters(node: SgNode): void {
    const within = rangeOf(node).start;
    for (const child of node.field('parameters')?.namedChildren() ?? []) {
      const target = child.field('name') ?? (child.kind() === 'identifier' ? child : child.namedChildren()[0]);
      if (!target) continue;
      for (const name of targetNames(target))
        this.scopes.bind(name, { at: within, bound: { kind: 'parameter' } }, true, within);
    }
  }

  other(node: SgNode, target: SgNode | null | undefined, within = rangeOf(node).start): void {
    if (!target) return;
    for (const name of targetNames(target))
      this.scopes.bind(name, { at: rangeOf(node).start, bound: OTHER }, true, within);
  }

  entered(node: SgNode): void {
    const target = node.field('alias');
    const value = node.namedChildren()[0];
    const name = target?.namedChildren()[0];
    const isWith = node.parent()?.kind() === 'with_item';
    if (name && value) this.bindTarget(name, rangeOf(node).end - 1, isWith ? { kind: 'entered', node: value } : OTHER);
  }
}

/** Who binds which name where, in a Python text. */
export function pythonScopes(root: SgNode): Scopes {
  const range = rangeOf(root);
  const ranges = (...kinds: string[]): { start: number; end: number }[] => nodesOf(root, ...kinds).map(rangeOf);
  const functions = nodesOf(root, ...FUNCTIONS);
  const classes = nodesOf(root, 'class_definition');
  const module: Scope = { start: 0, end: Math.max(range.end, root.text().length) + 1, kind: 'module' };
  const scopes = new Scopes({
    scopes: [
      module,
      ...functions.map((node): Scope => ({ ...rangeOf(node), kind: 'function' })),
      ...classes.map((node): Scope => ({ ...rangeOf(node), kind: 'class' })),
    ],
    blocks: [module, ...ranges('block')],
    loops: ranges('for_statement', 'while_statement'),
  });
  for (const node of nodesOf(root, 'global_statement', 'nonlocal_statement'))
    if (node.kind() === 'global_statement')
      for (const name of node.namedChildren()) scopes.declareGlobal(name.text(), rangeOf(node).start);
  const builder = new Builder(scopes, module.end);
  for (const node of functions) builder.parameters(node);
  for (const node of [...functions, ...classes]) {
    const name = node.field('name');
    // The name of a function is bound outside of it.
    if (name) builder.other(node, name, rangeOf(node).start - 1);
  }
  for (const node of nodesOf(root, 'import_statement', 'import_from_statement')) builder.imported(node);
  for (const node of nodesOf(root, ...BINDERS)) {
    switch (node.kind()) {
      case 'assignment':
        builder.assignment(node);
        break;
      case 'as_pattern':
        builder.entered(node);
        break;
      case 'named_expression':
        builder.other(node, node.field('name'));
        break;
      case 'delete_statement':
      case 'case_pattern':
        builder.other(node, node);
        break;
      default:
        builder.other(node, node.field('left'));
    }
  }
  return scopes;
}

const BINDERS = [
  'assignment',
  'augmented_assignment',
  'for_statement',
  'for_in_clause',
  'named_expression',
  'as_pattern',
  'delete_statement',
  'case_pattern',
];
