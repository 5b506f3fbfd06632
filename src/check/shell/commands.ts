import type { Operation } from '../../schema/operation.ts';
import { type CommandTree, commandTree } from '../../verify/parse/command-tree.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { Judged } from './judge.ts';

/** Records kept decoded: scripts repeat the same commands, and a record is dear to read. */
const MOST_KEPT = 4000;

/** The zoo's commands, quick to find again. */
export interface Commands {
  tree: CommandTree;
  /** The zoo, with the paths and operations that were asked for before kept at hand. */
  zoo: Zoo;
  /** What was judged before, by the command's text, with where that stood: scripts repeat themselves. */
  judged: Map<string, { judged: Judged | undefined; start: number }>;
  /** Every document is believed in every aspect: for measuring them. */
  believeAll?: true;
}

const known = new WeakMap<Zoo, Commands>();

export function commandsOf(zoo: Zoo): Commands {
  let commands = known.get(zoo);
  if (!commands) {
    commands = { tree: commandTree(zoo), zoo: kept(zoo), judged: new Map() };
    known.set(zoo, commands);
  }
  return commands;
}

function kept(zoo: Zoo): Zoo {
  const tree = commandTree(zoo);
  const paths = new Map<string, number[]>();
  const ids = new Map<string, number | undefined>();
  const operations = new Map<number, Operation>();
  const remember = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
    const before = map.get(key);
    if (before !== undefined || map.has(key)) return before as V;
    if (map.size >= MOST_KEPT) map.clear();
    const value = make();
    map.set(key, value);
    return value;
  };
  const isCommand = (path: string): boolean => tree.node(path.split(' '))?.command === true;
  return {
    size: zoo.size,
    providers: () => zoo.providers(),
    operation: (ordinal) => remember(operations, ordinal, () => zoo.operation(ordinal)),
    byId: (id) => remember(ids, id, () => zoo.byId(id)),
    byPath: (surface, path) =>
      surface === 'cli'
        ? remember(paths, path, () => (isCommand(path) ? zoo.byPath('cli', path) : []))
        : zoo.byPath(surface, path),
    type: (provider, ref) => zoo.type(provider, ref),
    isHidden: (ordinal) => zoo.isHidden?.(ordinal) ?? false,
    close: () => zoo.close(),
  };
}
