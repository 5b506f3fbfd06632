import { describe, expect, it } from 'vitest';
import type { Operation } from '../../schema/operation.ts';
import { decide } from './fill.ts';
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
    ['what others meant, where it would be a blank', { required: true, value: 'HEAD~1', p: 0.3 }, true],
    ['the same where people expect a value', { expected: true, value: 'HEAD~1', p: 0.3 }, true],
    ['not where nothing would be missed', { value: 'HEAD~1', p: 0.3 }, false],
    ['what is likelier than not', { value: 'HEAD~1', p: 0.6 }, true],
    ['no option that is only set and is unlikely', { value: 'true', p: 0.4 }, false],
    ['one that is likely enough', { value: 'true', p: 0.5 }, true],
  ])('takes %s', (_, { required = false, expected = false, value, p }, taken) => {
    const target = { ...sampleTarget('--to'), required };
    const meant = { target, value, source: 'case' as const, match: 0, start: 0, end: 0, first: 0, p };
    const all = { ...considered('undo it', [target], () => 0), constants: [meant], expected: () => expected };
    expect(decide(copy, 'cli', all).call.arguments.length).toBe(taken ? 1 : 0);
  });
});
