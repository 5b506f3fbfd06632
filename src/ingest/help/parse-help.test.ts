import { describe, expect, it } from 'vitest';
import { parseHelp } from './parse-help.ts';

// Invented programs in the layouts of real ones: what a layout means is tested, not what one program says.
const gnu = `Usage: pack [OPTION]... [FILE]...
Pack FILEs into a box.

  -a, --all                  do not ignore entries starting with .
      --block-size=SIZE      scale sizes by SIZE when printing them;
                               e.g., '--block-size=M'
      --color[=WHEN]         colorize the output; WHEN can be 'always' or 'never'
  -1                         one a line
`;

const cobra = `Create a box from a file or from stdin.

Usage:
  boxctl create NAME [flags]

Aliases:
  create, new

Available Commands:
  lid         Create a lid
  side        Create a side

Flags:
      --dry-run string       Only print ("none", "client") (default "none")
  -e, --env stringArray      Set a variable
  -r, --replicas int         Number of copies
      --wait                 Wait for it

Global Flags:
      --context string       The context to use

Use "boxctl create [command] --help" for more information about a command.
`;

const clap = `Add parts to a box

Usage: box add [OPTIONS] <PART>...

Arguments:
  <PART>...  Parts to add

Options:
      --kind <KIND>
          What kind of part [default: plain] [possible values: plain, fancy]
  -v, --verbose...
          Say more
`;

const argparse = `usage: box [-h] [--size SIZE] {open,close} ...

Open and close boxes.

positional arguments:
  {open,close}
    open         Open a box
    close        Close a box

options:
  -h, --help     show this help message and exit
  -s SIZE, --size SIZE
                 size of the box
`;

const kubectl = `Update boxes.

Options:
    --all=false:
\tSelect all.

    -f, --filename=[]:
\tFiles.

    -o, --output='':
\tFormat.

Usage:
  boxctl update TYPE NAME [options]
`;

const go = `Usage of box:
  -count int
    \tnumber of boxes (default 1)
  -v\tsay more
`;

const git = `usage: git box [<options>] <place> [<name>]

    -q, --[no-]quiet      be quiet
    --depth <n>           how deep
`;

const brief = (text: string, path: string) => {
  const page = parseHelp(text, path);
  return {
    summary: page.summary,
    commands: page.subcommands.map(({ name }) => name),
    options: page.options.map(({ name, in: kind }) => `${name} ${kind}`),
    positionals: page.positionals.map(
      ({ name, required, repeats }) => `${required ? `<${name}>` : `[${name}]`}${repeats ? '...' : ''}`,
    ),
  };
};

describe('help', () => {
  it('of GNU tools', () => {
    expect(brief(gnu, 'pack')).toEqual({
      summary: 'Pack FILEs into a box',
      commands: [],
      options: ['--all flag', '--block-size option', '--color option', '-1 flag'],
      positionals: ['[file]...'],
    });
    const [all, size, color] = parseHelp(gnu, 'pack').options;
    expect(all?.aliases).toEqual(['-a']);
    expect(size?.description).toContain("e.g., '--block-size=M'");
    expect(color).toMatchObject({ valueOptional: true, attach: '=' });
  });

  it('of cobra programs', () => {
    expect(brief(cobra, 'boxctl create')).toEqual({
      summary: 'Create a box from a file or from stdin',
      commands: ['lid', 'side'],
      options: ['--dry-run option', '--env option', '--replicas option', '--wait flag', '--context option'],
      positionals: ['<name>'],
    });
    const options = parseHelp(cobra, 'boxctl create').options;
    expect(options[0]).toMatchObject({ default: 'none' });
    expect(options[1]).toMatchObject({ repeats: true, aliases: ['-e'] });
    expect(options[2]).toMatchObject({ type: 'integer' });
    expect(options[4]).toMatchObject({ global: true });
  });

  it('of clap programs', () => {
    expect(brief(clap, 'box add')).toMatchObject({
      summary: 'Add parts to a box',
      options: ['--kind option', '--verbose flag'],
      positionals: ['<part>...'],
    });
    expect(parseHelp(clap, 'box add').options[0]).toMatchObject({ enum: ['plain', 'fancy'], default: 'plain' });
  });

  it('of argparse programs', () => {
    expect(brief(argparse, 'box')).toMatchObject({
      summary: 'Open and close boxes',
      options: ['--help flag', '--size option'],
    });
    expect(parseHelp(argparse, 'box').options[1]?.aliases).toEqual(['-s']);
  });

  it('of kubectl', () => {
    expect(brief(kubectl, 'boxctl update')).toMatchObject({
      options: ['--all flag', '--filename option', '--output option'],
      positionals: ['<type>', '<name>'],
    });
  });

  it("of Go's flag and of git -h", () => {
    expect(brief(go, 'box').options).toEqual(['-count option', '-v flag']);
    expect(brief(git, 'git box')).toMatchObject({
      options: ['--quiet flag', '--depth option'],
      positionals: ['<place>', '[name]'],
    });
    expect(parseHelp(git, 'git box').options[0]).toMatchObject({ negatable: true, aliases: ['-q'] });
  });

  it('of nothing is nothing', () => {
    expect(parseHelp('', 'box')).toEqual({ summary: '', usage: '', subcommands: [], options: [], positionals: [] });
  });

  it.each([
    [
      'kubectl label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [options]',
      ['type?', 'name?', 'key...'],
    ],
    ['kubectl scale --replicas=COUNT (-f FILENAME | TYPE NAME) [options]', ['type?', 'name?']],
    ['kubectl label (-f FILENAME | -k DIRECTORY) [options]', []],
  ])('%s', (usage, expected) => {
    const path = usage.split(' ').slice(0, 2).join(' ');
    const found = parseHelp(`Does it\n\nUsage:\n  ${usage}\n`, path).positionals;
    expect(found.map(({ name, required, repeats }) => `${name}${required ? '' : '?'}${repeats ? '...' : ''}`)).toEqual(
      expected,
    );
  });
});
