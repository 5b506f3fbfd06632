import type { Operation, Parameter } from '../../schema/operation.ts';
import type { CommandNode } from '../../verify/parse/command-tree.ts';
import { type FoundOperation, spellings } from '../../verify/parse/find-operation.ts';
import type { ShellWord } from '../../verify/parse/shell-words.ts';
import type { Commands } from './commands.ts';

/** How far words lead into the command tree. */
export interface Reach {
  node: CommandNode;
  /** The words of the path that were found, and their places among all words. */
  path: string[];
  at: number[];
  /** The commands of shorter paths on the way, the nearest first. */
  ancestors: Operation[];
  /** The first word that is no option and leads no further; undefined where the words end before. */
  stop?: ShellWord;
}

/** The options that all commands of a program have: of its first command. */
function commonOptions({ zoo }: Commands, path: readonly string[], node: CommandNode): readonly Parameter[] {
  const words = [...path];
  let at = node;
  while (!at.command) {
    const next = at.children.entries().next();
    if (next.done) break;
    words.push(next.value[0]);
    at = next.value[1];
  }
  const [ordinal] = zoo.byPath('cli', words.join(' '));
  return ordinal === undefined ? [] : zoo.operation(ordinal).parameters.filter((one) => one.global || node.command);
}

/** Undefined: the zoo has no such program. */
export function reach(commands: Commands, words: readonly ShellWord[]): Reach | undefined {
  const name = words[0]!.value.replace(/^.*\//, '');
  const root = commands.tree.program(name);
  if (!root) return undefined;
  const reached: Reach = { node: root, path: [name], at: [0], ancestors: [] };
  for (let at = 1; at < words.length && reached.node.children.size > 0; at++) {
    const word = words[at]!;
    const { node, path } = reached;
    if (word.value === '--') break;
    if (word.value.startsWith('-') && !word.dynamic) {
      const next = words[at + 1];
      if (!next || node.children.has(next.value) || word.value.includes('=')) continue;
      const option = commonOptions(commands, path, node).find((one) => spellings(one).includes(word.value));
      const leads = node.children.has(words[at + 2]?.value ?? '');
      if (option ? option.in === 'option' : leads) at++;
      continue;
    }
    const child = word.dynamic || word.blank ? undefined : node.children.get(word.value);
    if (!child) {
      reached.stop = word;
      break;
    }
    if (node.command) reached.ancestors.unshift(...operationsAt(commands, path));
    reached.node = child;
    path.push(word.value);
    reached.at.push(at);
  }
  return reached;
}

function operationsAt({ zoo }: Commands, path: readonly string[]): Operation[] {
  return zoo.byPath('cli', path.join(' ')).map((ordinal) => zoo.operation(ordinal));
}

/** The command that was reached; undefined where words lead to a group only. */
export function foundAt(
  commands: Commands,
  { node, path, at, ancestors }: Reach,
  words: readonly ShellWord[],
): FoundOperation | undefined {
  const operations = node.command ? operationsAt(commands, path) : [];
  if (operations.length === 0) return undefined;
  const last = at.at(-1)!;
  const skipped = words.slice(0, last).filter((_, index) => !at.includes(index));
  return {
    path: path.join(' '),
    operations,
    rest: [...skipped, ...words.slice(last + 1)],
    ancestors,
    before: skipped.length,
  };
}
