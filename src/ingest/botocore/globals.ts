import type { Parameter } from '../../schema/operation.ts';
import { optionOf } from './argument.ts';
import type { Command, CommandArgument } from './command-table.ts';

/** Values of a kind that the command table calls strings. */
const FORMATS: Record<string, string> = {
  '--region': 'region',
  '--endpoint-url': 'uri',
  '--ca-bundle': 'path',
  '--cli-input-json': 'json',
};

/**
 * The options that every `aws` command takes: the program's own, and the two that each API command repeats
 * (`--cli-input-json`, `--generate-cli-skeleton`), read from the first command that has them.
 */
export function globalParameters(commands: Command[]): Parameter[] {
  const program = commands.find((command) => command.path.length === 0)?.args ?? [];
  const shared = ['--cli-input-json', '--generate-cli-skeleton'].flatMap((name) => find(commands, name));
  return [...program, ...shared].map((argument) => {
    const format = FORMATS[argument.name];
    return { ...optionOf(argument), ...(format ? { format } : {}), global: true };
  });
}

function find(commands: Command[], name: string): CommandArgument[] {
  for (const command of commands) {
    const argument = command.args.find((one) => one.name === name);
    if (argument) return [argument];
  }
  return [];
}
