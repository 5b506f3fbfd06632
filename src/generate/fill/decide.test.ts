import { describe, expect, it } from 'vitest';
import type { Operation } from '../../schema/operation.ts';
import { decide } from './decide.ts';
import { sampleLook, sampleTarget } from './sample-look.ts';
import type { Considered } from './second-look.ts';
import type { Target } from './targets.ts';

const copy: Operation = {
  id: 'x:copy',
  provider: 'x',
  name: 'copy',
  kind: 'cli',
  summary: 'Copies files',
  parameters: [],
  invocations: [{ surface: 'cli', path: 'copy' }],
  origin: { source: 0, pointer: 'copy' },
};

/** All candidates, `p` of each; `apart`: names of two that nobody gives together. */
function considered(
  request: string,
  targets: Target[],
  p: (name: string, value: unknown) => number,
  apart: string[] = [],
): Considered {
  const { bindings } = sampleLook(request, targets);
  return {
    request,
    targets,
    bindings: bindings.map((b) => ({ ...b, p: p(b.target.name, b.value) })),
    constants: [],
    expected: () => false,
    apart: (one, other) => apart.includes(one.name) && apart.includes(other.name),
    holds: () => 0,
    pairs: () => ({ both: 0, shared: 0 }),
  };
}

const place = (name: string, slot: number, many: boolean): Target => ({
  ...sampleTarget(name, 'string'),
  required: true,
  slot,
  many,
});

describe('what is decided', () => {
  const places = [place('SOURCE', 0, true), place('DESTINATION', 1, false)];
  const asList = (name: string, value: unknown): number =>
    !String(value).startsWith('/') ? 0 : name === 'SOURCE' ? 0.9 : 0.02;

  it('leaves the last value of a list to the place behind it', () => {
    const { call } = decide(copy, 'cli', considered('copy /a/one /b/two to /c/three', places, asList));
    expect(call.missing).toEqual([]);
    expect(call.arguments.map(({ name, value }) => [name, value])).toEqual([
      ['SOURCE', ['/a/one', '/b/two']],
      ['DESTINATION', '/c/three'],
    ]);
  });

  it('reads the last of a list as the program does, though the place behind it may stay empty', () => {
    const link = places.map((one) => ({ ...one, required: one.many }));
    const { call } = decide(copy, 'cli', considered('link /a/one as /b/two', link, asList));
    expect(call.arguments.map(({ value }) => value)).toEqual(['/a/one', '/b/two']);
  });

  it('has once in a list what is said twice', () => {
    const { call } = decide(copy, 'cli', considered('test /etc/one, then copy /etc/one', [places[0]!], asList));
    expect(call.arguments.map(({ value }) => value)).toEqual(['/etc/one']);
  });

  it('leaves no blank for what the given excludes', () => {
    const way = (name: string, other: string): Target => {
      const target = { ...sampleTarget(name, 'string'), required: true };
      return { ...target, parameter: { ...target.parameter, excludes: [other] } };
    };
    const ways = [way('--ids', '--group'), way('--group', '--ids')];
    const p = (name: string, value: unknown): number => (name === '--ids' && value === 'web-1' ? 0.9 : 0);
    const { call } = decide(copy, 'cli', considered('start web-1', ways, p));
    expect([call.arguments.map(({ name }) => name), call.missing]).toEqual([['--ids'], []]);
  });

  it('has what others meant in the type of the document', () => {
    const labels = sampleTarget('removeLabelIds', 'array');
    const meant = { target: labels, value: 'UNREAD', source: 'case' as const, match: 0, start: 0, end: 0 };
    const all = { ...considered('mark it as read', [labels], () => 0), constants: [{ ...meant, first: 0, p: 0.9 }] };
    const valueOn = (surface: 'cli' | 'http'): unknown => decide(copy, surface, all).call.arguments[0]?.value;
    expect([valueOn('http'), valueOn('cli')]).toEqual([['UNREAD'], 'UNREAD']);
  });

  it('takes all of an enumeration of which one is named, but what is somebody else’s', () => {
    const targets = [place('PACKAGE', 0, true), sampleTarget('--on', 'string')];
    const p = (name: string, value: unknown): number =>
      (name === 'PACKAGE' && value === 'curl') || (name === '--on' && value === 'web') ? 0.9 : 0.01;
    const values = (request: string): unknown[] =>
      decide(copy, 'cli', considered(request, targets, p)).call.arguments.map(({ name, value }) => [name, value]);
    expect(values('install curl, jq and htop on web')).toEqual([
      ['PACKAGE', ['curl', 'jq', 'htop']],
      ['--on', 'web'],
    ]);
    expect(values('install curl, jq and web')).toEqual([
      ['PACKAGE', 'curl'],
      ['--on', 'web'],
    ]);
  });

  it.each<[string, { both: number; shared: number }, number, boolean]>([
    ['once, as a rule', { both: 0, shared: 0 }, 0.75, false],
    ['twice where it is sure', { both: 0, shared: 0 }, 0.85, true],
    ['twice where others use them so', { both: 4, shared: 3 }, 0.5, true],
    ['once where nobody does who gives both', { both: 3, shared: 0 }, 0.9, false],
  ])('takes the same words %s', (_, pairs, second, twice) => {
    const range = [sampleTarget('--start'), sampleTarget('--end')];
    const p = (name: string, value: unknown): number =>
      value !== '203.0.113.40' ? 0 : name === '--start' ? 0.95 : second;
    const all = { ...considered('let 203.0.113.40 in', range, p), pairs: () => pairs };
    expect(decide(copy, 'cli', all).call.arguments.length).toBe(twice ? 2 : 1);
  });

  it('builds no second value of words that have a place, unless others do', () => {
    const [zone, data] = [sampleTarget('zone'), sampleTarget('data')];
    const all = considered('a record in shop.example', [zone, data], (name, value) =>
      name === 'zone' && value === 'shop.example' ? 0.9 : 0,
    );
    const used = [{ start: 12, end: 24 }];
    const built = {
      target: data,
      value: 'shop.example.',
      source: 'template' as const,
      match: 1,
      used,
      start: 0,
      end: 0,
    };
    const names = (pairs: { both: number; shared: number }): string[] =>
      decide(copy, 'http', {
        ...all,
        constants: [{ ...built, first: 0, p: 0.6 }],
        pairs: () => pairs,
      }).call.arguments.map(({ name }) => name);
    expect(names({ both: 5, shared: 0 })).toEqual(['zone']);
    expect(names({ both: 5, shared: 2 })).toEqual(['zone', 'data']);
  });

  it('has a list’s member that the request says as words, beside others', () => {
    const events = sampleTarget('events', 'array');
    const list: Target = { ...events, many: true };
    const all = considered('on push or release', [list], (_, value) =>
      /^(push|release)$/.test(String(value)) ? 0.5 : 0,
    );
    const meant = {
      target: list,
      value: 'push',
      source: 'case' as const,
      match: 0,
      start: 0,
      end: 0,
      first: 0,
      p: 0.9,
    };
    const [argument] = decide(copy, 'http', { ...all, constants: [meant] }).call.arguments;
    expect(argument).toMatchObject({ value: ['push', 'release'], from: { kind: 'request' } });
  });

  it('says entries of a structure of free keys where others give it some', () => {
    const inputs: Target = { ...sampleTarget('inputs'), schema: { name: 'inputs', type: 'map' } };
    const all = considered('run it with environment=staging', [inputs], () => 0);
    const given = (holds: number): unknown[] =>
      decide(copy, 'http', { ...all, holds: () => holds }).call.arguments.map(({ name, value }) => [name, value]);
    expect(given(0.5)).toEqual([['inputs.environment', 'staging']]);
    expect(given(0)).toEqual([]);
    const needed = { ...all, targets: [{ ...inputs, required: true }], holds: () => 0.5 };
    expect(decide(copy, 'http', needed).call.missing).toEqual([]);
  });

  it('shares a command in quotes among the command and its arguments', () => {
    const command = place('command', 0, false);
    const rest = place('argument', 1, true);
    const words: Target = { ...rest, required: false, parameter: { ...rest.parameter, rest: true } };
    const all = considered("run 'php occ --off' in it", [command, words], (name, value) =>
      name === 'argument' && Array.isArray(value) ? 0.9 : 0,
    );
    expect(decide(copy, 'cli', all).call.arguments.map(({ name, value }) => [name, value])).toEqual([
      ['command', 'php'],
      ['argument', ['occ', '--off']],
    ]);
  });

  describe('a command and its arguments', () => {
    const rest = place('argument', 1, true);
    const words: Target = { ...rest, required: false, parameter: { ...rest.parameter, rest: true } };
    const command = place('command', 0, false);
    const given = (all: Considered): unknown[] =>
      decide(copy, 'cli', all).call.arguments.map(({ name, value }) => [name, value]);

    it('has the quoted one’s own words, not what others ran', () => {
      const line = "run 'php occ --off' in it";
      const all = considered(line, [command, words], (name, value) =>
        name === 'command' && value === 'php occ --off' ? 0.8 : 0,
      );
      const ran = (target: Target, value: string, p: number) => {
        const none = { match: 0, start: 0, end: 0, first: 0 };
        return { target, value, source: 'case' as const, ...none, p };
      };
      const meant = [ran(command, 'php', 0.9), ran(words, 'occ', 0.95), ran(words, 'status', 0.2)];
      expect(given({ ...all, constants: meant })).toEqual([
        ['command', 'php'],
        ['argument', ['occ', '--off']],
      ]);
    });

    it('has the command once where the list has it, too', () => {
      const all = considered('in it: php occ --off', [command, words], (name, value) =>
        name === 'argument' ? (['php', 'occ', '--off'].includes(String(value)) ? 0.6 : 0) : 0,
      );
      const ran = {
        target: command,
        value: 'php',
        source: 'case' as const,
        match: 0,
        start: 0,
        end: 0,
        first: 0,
        p: 0.8,
      };
      expect(given({ ...all, constants: [ran] })).toEqual([
        ['command', 'php'],
        ['argument', ['occ', '--off']],
      ]);
    });

    it.each([
      ['run redis-cli info in the pod', 0.2, ['redis-cli', 'info']],
      ['run redis-cli info in the pod', 0.05, 'redis-cli'],
      ['run redis-cli, then info in the pod', 0.2, 'redis-cli'],
    ])('goes on with the words behind it: %s at %d', (request, p, value) => {
      const all = considered(request, [words], (_, one) => (one === 'redis-cli' ? 0.9 : one === 'info' ? p : 0));
      expect(given(all)).toEqual([['argument', value]]);
    });
  });

  describe('what is left', () => {
    const options = [sampleTarget('--server'), sampleTarget('--group')];
    const likely = (name: string, value: unknown): number =>
      name === '--server' ? (value === '/a/one' ? 0.8 : value === '/b/two' ? 0.6 : 0) : value === '/b/two' ? 0.25 : 0;
    const given = (p: (name: string, value: unknown) => number): unknown[] =>
      decide(copy, 'cli', considered('look in /a/one /b/two', options, p)).call.arguments.map((a) => [a.name, a.value]);

    it('is looked at again once other words have its rival’s place', () => {
      expect(given(likely)).toEqual([
        ['--server', '/a/one'],
        ['--group', '/b/two'],
      ]);
    });

    it('stays away where nothing is ruled out, or hardly anything', () => {
      expect(given((name, value) => (name === '--server' ? 0 : likely(name, value)))).toEqual([]);
      expect(given((name, value) => (name === '--server' && value === '/b/two' ? 0.1 : likely(name, value)))).toEqual([
        ['--server', '/a/one'],
      ]);
    });
  });

  it.each([
    ['tcp', 5432],
    ['udp', 'tcp/5432'],
  ])('has the rest of a literal whose other part is given already: %s', (given, left) => {
    const [protocol, port] = [sampleTarget('--protocol'), sampleTarget('--port')];
    const all = considered('open tcp/5432', [protocol, port], (name, value) =>
      name === '--port' && value === 'tcp/5432' ? 0.9 : 0,
    );
    const others = {
      target: protocol,
      value: given,
      source: 'case' as const,
      match: 0,
      start: 0,
      end: 0,
      first: 0,
      p: 0.95,
    };
    const { call } = decide(copy, 'cli', { ...all, constants: [others] });
    expect(call.arguments.map(({ value }) => String(value))).toEqual([given, String(left)]);
  });

  it('leaves the place blank where the list has but one', () => {
    const { call } = decide(copy, 'cli', considered('copy /a/one', places, asList));
    expect(call.arguments.map(({ value }) => value)).toEqual(['/a/one']);
    expect(call.missing).toEqual(['DESTINATION']);
  });

  it('has of two that nobody gives together the likelier', () => {
    const options = [sampleTarget('--in'), sampleTarget('--not-in')];
    const p = (name: string, value: unknown): number =>
      name === '--in' && value === '/a/one' ? 0.9 : name === '--not-in' && value === '/b/two' ? 0.8 : 0;
    const given = (apart: string[]): unknown[] =>
      decide(copy, 'cli', considered('look in /a/one /b/two', options, p, apart)).call.arguments.map((a) => a.name);
    expect(given([])).toEqual(['--in', '--not-in']);
    expect(given(['--in', '--not-in'])).toEqual(['--in']);
  });

  it.each<[string, { required?: boolean; expected?: boolean; value: string; p: number }, boolean]>([
    ['what others meant, where it would be a blank', { required: true, value: 'HEAD~1', p: 0.27 }, true],
    ['the same where people expect a value', { expected: true, value: 'HEAD~1', p: 0.27 }, true],
    ['not where nothing would be missed', { value: 'HEAD~1', p: 0.27 }, false],
    ['what is likely enough there too', { value: 'HEAD~1', p: 0.35 }, true],
    ['no option that is only set and is unlikely', { value: 'true', p: 0.4 }, false],
    ['one that is likely enough', { value: 'true', p: 0.5 }, true],
  ])('takes %s', (_, { required = false, expected = false, value, p }, taken) => {
    const target = { ...sampleTarget('--to'), required };
    const meant = { target, value, source: 'case' as const, match: 0, start: 0, end: 0, first: 0, p };
    const all = { ...considered('undo it', [target], () => 0), constants: [meant], expected: () => expected };
    expect(decide(copy, 'cli', all).call.arguments.length).toBe(taken ? 1 : 0);
  });
});
