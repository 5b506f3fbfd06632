import { AppError } from '../../schema/error.ts';

/** A schema in the words of the API models, of an argument that awscli made itself. */
export interface ArgumentSchema {
  type: string;
  enum?: string[];
  doc?: string;
  items?: ArgumentSchema;
  members?: Record<string, ArgumentSchema>;
  required?: string[];
}

/** An argument as it adds itself to awscli's parser (argparse's words). */
export interface CommandArgument {
  /** `--instance-ids`; of a positional its name. */
  name: string;
  also?: string[];
  /** botocore's type names (`list`, `structure`, `blob`), or awscli's (`int`). */
  type: string;
  required?: true;
  nargs?: number | '?' | '*' | '+';
  const?: string;
  default?: string | number | boolean;
  dest?: string;
  action?: string;
  choices?: string[];
  /** Arguments of one group are spellings of one thing: `--dry-run`, `--no-dry-run`. */
  group?: string;
  /** Accepted, but not in the help. */
  hidden?: true;
  synopsis?: string;
  /** The member of the API's input that it fills. */
  member?: string;
  schema?: ArgumentSchema;
  /** Absent where it is the member's own documentation. */
  doc?: string;
}

/** One leaf of awscli's command tables. */
export interface Command {
  /** Without the program: `["ec2", "stop-instances"]`; empty for the program's own options. */
  path: string[];
  /** The botocore service and operation that it calls; a customisation has none. */
  service?: string;
  operation?: string;
  hidden?: true;
  description?: string;
  args: CommandArgument[];
}

/** Reads a line that walk_awscli.py printed. Fails: `tool-failed` on anything else. */
export function parseCommand(line: string): Command {
  try {
    const value = JSON.parse(line) as Command;
    if (Array.isArray(value.path) && Array.isArray(value.args)) return value;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new AppError(
    'tool-failed',
    `the walk of awscli printed "${line.slice(0, 80)}"`,
    'Run walk_awscli.py by hand to see why.',
  );
}

/** What `aws` shows of a command: its path as in an answer. */
export function cliPath(command: Command): string {
  return ['aws', ...command.path].join(' ');
}

/** `aws ec2 wait instance-running`: polls an operation with that operation's arguments. */
export function isWaiter(command: Command): boolean {
  return command.path[1] === 'wait';
}
