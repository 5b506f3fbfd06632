import type { Operation } from '../../schema/operation.ts';
import { shellCommands } from '../../verify/parse/shell-words.ts';
import type { ReadFinding } from '../reading.ts';

/** What makes two findings the same fault. */
const sameAs = ({ code, parameter, actual, message }: ReadFinding): string =>
  JSON.stringify([code, parameter ?? message, actual ?? '']);

const excuses = new WeakMap<Operation, ReadonlySet<string>>();

/**
 * A document whose own examples break it is wrong there: faults that an example of the operation has too are no faults.
 * `judge` gives the findings of a command that stands in an example.
 */
export function withoutExcused(
  operation: Operation,
  findings: readonly ReadFinding[],
  judge: (text: string, command: ReturnType<typeof shellCommands>['commands'][number]) => readonly ReadFinding[],
): ReadFinding[] {
  if (!findings.some(({ severity }) => severity === 'error')) return [...findings];
  let excused = excuses.get(operation);
  if (!excused) {
    const texts = (operation.examples ?? []).filter(({ surface }) => surface === 'cli').map(({ call }) => call);
    excused = new Set(
      texts.flatMap((text) => shellCommands(text).commands.flatMap((command) => judge(text, command).map(sameAs))),
    );
    excuses.set(operation, excused);
  }
  return excused.size === 0 ? [...findings] : findings.filter((finding) => !excused.has(sameAs(finding)));
}
