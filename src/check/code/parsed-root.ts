import type { SgNode } from '@ast-grep/napi';
import { AppError } from '../../schema/error.ts';
import { type Language, nodesOf, parseCode } from '../../verify/parse/code-tree.ts';

/** The syntax tree of a text, or why there is none: text of any kind is only ever a problem of its own file. */
export function rootOf(language: Language, text: string): { root: SgNode } | { problem: string } {
  try {
    return { root: parseCode(language, text) };
  } catch (error) {
    if (error instanceof AppError) return { problem: error.message };
    throw error;
  }
}

/** TypeScript's casts and JSX's elements are written alike: what is no TypeScript is tried with JSX. */
export function typescriptRoot(text: string): { root: SgNode } | { problem: string } {
  const plain = rootOf('typescript', text);
  if ('problem' in plain || !/<\/|\/>/.test(text) || nodesOf(plain.root, 'ERROR').length === 0) return plain;
  return rootOf('tsx', text);
}
