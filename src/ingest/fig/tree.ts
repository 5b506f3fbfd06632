import type { FigCommand, FigOption } from './spec.ts';

/** A group with more commands than this does nothing by itself, unless it takes an argument. */
const MAX_RUNNABLE_GROUP = 15;
const GROUP_WORDS =
  /^(?:manage|commands?\b|work with|group|subcommands?|operations?\b|interact|utilities|tools|control|administer|a (?:set|group|collection)|the .* command|perform operations|modify\b|(?:create|add|view|list|show|get)(?:,| and | or ))/i;
/** Groups that are known to be commands, too, although their spec reads as if they were not. */
const RUNNABLE_GROUPS = new Set(['git remote', 'git stash', 'git submodule', 'git notes']);
const IDLE_OPTION = /^--?(?:h|help|version|v)$/;

/** Whether a command does something when run as it stands: all leaves, and groups such as `git stash` and `git remote -v`. */
export function canRun(command: FigCommand, path: string[]): boolean {
  const groups = command.subcommands?.length ?? 0;
  if (groups === 0) return true;
  if (RUNNABLE_GROUPS.has(path.join(' '))) return true;
  if (command.requiresSubcommand) return false;
  const args = command.args ?? [];
  if (path.length === 1)
    return (
      args.some((argument) => !argument.isOptional || (argument.template?.length ?? 0) > 0) ||
      (args.length > 0 && groups < 8)
    );
  if (args.length > 0) return !args.every((argument) => argument.isOptional && argument.isCommand);
  if (groups > MAX_RUNNABLE_GROUP || GROUP_WORDS.test(command.description ?? '')) return false;
  const own = (command.options ?? []).filter(
    (option) => !option.isPersistent && !option.name.every((name) => IDLE_OPTION.test(name)),
  );
  return own.length > 0;
}

/** The documented name among the other ones: the first, or a longer one where the first is an abbreviation (`i` of install, `ls` of list). */
export function canonicalWord(names: string[]): string {
  const [first = '', ...others] = names;
  const isShort = first.length <= 2 || !/[aeiouy]/.test(first);
  const whole = others.find(
    (name) => name.startsWith(first) && name.length >= first.length + 3 && /^[a-z]+$/.test(name),
  );
  return (
    whole ?? (isShort ? others.find((name) => name.length > first.length && /[aeiou]/.test(name)) : undefined) ?? first
  );
}

/**
 * Mends what specs do to please a completion menu: modes written as commands (`tar -c`) become flags, the program's name is no part of its
 * own commands' names (`heroku heroku apps`), and a name of several words is that many steps.
 */
export function flattened(spec: FigCommand): FigCommand {
  return withoutTwins(withoutDoubles(withModesAsFlags(spec), spec.name[0] ?? ''));
}

/** Two commands of one group that are the same in all but their names (`brew ls`, `brew list`) are one command with two names. */
function withoutTwins(command: FigCommand): FigCommand {
  const byBody = new Map<string, FigCommand>();
  const children: FigCommand[] = [];
  for (const child of (command.subcommands ?? []).map(withoutTwins)) {
    const { name, ...body } = child;
    const key = JSON.stringify(body);
    const twin = byBody.get(key);
    if (twin) twin.name.push(...name.filter((each) => !twin.name.includes(each)));
    else {
      const own = { ...child, name: [...name] };
      if (child.description) byBody.set(key, own);
      children.push(own);
    }
  }
  return { ...command, subcommands: children };
}

function withModesAsFlags(command: FigCommand): FigCommand {
  const isMode = (child: FigCommand) => child.name.some((name) => name.startsWith('-'));
  const modes = (command.subcommands ?? []).filter(isMode);
  if (modes.length === 0) return command;
  const flags: FigOption[] = modes.map((mode) => ({
    name: mode.name.filter((name) => name.startsWith('-')),
    ...(mode.description === undefined ? {} : { description: mode.description }),
  }));
  const args = command.args?.length ? command.args : (modes.find((mode) => mode.args?.length)?.args ?? []);
  return {
    ...command,
    args: args.map((argument) => ({ ...argument, isOptional: true as const })),
    options: [...flags, ...modes.flatMap((mode) => mode.options ?? []), ...(command.options ?? [])],
    subcommands: (command.subcommands ?? []).filter((child) => !isMode(child)),
  };
}

function withoutDoubles(command: FigCommand, program: string): FigCommand {
  const subcommands = (command.subcommands ?? []).map((child) => {
    const name = child.name.map((each) =>
      (each.startsWith(`${program} `) ? each.slice(program.length + 1) : each).trim().replace(/\s+/g, ' '),
    );
    return withoutDoubles({ ...child, name: [...new Set(name.filter((each) => each !== ''))] }, program);
  });
  return { ...command, subcommands: subcommands.filter((child) => child.name.length > 0) };
}
