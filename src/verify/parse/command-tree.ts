import { scanCommandPaths } from '../../zoo/scan-paths.ts';
import type { Zoo } from '../../zoo/zoo.ts';

/** A word of command paths: `aws ec2` is a group, `aws ec2 run-instances` a command, `git remote` both. */
export interface CommandNode {
  /** The path itself can be called. */
  command: boolean;
  children: ReadonlyMap<string, CommandNode>;
}

const ROOT_ONLY: CommandNode = { command: true, children: new Map() };

/** Which programs, groups and commands there are: the zoo finds a path only by its whole. */
export class CommandTree {
  private readonly spans = new Map<string, [number, number]>();
  private readonly nodes = new Map<string, CommandNode>();
  private parts: Set<string> | undefined;
  private users: Map<string, Set<string>> | undefined;
  private groups = 0;

  /** `paths` sorted, each once. */
  constructor(private readonly paths: readonly string[]) {
    for (let at = 0; at < paths.length; at++) {
      const path = paths[at]!;
      const blank = path.indexOf(' ');
      const program = blank === -1 ? path : path.slice(0, blank);
      const span = this.spans.get(program);
      if (span) span[1] = at + 1;
      else this.spans.set(program, [at, at + 1]);
    }
  }

  programs(): Iterable<string> {
    return this.spans.keys();
  }

  program(name: string): CommandNode | undefined {
    const known = this.nodes.get(name);
    if (known) return known;
    const span = this.spans.get(name);
    if (!span) return undefined;
    const node = this.build(name, span);
    this.nodes.set(name, node);
    return node;
  }

  /** Whether the word is made of words that commands of any program are made of: `show-user`. */
  isUsual(word: string): boolean {
    this.parts ??= new Set(this.paths.flatMap((path) => path.split(/[ _-]/)));
    return word.split(/[_-]/).every((part) => this.parts!.has(part));
  }

  /** Of the programs that have commands, the share that has one of this name, at whatever depth. */
  share(word: string): number {
    if (!this.users) {
      this.users = new Map();
      for (const path of this.paths) {
        const [program, ...below] = path.split(' ');
        for (const name of below) {
          const users = this.users.get(name);
          if (users) users.add(program!);
          else this.users.set(name, new Set([program!]));
        }
      }
      this.groups = [...this.spans.values()].filter(([start, end]) => end - start > 1).length;
    }
    return (this.users.get(word)?.size ?? 0) / Math.max(1, this.groups);
  }

  /** The node of a path; undefined where no command begins with it. */
  node(words: readonly string[]): CommandNode | undefined {
    let node = this.program(words[0] ?? '');
    for (let at = 1; node && at < words.length; at++) node = node.children.get(words[at]!);
    return node;
  }

  private build(name: string, [start, end]: [number, number]): CommandNode {
    if (end - start === 1 && this.paths[start] === name) return ROOT_ONLY;
    const root = { command: false, children: new Map<string, CommandNode>() };
    for (let at = start; at < end; at++) {
      let node = root;
      for (const word of this.paths[at]!.split(' ').slice(1)) {
        let next = node.children.get(word) as typeof root | undefined;
        if (!next) {
          next = { command: false, children: new Map() };
          node.children.set(word, next);
        }
        node = next;
      }
      node.command = true;
    }
    return root;
  }
}

const trees = new WeakMap<object, CommandTree>();

/** Made at the first need: some 50 ms from the list that packs come with, seconds where there is none. */
export function commandTree(zoo: Zoo): CommandTree {
  let tree = trees.get(zoo);
  if (!tree) {
    tree = new CommandTree(zoo.commandPaths?.() ?? scanCommandPaths(zoo));
    trees.set(zoo, tree);
  }
  return tree;
}
