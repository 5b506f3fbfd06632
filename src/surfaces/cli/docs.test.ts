import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS, LOCAL_COMMANDS } from './argv.ts';
import { shapesOf } from './commands/completions.ts';
import { defaults, SETTING_NAMES } from './config.ts';
import type { Context } from './context.ts';
import { pathsFrom } from './paths.ts';
import { buildProgram } from './program.ts';
import { collectingTerminal } from './terminal.ts';

const terminal = collectingTerminal({ env: {}, outIsTerminal: false, errIsTerminal: false, width: 100 });
const context: Context = {
  terminal,
  paths: pathsFrom({ HOME: '/h' }, '/r', 'linux'),
  exit: 0,
  config: defaults,
  service: () => Promise.reject(new Error('no zoo here')),
};
const shapes = shapesOf(buildProgram(context, '1.0.0'));
const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

describe('docs/cli.md', () => {
  it.each(shapes.map((shape) => shape.path.split(' ')[0]!).filter((name) => name && name !== 'ask'))(
    'has the command %s',
    (name) => expect(page).toContain(`\`gorilla ${name}`),
  );
  it.each(
    ['', 'ask'].flatMap(
      (path) => shapes.find((shape) => shape.path === path)?.options.map((option) => option.long) ?? [],
    ),
  )('has %s', (long) => expect(page).toContain(long));
  it.each(SETTING_NAMES)('has the setting %s', (name) => expect(page).toContain(`| \`${name}\` |`));
});

describe('COMMANDS', () => {
  it('are the commands of the program', () => {
    const known = shapes.find((shape) => shape.path === '')?.subcommands.map((each) => each.name) ?? [];
    expect(new Set(COMMANDS)).toEqual(new Set([...known, 'help']));
    for (const name of LOCAL_COMMANDS) expect(COMMANDS).toContain(name);
  });
});
