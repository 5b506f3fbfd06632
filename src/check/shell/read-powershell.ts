import { powershellCommands } from '../../verify/parse/powershell-words.ts';
import type { ReadCall, Reader } from '../reading.ts';
import { commandsOf } from './commands.ts';
import { judgeLine } from './judge.ts';

/** A name, not a path, an assignment or a word of the language. */
const PROGRAM = /^[a-z][\w.-]*$/;

/** The native programs of a PowerShell text; cmdlets and the language itself are not read. */
export const readPowershell: Reader = (zoo, text) => {
  const commands = commandsOf(zoo);
  const calls: ReadCall[] = [];
  for (const { words } of powershellCommands(text).commands) {
    const [program] = words;
    if (!program || program.dynamic || !PROGRAM.test(program.value) || !commands.tree.program(program.value)) continue;
    // `$list` is one word or several, as the variable's value is.
    const own = words.map((word) => (word.dynamic ? { ...word, splits: true as const } : word));
    const judged = judgeLine(commands, { words: own, text, open: false }, false);
    if (judged) calls.push(judged.call);
  }
  return { calls, problems: [] };
};
