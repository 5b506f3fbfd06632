import { describe, expect, it } from 'vitest';
import { Casebook } from './cases.ts';
import { Windows } from './choices.ts';
import { isConvention } from './conventions.ts';
import { sampleTarget } from './sample-look.ts';
import type { Target } from './targets.ts';

const target = (name: string, documented: string[] = [], choices?: string[]): Target => {
  const plain = sampleTarget(name);
  const schema = { ...plain.schema, ...(choices && { enum: choices }) };
  return { ...plain, schema, vocabulary: () => new Set(documented) };
};
const book = (...asks: [text: string, value: string][]): Casebook =>
  Casebook.ofAll(asks.map(([text, value], n) => ({ text, line: `line:${n}`, arguments: { '--state': value } })));

describe('a convention', () => {
  it('may be another value than those of a list that is left open', () => {
    const closed = target('--state', ['wide'], ['json', 'yaml']);
    const open: Target = { ...closed, schema: { ...closed.schema, open: true } };
    const speech = { idioms: {}, casebook: book(), windows: new Windows('show it wide') };
    expect([isConvention(closed, 'wide', speech), isConvention(open, 'wide', speech)]).toEqual([false, true]);
  });

  it.each<[string, string[], string, [string, string][], string, boolean]>([
    [
      'several authors meant and none said',
      [],
      'failure',
      [
        ['blew up', 'failure'],
        ['went red', 'failure'],
      ],
      '',
      true,
    ],
    ['one author meant', [], 'failure', [['blew up', 'failure']], '', false],
    [
      'was said each time',
      [],
      'Web-Api',
      [
        ['the web api', 'Web-Api'],
        ['web, the api', 'Web-Api'],
      ],
      '',
      false,
    ],
    ['the document spells', ['open', 'or', 'failure'], 'failure', [['blew up', 'failure']], '', true],
    ['the request spells', [], 'PAST_DUE', [['late ones', 'PAST_DUE']], 'which are past due', true],
    [
      'is a name in a form',
      [],
      'user:sam@acme.io',
      [
        ['let sam in', 'user:sam@acme.io'],
        ['sam too', 'user:sam@acme.io'],
      ],
      '',
      false,
    ],
    [
      'is a number',
      [],
      '42',
      [
        ['many', '42'],
        ['lots', '42'],
      ],
      '',
      false,
    ],
    [
      'is none or one',
      [],
      '0',
      [
        ['no grace', '0'],
        ['at once', '0'],
      ],
      '',
      true,
    ],
    ['sets a switch of a structure', ['enabled'], 'Enabled=true', [['on', 'Enabled=true']], '', true],
    ['is a structure of somebody', ['key'], 'Key=team', [['on', 'Key=team']], '', false],
  ])('%s', (_, documented, value, asks, request, is) => {
    const speech = { idioms: {}, casebook: book(...asks), windows: new Windows(request) };
    expect(isConvention(target('--state', documented), value, speech)).toBe(is);
  });

  it('is nothing beside a closed list', () => {
    const asks: [string, string][] = [
      ['blew up', 'failure'],
      ['went red', 'failure'],
    ];
    const speech = { idioms: {}, casebook: book(...asks), windows: new Windows('') };
    expect(isConvention(target('--state', [], ['open']), 'failure', speech)).toBe(false);
    expect(isConvention(target('--state', [], ['open', 'failure']), 'failure', speech)).toBe(true);
  });

  it('is never a language, which is said by its name', () => {
    const asks: [string, string][] = [
      ['to german', 'de'],
      ['in german', 'de'],
    ];
    const speech = { idioms: {}, casebook: book(...asks), windows: new Windows('') };
    expect(isConvention(target('--language-code'), 'de', speech)).toBe(false);
  });
});
