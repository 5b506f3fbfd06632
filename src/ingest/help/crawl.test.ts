import { describe, expect, it } from 'vitest';
import { crawlInstalled } from './crawl.ts';

const HELP: Record<string, string> = {
  '--help':
    'Work with boxes\n\nUsage:\n  box [command]\n\nAvailable Commands:\n  help   Help about any command\n  open   Open a box\n  lid    Work with lids\n',
  'open --help':
    'Open a box\n\nUsage:\n  box open NAME [flags]\n\nFlags:\n  -f, --force   By force\n      --help    Help\n',
  'lid --help': '',
  'help lid': 'Work with lids\n\nUsage:\n  box lid [command]\n\nAvailable Commands:\n  remove   Remove a lid\n',
  'lid remove --help': 'Remove a lid\n\nUsage:\n  box lid remove NAME\n',
  '--version': 'box version 1.2.3',
};

describe('reading an installed program', () => {
  it('walks its subcommands by help alone', async () => {
    const asked: string[] = [];
    const got = await crawlInstalled('box', {
      date: '2026-01-02',
      run: async (_, words) => {
        asked.push(words.join(' '));
        return HELP[words.join(' ')] ?? '';
      },
    });
    expect(got.sources).toEqual([
      { package: 'installed:box', version: '1.2.3', licence: 'NOASSERTION', date: '2026-01-02' },
    ]);
    expect(got.operations.map(({ name, destructive }) => [name, destructive])).toEqual([
      ['box lid remove', true],
      ['box open', undefined],
    ]);
    expect(got.operations[1]?.parameters.map(({ name }) => name)).toEqual(['name', '--force']);
    expect(asked.every((words) => /--help$|^help( |$)|^--version$/.test(words))).toBe(true);
  });

  it('reads what every command takes where the help says how to list it', async () => {
    const help: Record<string, string> = {
      ...HELP,
      '--help': `${HELP['--help']}\nUse "box options" for a list of global command-line options (applies to all commands).\n`,
      options:
        "The following options can be passed to any command:\n\n    -n, --warehouse='':\n\tWhere the box stands\n",
    };
    const { operations } = await crawlInstalled('box', { run: async (_, words) => help[words.join(' ')] ?? '' });
    for (const { parameters } of operations)
      expect(parameters.at(-1)).toMatchObject({ name: '--warehouse', aliases: ['-n'], global: true });
  });

  it('stops at the limit and says what it left out', async () => {
    const got = await crawlInstalled('box', { maxCommands: 1, run: async (_, words) => HELP[words.join(' ')] ?? '' });
    expect(got.skipped.map(({ pointer }) => pointer)).toEqual(['box open', 'box lid']);
  });

  it.each(['../box', 'a b', '-rf', 'box;ls', ''])('refuses %j as a name', async (name) => {
    await expect(crawlInstalled(name)).rejects.toMatchObject({ code: 'usage' });
  });

  it('says that a program is not installed', async () => {
    await expect(crawlInstalled('no-such-program-here')).rejects.toMatchObject({ code: 'tool-missing' });
  });
});
