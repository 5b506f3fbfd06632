import { describe, expect, it } from 'vitest';
import { askOf } from '../../retrieve/asks/pattern.ts';
import type { Literal, LiteralType } from '../literal.ts';
import { Casebook, caseOf } from './cases.ts';

const literal = (request: string, text: string, type: LiteralType): Literal => {
  const start = request.indexOf(text);
  return { type, start, end: start + text.length, text, also: [] };
};

describe('a book of cases', () => {
  const book = Casebook.ofAll([
    { text: 'let <ip> in', line: 'a:1', arguments: { '--start': '$0', '--end': '$0', tags: ['x'] } },
    { text: 'open for <ip>', line: 'a:2', arguments: { '--start': '$0', '--end': '$0' } },
    { text: 'from <ip> to <ip>', line: 'a:3', arguments: { '--start': '$0', '--end': '$1', 'fields.name': 'x' } },
    { text: 'only <ip>', line: 'a:4', arguments: { '--start': '$0', tags: ['y'] } },
  ]);

  it('tells which keys are given the same words', () => {
    expect(book.pairs('--start', '--end')).toEqual({ both: 3, shared: 2 });
    expect(book.pairs('--start', 'tags')).toEqual({ both: 2, shared: 0 });
  });

  it('tells which keys several lines fill, and which with lists', () =>
    expect([...book.keysOf(2)]).toEqual([
      ['--start', false],
      ['--end', false],
      ['tags', true],
    ]));

  it('tells how many lines fill a key or something within it', () =>
    expect([book.within('fields'), book.within('--end'), book.within('field')]).toEqual([0.25, 0.75, 0]));
});

describe('an ask', () => {
  const request = 'tag acme-logs with team=web in eu-west-1';
  const literals = [
    literal(request, 'acme-logs', 'name'),
    literal(request, 'team=web', 'key-value'),
    literal(request, 'eu-west-1', 'region'),
  ];

  it('forgets the values and keeps where they went', () => {
    expect(
      askOf(request, literals, {
        '--bucket': 'acme-logs',
        '--tags': 'x,team=web',
        '--region': 'eu-west-1',
        '--quiet': 'true',
      }),
    ).toEqual({
      text: 'tag <name> with <key-value> in <region>',
      arguments: { '--bucket': '$0', '--tags': `x,\${1}`, '--region': '$2', '--quiet': 'true' },
    });
  });

  it('masks words that are values, parts of literals and coerced values too', () => {
    const text = 'give acme/api twenty seats for checkout';
    const found = [literal(text, 'acme/api', 'repository'), { ...literal(text, 'twenty', 'number'), number: 20 }];
    const ask = askOf(text, found, { owner: 'acme', repo: 'api', seats: '20', service: 'checkout', mode: '$x' });
    expect(ask.text).toBe('give <repository> <number> seats for <word>');
    expect(ask.arguments).toEqual({
      owner: '$0/part:owner',
      repo: '$0/part:repo',
      seats: '$1',
      service: '$2',
      mode: '$$x',
    });
    expect(caseOf(ask)).toMatchObject({ constants: [{ key: 'mode', value: '$x' }] });
  });

  it('knows a digit that joins a word', () => {
    const text = 'six of web, or 6 rather';
    const found = [literal(text, '6', 'number')];
    expect(askOf(text, found, { '<0>': 'web=6', '--cpu': '16', '--x': '6' }).arguments).toEqual({
      '<0>': `web=\${0}`,
      '--cpu': '16',
      '--x': '$0',
    });
  });

  it('knows a count in other units or words within a structure, where the structure says what it counts', () => {
    const text = 'for a week, above 500 megabytes, six of them';
    const found: Literal[] = [
      { ...literal(text, 'a week', 'duration'), number: 604800, unit: 'week' },
      { ...literal(text, '500 megabytes', 'size'), number: 500 * 1024 ** 2, unit: 'megabytes' },
      { ...literal(text, 'six', 'number'), number: 6 },
    ];
    const values = { '--restore': 'Days=7,Tier=Bulk', '--size': '+500M', '<0>': 'web=6', '--other': 'Count=7' };
    expect(askOf(text, found, values).arguments).toEqual({
      '--restore': `Days=\${0},Tier=Bulk`,
      '--size': `+\${1}`,
      '<0>': `web=\${2}`,
      '--other': 'Count=7',
    });
  });

  it('knows a count with a sign in any unit, and that it is not the count', () => {
    const text = 'older than 2 weeks';
    const found: Literal[] = [{ ...literal(text, '2 weeks', 'duration'), number: 1209600, unit: 'weeks' }];
    expect(askOf(text, found, { '-mtime': '+14', '-ctime': '+13', '--days': '14' }).arguments).toEqual({
      '-mtime': `+\${0}`,
      '-ctime': '+13',
      '--days': '$0',
    });
  });

  it('knows a masked word or name within a value by what stands around it, and a type with a digit', () => {
    const c = caseOf({ text: 'get <path> out of container <word>', arguments: { '<0>': `\${1}:\${0}` } });
    const place = { before: ['container', 'of'], after: [] };
    expect(c.templates).toMatchObject([{ parts: [place, ':', { type: 'path', nth: 0 }] }]);
    expect(caseOf({ text: 'copy <s3-uri> to <path>', arguments: { '<1>': '$1' } }).bindings).toEqual([
      { key: '<1>', slot: { type: 'path', nth: 0 } },
    ]);
    const named = caseOf({ text: 'container <name>', arguments: { '<0>': `\${0}:/etc` } }).templates;
    expect(named.map(({ parts }) => parts[0])).toMatchObject([{ type: 'name', nth: 0 }, { before: ['container'] }]);
  });

  it('is read back as bindings, templates and constants', () => {
    const c = caseOf(askOf(request, literals, { '--bucket': 'acme-logs', '--tags': 'x,team=web', '--quiet': 'true' }));
    expect(c.bindings).toEqual([{ key: '--bucket', slot: { type: 'name', nth: 0 } }]);
    expect(c.templates).toMatchObject([{ key: '--tags', parts: ['x,', { type: 'key-value', nth: 0 }] }]);
    expect(c.constants).toEqual([{ key: '--quiet', value: 'true' }]);
  });

  it('takes a reference to a literal that it does not have as plain text', () => {
    expect(caseOf({ text: 'no literals', arguments: { '--x': '$7', '--y': `a\${9}` } })).toMatchObject({
      bindings: [],
      templates: [],
    });
  });
});

describe('a casebook', () => {
  const book = Casebook.of([
    {
      case: caseOf({ text: 'a <name>', line: 'f:1', arguments: { '--name': '$0', '--force': 'true' } } as never),
      similarity: 0.9,
    },
    { case: caseOf({ text: 'b <name>', line: 'f:2', arguments: { '--name': '$0' } } as never), similarity: 0.1 },
  ]);
  it('lets near cases decide', () => {
    expect(book.binds('--name', 'name', 0)).toBe(1);
    expect(book.constant('--force', 'true')).toBeGreaterThan(0.99);
    expect(book.usage('--force')).toBe(0.5);
  });

  it('counts how a value is built, whatever went into it', () => {
    const asks: [string, Record<string, string>][] = [
      ['scale <name> to <number>', { '<0>': `\${0}=\${1}` }],
      ['<number> of front', { '<0>': `front=\${0}` }],
      ['only front', { '<0>': 'front' }],
      ['that one, <name>', { '<0>': '$0', '--quiet': 'true' }],
    ];
    const built = Casebook.ofAll(asks.map(([text, args], n) => ({ text, line: `f:${n}`, arguments: args })));
    expect(built.shape('<0>', '{}={}')).toBe(0.5);
    expect(built.shape('<0>', '{}')).toBe(0.5);
    expect(built.shape('--quiet', 'true')).toBe(0.25);
  });

  it('tells what nobody gives together from what is seldom given', () => {
    const cases = (count: number, keys: string[], from: number) =>
      Array.from({ length: count }, (_, n) => ({
        case: caseOf({
          text: 'list',
          line: `f:${from + n}`,
          arguments: Object.fromEntries(keys.map((key) => [key, 'true'])),
        } as never),
        similarity: 0,
      }));
    const book = Casebook.of([...cases(5, ['--all'], 0), ...cases(7, ['--in'], 10), ...cases(1, ['--wide'], 20)]);
    expect(book.areApart('--all', '--in')).toBe(false);
    const more = Casebook.of([
      ...cases(8, ['--all'], 0),
      ...cases(8, ['--in'], 10),
      ...cases(1, ['--all', '--json'], 30),
    ]);
    expect(more.areApart('--all', '--in')).toBe(true);
    expect(more.areApart('--in', '--all')).toBe(true);
    expect(more.areApart('--all', '--json')).toBe(false);
    expect(more.areApart('--in', '--json')).toBe(false);
  });
});
