import { Argument, type Command } from 'commander';
import type { Context } from '../context.ts';

export interface CommandShape {
  /** Words behind `gorilla`: `zoo list`. */
  path: string;
  about: string;
  subcommands: { name: string; about: string }[];
  options: { long: string; short?: string; about: string; values: string[] }[];
}

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

const valuesOf = (about: string) => /: ((?:[\w-]+, )+[\w-]+)$/.exec(about)?.[1]?.split(', ') ?? [];

/** The program as its own help knows it, so that completions never lag behind. */
export function shapesOf(program: Command): CommandShape[] {
  const shapes: CommandShape[] = [];
  const walk = (command: Command, path: string) => {
    shapes.push({
      path,
      about: command.description(),
      subcommands: command.commands.map((each) => ({ name: each.name(), about: each.description() })),
      options: command.options
        .filter((option) => option.long)
        .map((option) => ({
          long: option.long!,
          ...(option.short ? { short: option.short } : {}),
          about: option.description,
          values: valuesOf(option.description),
        })),
    });
    for (const each of command.commands) walk(each, `${path} ${each.name()}`.trim());
  };
  walk(program, '');
  return shapes;
}

const single = (text: string) => text.replaceAll("'", "'\\''");

/** The words that may follow a path: its commands and its options; behind the program itself also those of `ask`. */
function wordsAfter(shape: CommandShape, shapes: CommandShape[]): string[] {
  const asked = shape.path === '' ? (shapes.find((each) => each.path === 'ask')?.options ?? []) : [];
  return [
    ...shape.subcommands.map((each) => each.name),
    ...[...shape.options, ...asked].map((option) => option.long),
    '--help',
  ];
}

function valueCases(shapes: CommandShape[]): [string, string[]][] {
  const cases = new Map<string, string[]>();
  for (const option of shapes.flatMap((shape) => shape.options))
    if (option.values.length > 0) cases.set(option.long, option.values);
  return [...cases];
}

function bash(shapes: CommandShape[]): string {
  const words = shapes.map((shape) => `    '${shape.path}') words='${wordsAfter(shape, shapes).join(' ')}' ;;`);
  const values = valueCases(shapes).map(
    ([long, names]) => `    ${long}) COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$current")); return ;;`,
  );
  const paths = shapes.filter((shape) => shape.path !== '').map((shape) => `'${shape.path}'`);
  return `# gorilla completions for bash: gorilla completions bash > ~/.local/share/bash-completion/completions/gorilla
_gorilla() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path='' next word words=''
  case "$previous" in
${values.join('\n')}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${path:+$path }$word"
    case "$next" in
      ${paths.join('|')}) path="$next" ;;
    esac
  done
  case "$path" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _gorilla gorilla
`;
}

function zsh(shapes: CommandShape[]): string {
  const colons = (text: string) => single(text.replaceAll(':', '\\:'));
  const cases = shapes.map((shape) => {
    const names = [
      ...shape.subcommands.map((each) => `'${each.name}:${colons(each.about)}'`),
      ...[
        ...shape.options,
        ...(shape.path === '' ? (shapes.find((each) => each.path === 'ask')?.options ?? []) : []),
      ].map((option) => `'${option.long}:${colons(option.about)}'`),
    ];
    return `    '${shape.path}') names=(${names.join(' ')}) ;;`;
  });
  const values = valueCases(shapes).map(([long, names]) => `    ${long}) compadd -- ${names.join(' ')}; return ;;`);
  const paths = shapes.filter((shape) => shape.path !== '').map((shape) => `'${shape.path}'`);
  return `#compdef gorilla
# gorilla completions for zsh: gorilla completions zsh > "\${fpath[1]}/_gorilla"
_gorilla() {
  local route='' next word
  local -a names
  case "\${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  for word in "\${(@)words[2,CURRENT-1]}"; do
    next="\${route:+$route }$word"
    case "$next" in
      ${paths.join('|')}) route="$next" ;;
    esac
  done
  case "$route" in
${cases.join('\n')}
  esac
  _describe gorilla names || _files
}
if [ "$funcstack[1]" = "_gorilla" ]; then _gorilla "$@"; else compdef _gorilla gorilla; fi
`;
}

function fish(shapes: CommandShape[]): string {
  const lines = ['# gorilla completions for fish: gorilla completions fish > ~/.config/fish/completions/gorilla.fish'];
  for (const shape of shapes) {
    const parts = shape.path.split(' ').filter(Boolean);
    const seen = parts.map((part) => `__fish_seen_subcommand_from ${part}`).join('; and ');
    const unseen =
      shape.subcommands.length > 0
        ? `not __fish_seen_subcommand_from ${shape.subcommands.map((each) => each.name).join(' ')}`
        : '';
    const condition = (...tests: string[]) =>
      tests.some(Boolean) ? ` -n '${tests.filter(Boolean).join('; and ')}'` : '';
    for (const each of shape.subcommands)
      lines.push(`complete -c gorilla -f${condition(seen, unseen)} -a ${each.name} -d '${single(each.about)}'`);
    // Behind no command the words are a request: the options of "ask" hold there.
    const where = shape.path === 'ask' ? '' : seen;
    for (const { long, short, about, values } of shape.options) {
      const given = values.length > 0 ? ` -x -a '${values.join(' ')}'` : '';
      lines.push(
        `complete -c gorilla${condition(where)} -l ${long.slice(2)}${short ? ` -s ${short.slice(1)}` : ''}${given} -d '${single(about)}'`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function powershell(shapes: CommandShape[]): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const table = shapes.map(
    (shape) => `    ${quoted(shape.path)} = @(${wordsAfter(shape, shapes).map(quoted).join(', ')})`,
  );
  const values = valueCases(shapes).map(([long, names]) => `    ${quoted(long)} = @(${names.map(quoted).join(', ')})`);
  return `# gorilla completions for PowerShell: gorilla completions powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName gorilla -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $after = @{
${table.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() } | Where-Object { $_ -ne $wordToComplete })
  $path = ''
  foreach ($word in $words) {
    $next = "$path $word".Trim()
    if ($after.ContainsKey($next)) { $path = $next }
  }
  $last = if ($words.Count -gt 0) { $words[-1] } else { '' }
  $names = if ($values.ContainsKey($last)) { $values[$last] } else { $after[$path] }
  $names | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}

export const COMPLETIONS: Record<(typeof SHELLS)[number], (shapes: CommandShape[]) => string> = {
  bash,
  zsh,
  fish,
  powershell,
};

export function registerCompletions(program: Command, context: Context): void {
  program
    .command('completions')
    .description('completions for your shell, on stdout')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .addHelpText(
      'after',
      '\nExamples:\n  source <(gorilla completions bash)\n  gorilla completions fish > ~/.config/fish/completions/gorilla.fish\n',
    )
    .action((shell: (typeof SHELLS)[number]) => context.terminal.out(COMPLETIONS[shell](shapesOf(program))));
}
