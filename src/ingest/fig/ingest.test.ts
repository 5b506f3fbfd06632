import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../schema/operation.ts';
import { ingestFig } from './ingest.ts';
import type { FigCommand, FigOption } from './spec.ts';

const source = { package: 'npm:demo', version: '1', licence: 'MIT' };
const ingest = (spec: FigCommand) => ingestFig(spec, { source, pointer: 'demo.js' });
const first = (option: FigOption, more: FigOption[] = []): Parameter | undefined =>
  ingest({ name: ['x'], options: [option, ...more] }).operations[0]?.parameters[0];

describe('options of a command', () => {
  const cases: { given: FigOption; want: Partial<Parameter> }[] = [
    {
      given: { name: ['-m', '--message'], args: [{ name: 'text' }] },
      want: { name: '--message', aliases: ['-m'], in: 'option', type: 'string' },
    },
    {
      given: { name: ['-out'], args: [{ name: 'path' }], separator: '=' },
      want: { name: '-out', attach: '=', format: 'path' },
    },
    {
      given: { name: ['if'], args: [{ name: 'file' }], separator: '=' },
      want: { name: 'if=', attach: '', in: 'option' },
    },
    { given: { name: ['--user=USER'] }, want: { name: '--user', in: 'option' } },
    { given: { name: ['–-no-color'] }, want: { name: '--no-color', in: 'flag' } },
    { given: { name: ['--depth'], args: [{ name: 'n' }] }, want: { type: 'integer' } },
    { given: { name: ['--mode'], args: [{ suggestions: ['a', 'b'] }] }, want: { enum: ['a', 'b'] } },
    { given: { name: ['--on'], args: [{ suggestions: ['true', 'false'] }] }, want: { type: 'boolean', in: 'option' } },
    { given: { name: ['--color'], args: [{ isOptional: true }] }, want: { valueOptional: true } },
    { given: { name: ['--all'], isRequired: true }, want: { in: 'flag', type: 'boolean', required: true } },
    { given: { name: ['--help', '-h'] }, want: { global: true } },
    {
      given: { name: ['--files'], args: [{ name: 'file', isVariadic: true }] },
      want: { repeats: true, separator: ' ' },
    },
  ];
  for (const { given, want } of cases) it(given.name.join(' '), () => expect(first(given)).toMatchObject(want));

  const open: FigOption[] = [
    { name: ['--a'], args: [{ suggestions: ['json', 'jsonpath='] }] },
    { name: ['--b'], args: [{ suggestions: ['80', '443'] }] },
    { name: ['--c'], args: [{ suggestions: ['x', 'y'], generated: true }] },
    { name: ['--d'], args: [{ suggestions: ['MYSQL_5_7', 'MYSQL_8_0'] }] },
  ];
  for (const option of open)
    it(`${option.args?.[0]?.suggestions} is no closed list`, () => expect(first(option)?.enum).toBeUndefined());

  it('a pair of flags is one that can be negated', () => {
    const [operation] = ingest({
      name: ['x'],
      options: [{ name: ['--edit'] }, { name: ['--no-edit'] }, { name: ['--no-verify'] }],
    }).operations;
    expect(operation?.parameters.map(({ name, negatable }) => [name, negatable])).toEqual([
      ['--edit', true],
      ['--no-verify', undefined],
    ]);
  });

  it('several short options in one are a skip', () => {
    const { operations, skipped } = ingest({
      name: ['x'],
      options: [{ name: ['-a'] }, { name: ['-m'] }, { name: ['-am'] }],
    });
    expect(operations[0]?.parameters).toHaveLength(2);
    expect(skipped).toEqual([{ pointer: 'x -am', reason: 'is several short options in one' }]);
  });

  it('relations name canonical options', () => {
    const parameter = first({ name: ['--depth'], args: [{}], exclusiveOn: ['-e'], dependsOn: ['--gone'] }, [
      { name: ['-e', '--edit'] },
    ]);
    expect(parameter?.excludes).toEqual(['--edit']);
    expect(parameter?.requires).toBeUndefined();
  });
});

describe('commands of a program', () => {
  const names = (spec: FigCommand) => ingest(spec).operations.map(({ name }) => name);

  it('groups are operations only where they do something', () => {
    const leaf: FigCommand = { name: ['list'] };
    expect(
      names({ name: ['git'], subcommands: [{ name: ['remote'], description: 'Manage remotes', subcommands: [leaf] }] }),
    ).toEqual(['git remote', 'git remote list']);
    expect(
      names({
        name: ['k'],
        subcommands: [
          { name: ['config'], description: 'Modify files', options: [{ name: ['--x'] }], subcommands: [leaf] },
        ],
      }),
    ).toEqual(['k config list']);
    expect(
      names({ name: ['code'], args: [{ isOptional: true, template: ['filepaths'] }], subcommands: [leaf] }),
    ).toEqual(['code', 'code list']);
  });

  it('other names are further invocations', () => {
    const [operation] = ingest({ name: ['npm'], subcommands: [{ name: ['i', 'install', 'add'] }] }).operations;
    expect(operation?.id).toBe('npm:npm install');
    expect(operation?.invocations.map(({ path }) => path)).toEqual(['npm install', 'npm i', 'npm add']);
  });

  it('twins are one command', () => {
    const twin = { description: 'List boxes', options: [{ name: ['--all'] }] };
    expect(
      names({
        name: ['x'],
        subcommands: [
          { name: ['ls'], ...twin },
          { name: ['list'], ...twin },
        ],
      }),
    ).toEqual(['x list']);
  });

  it('doubled names and modes are mended', () => {
    expect(names({ name: ['h'], subcommands: [{ name: ['h apps'] }] })).toEqual(['h apps']);
    const tar = ingest({
      name: ['tar'],
      subcommands: [{ name: ['c', '-c', '--create'], args: [{ name: 'archive' }] }],
    }).operations;
    expect(tar).toHaveLength(1);
    expect(tar[0]?.parameters.map(({ name }) => name)).toEqual(['archive', '--create']);
  });

  it('inherits persistent options, and marks what deletes', () => {
    const [operation] = ingest({
      name: ['x'],
      options: [{ name: ['--context', '-c'], args: [{}], isPersistent: true }],
      subcommands: [{ name: ['rm'], options: [{ name: ['-c'] }] }],
    }).operations;
    expect(operation?.destructive).toBe(true);
    expect(operation?.parameters).toEqual([
      { name: '-c', in: 'flag', type: 'boolean' },
      { name: '--context', in: 'option', type: 'string' },
    ]);
  });

  it('a command argument takes the rest', () => {
    const [operation] = ingest({
      name: ['run'],
      args: [{ name: 'image' }, { name: 'command', isCommand: true, isOptional: true }],
    }).operations;
    expect(operation?.parameters).toEqual([
      { name: 'image', in: 'positional', type: 'string', required: true },
      { name: 'command', in: 'positional', type: 'string', rest: true },
    ]);
  });
});
