import type { Ingested, Operation, Parameter, Skip, Source } from '../../schema/operation.ts';
import { type HelpPage, parseHelp } from './parse-help.ts';

/** The help of one command: `path` is `kubectl create deployment`, `text` what it printed. */
export interface HelpText {
  path: string;
  text: string;
}

const DESTRUCTIVE = /^(?:delete|remove|rm|destroy|purge|prune|drop|wipe|terminate|uninstall|kill|erase|reset)\b/i;

/**
 * Makes operations of a program's help pages. A command that has subcommands is an operation too only if it takes something itself.
 * Pages in which nothing can be read are skipped, with the reason. `globals`: what every command takes besides.
 */
export function ingestHelp(
  program: string,
  pages: HelpText[],
  source: Source,
  globals: readonly Parameter[] = [],
): Ingested {
  const parsed = pages.map((page) => ({ path: page.path, help: parseHelp(page.text, page.path) }));
  const summaries = new Map<string, string>();
  for (const { path, help } of parsed) {
    for (const command of help.subcommands) summaries.set(`${path} ${command.name}`, command.summary);
  }
  const operations: Operation[] = [];
  const skipped: Skip[] = [];
  for (const { path, help } of parsed) {
    const isGroup = parsed.some((other) => other.path.startsWith(`${path} `));
    if (help.options.length === 0 && help.positionals.length === 0 && !help.usage && !help.summary) {
      skipped.push({ pointer: path, reason: 'the help holds no usage, options or summary that can be read' });
    } else if (!isGroup || help.positionals.some(({ required }) => required)) {
      operations.push(operationOf(program, path, help, globals, summaries.get(path)));
    }
  }
  operations.sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
  return { provider: program, sources: [source], operations, types: {}, skipped };
}

function operationOf(
  program: string,
  path: string,
  help: HelpPage,
  globals: readonly Parameter[],
  listed?: string,
): Operation {
  const summary = help.summary || listed || path;
  const operation: Operation = {
    id: `${program}:${path}`,
    provider: program,
    service: program,
    name: path,
    kind: 'cli',
    summary: summary.length > 160 ? `${summary.slice(0, 159)}…` : summary,
    parameters: unique([...help.positionals, ...help.options, ...globals]),
    invocations: [{ surface: 'cli', path }],
    origin: { source: 0, pointer: `${path} --help` },
  };
  if (listed && listed !== summary) operation.description = listed;
  if (DESTRUCTIVE.test(path.split(' ').at(-1) ?? '') || DESTRUCTIVE.test(summary)) operation.destructive = true;
  return operation;
}

/** A spelling belongs to the first that has it; help and version are of every program and of no task. */
function unique(parameters: Parameter[]): Parameter[] {
  const taken = new Set<string>();
  const kept: Parameter[] = [];
  for (const parameter of parameters) {
    if (taken.has(parameter.name) || parameter.name === '--help' || parameter.name === '-help') continue;
    const { aliases = [], ...rest } = parameter;
    const free = aliases.filter((alias) => !taken.has(alias));
    for (const spelling of [parameter.name, ...free]) taken.add(spelling);
    kept.push(free.length > 0 ? { ...rest, aliases: free } : rest);
  }
  return kept;
}
