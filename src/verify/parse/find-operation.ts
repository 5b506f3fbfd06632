import type { Operation, Parameter } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { editsOf } from '../did-you-mean.ts';
import type { ShellWord } from './shell-words.ts';

export interface FoundOperation {
  path: string;
  operations: Operation[];
  /** Words that are arguments, those between the words of the path too. */
  rest: ShellWord[];
  /** The operations of shorter paths on the way (`git` of `git -C x commit`): options before the sub-command are theirs. */
  ancestors: Operation[];
  /** How many of `rest` stand before the last word of the path. */
  before: number;
}

const DEEPEST_PATH = 8;
/** Options of unknown arity before a sub-command are tried both ways; more than this many would be a search. */
const MOST_GUESSES = 4;

interface State {
  path: string;
  at: number;
  skipped: ShellWord[];
  ancestors: Operation[];
  guesses: number;
  depth: number;
}

export function spellings(parameter: Parameter): string[] {
  return parameter.aliases ? [parameter.name, ...parameter.aliases] : [parameter.name];
}

/** Whether an ancestor's document says that the option takes a value in the next word; undefined where no document knows the option. */
function takesNext(ancestors: readonly Operation[], option: string): boolean | undefined {
  const bare = option.split('=', 1)[0]!;
  for (const { parameters } of ancestors) {
    const parameter = parameters.find((one) => one.in !== 'positional' && spellings(one).includes(bare));
    if (parameter) return parameter.in === 'option' && bare === option && parameter.attach === undefined;
  }
  return undefined;
}

/** Finds the operation with the longest path that the words begin with, with options between the words of the path. */
export function findOperation(zoo: Zoo, words: readonly ShellWord[]): FoundOperation | undefined {
  const [program] = words;
  if (!program || program.blank) return undefined;
  let best: FoundOperation | undefined;
  let bestDepth = 0;
  const visit = (state: State): void => {
    const ordinals = zoo.byPath('cli', state.path);
    const operations = ordinals.map((ordinal) => zoo.operation(ordinal));
    if (
      operations.length > 0 &&
      (state.depth > bestDepth || (state.depth === bestDepth && state.skipped.length < best!.before))
    ) {
      const rest = [...state.skipped, ...words.slice(state.at)];
      best = { path: state.path, operations, rest, ancestors: state.ancestors, before: state.skipped.length };
      bestDepth = state.depth;
    }
    extend(state, operations.length > 0 ? [...operations, ...state.ancestors] : state.ancestors, visit, words);
  };
  visit({ path: program.value.replace(/^.*\//, ''), at: 1, skipped: [], ancestors: [], guesses: 0, depth: 1 });
  return best;
}

/** Takes the next word as a part of the path; options before it are skipped, with their values. */
function extend(
  state: State,
  ancestors: Operation[],
  visit: (state: State) => void,
  words: readonly ShellWord[],
): void {
  const word = words[state.at];
  if (!word || state.depth >= DEEPEST_PATH || word.value === '--' || word.value === '') return;
  if (!word.value.startsWith('-')) {
    // A sub-command is one bare word: a value with blanks in it would only slow the look-up down.
    if (word.blank || word.dynamic || /\s/.test(word.value)) return;
    visit({ ...state, path: `${state.path} ${word.value}`, at: state.at + 1, ancestors, depth: state.depth + 1 });
    return;
  }
  const value = words[state.at + 1];
  const takes = takesNext(ancestors, word.value);
  const one = { ...state, at: state.at + 1, skipped: [...state.skipped, word] };
  const two = value && { ...state, at: state.at + 2, skipped: [...state.skipped, word, value] };
  if (takes !== undefined) {
    extend(takes && two ? two : one, ancestors, visit, words);
    return;
  }
  if (state.guesses >= MOST_GUESSES) return;
  extend({ ...one, guesses: state.guesses + 1 }, ancestors, visit, words);
  if (two && !word.value.includes('=') && !value.value.startsWith('-'))
    extend({ ...two, guesses: state.guesses + 1 }, ancestors, visit, words);
}

/** A path of the zoo one edit away from the words: for "did you mean". */
export function nearestPath(zoo: Zoo, words: readonly ShellWord[]): { index: number; word: string } | undefined {
  const bare = words.slice(0, 4).map(({ value }) => value);
  const end = bare.findIndex((value) => value.startsWith('-'));
  const head = end === -1 ? bare : bare.slice(0, end);
  for (let length = head.length; length > 0; length--) {
    for (let index = length - 1; index >= 0; index--) {
      if (head[index]!.length > 40) continue;
      for (const word of editsOf(head[index]!)) {
        const path = [...head.slice(0, index), word, ...head.slice(index + 1, length)].join(' ');
        if (word !== '' && zoo.byPath('cli', path).length > 0) return { index, word };
      }
    }
  }
  return undefined;
}
