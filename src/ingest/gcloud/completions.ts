import { AppError } from '../../schema/error.ts';
import type { Parameter } from '../../schema/operation.ts';

/** A node of gcloud's static completion tree. A flag is `bool` (no value), `value` or `dynamic` (a value), or the list of its values. */
export interface CompletionNode {
  commands: Record<string, CompletionNode>;
  flags: Record<string, string | string[]>;
}

/**
 * The tree out of `gcloud_completions.py`. The file is Python, but its only statement is a literal that is JSON, too; it is parsed, never run.
 *
 * Fails: `source-unreadable`.
 */
export function parseCompletions(python: string, file: string): CompletionNode {
  const start = python.indexOf('{', python.indexOf('STATIC_COMPLETION_CLI_TREE'));
  const end = python.lastIndexOf('}');
  try {
    const tree: unknown = JSON.parse(python.slice(start, end + 1));
    if (isNode(tree)) return tree;
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw unreadable(file);
}

function isNode(value: unknown): value is CompletionNode {
  return typeof value === 'object' && value !== null && 'commands' in value && 'flags' in value;
}

function unreadable(file: string, cause?: unknown): AppError {
  return new AppError(
    'source-unreadable',
    `${file} is not gcloud's completion tree`,
    'Run `gcloud components update`, then try again.',
    cause,
  );
}

/** A flag of the tree as a parameter; `--no-x` beside `--x` is one flag. Sorted as in the tree. */
export function flagsOf(node: CompletionNode): Parameter[] {
  return Object.entries(node.flags)
    .filter(([name]) => !(name.startsWith('--no-') && node.flags[`--${name.slice(5)}`] === 'bool'))
    .map(([name, kind]): Parameter => {
      if (kind !== 'bool')
        return { name, in: 'option', type: 'string', ...(Array.isArray(kind) ? { enum: kind } : {}) };
      return {
        name,
        in: 'flag',
        type: 'boolean',
        ...(`--no-${name.slice(2)}` in node.flags ? { negatable: true as const } : {}),
      };
    });
}
