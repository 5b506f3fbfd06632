import type { Parameter } from '../../schema/operation.ts';
import type { CommandNode } from '../../verify/parse/command-tree.ts';
import { spellings } from '../../verify/parse/find-operation.ts';
import type { ShellWord } from '../../verify/parse/shell-words.ts';
import type { Commands } from './commands.ts';

/** How far words lead into the command tree. */
export interface Reach {
  node: CommandNode;
  /** The words of the path that were found. */
  path: string[];
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
  let node = commands.tree.program(name);
  if (!node) return undefined;
  const path = [name];
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    if (word.value === '--') return { node, path };
    if (word.value.startsWith('-') && !word.dynamic) {
      const next = words[at + 1];
      if (!next || node.children.has(next.value) || word.value.includes('=')) continue;
      const option = commonOptions(commands, path, node).find((one) => spellings(one).includes(word.value));
      const leads = node.children.has(words[at + 2]?.value ?? '');
      if (option ? option.in === 'option' : leads) at++;
      continue;
    }
    const child: CommandNode | undefined = word.dynamic || word.blank ? undefined : node.children.get(word.value);
    if (!child) return { node, path, stop: word };
    node = child;
    path.push(word.value);
  }
  return { node, path };
}
