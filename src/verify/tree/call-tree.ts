import type { SgNode } from '@ast-grep/napi';
import type { Json } from '../../schema/operation.ts';
import type { Range } from '../parse/parsed.ts';

/** One argument of a call. */
export interface TreeArgument extends Range {
  /** Absent: by position. */
  name?: string;
  /** By value, whatever way the literal is written; `HOLE` where it is known only when the code runs. */
  value: Json;
  node: SgNode;
}

/**
 * The sub-tree of a call, without the language it is written in: what is called, with what. Everything else of the syntax tree (quotes, order of
 * keywords, line breaks, comments, the text around the call) is gone, so two calls that do the same are the same tree.
 */
export interface CallTree extends Range {
  /** The expression that is called. */
  callee: SgNode;
  node: SgNode;
  arguments: TreeArgument[];
  /** More arguments come from somewhere else (`**options`, `...rest`). */
  open: boolean;
}

export function named(tree: CallTree, name: string): TreeArgument | undefined {
  return tree.arguments.find((argument) => argument.name === name);
}

export function positional(tree: CallTree, index: number): TreeArgument | undefined {
  return tree.arguments.filter((argument) => argument.name === undefined)[index];
}

/** An argument that may be given either way. */
export function argumentOf(tree: CallTree, index: number, name: string): TreeArgument | undefined {
  return named(tree, name) ?? positional(tree, index);
}
