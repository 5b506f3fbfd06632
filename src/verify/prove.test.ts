import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callOf, hostileText } from './hostile.ts';
import { proveCall, proveText } from './prove.ts';
import { AWS, EVERY_KIND, ISSUES, SAMPLES, sampleZoo } from './sample-zoo.ts';

const zoo = sampleZoo();

describe('proving an answer', () => {
  it('holds for right calls, with hostile values', () => {
    fc.assert(
      fc.property(
        hostileText,
        hostileText,
        fc.array(hostileText, { minLength: 1, maxLength: 3 }),
        (name, target, source) => {
          const call = callOf(EVERY_KIND.id, 'cli', { '--name': name, '--label': source, source, target }, ['--cert']);
          expect(proveCall(zoo, call, EVERY_KIND)).toEqual([]);
          expect(proveText(zoo, call, EVERY_KIND, 'powershell')).toEqual([]);
        },
      ),
    );
  });
  it('holds for structures of AWS, from dotted paths too', () => {
    const call = callOf(AWS.id, 'cli', {
      '--instance-ids': ['i-1'],
      '--config.Name': 'a b',
      '--config.Size': 3,
      '--filters': [{ Name: 'x', Values: ['a', 'b'] }],
    });
    expect(proveCall(zoo, call, AWS)).toEqual([]);
  });
  it.each(['curl', 'http', 'python'] as const)('holds for requests (%s)', (style) => {
    const call = callOf(ISSUES.id, 'http', { owner: "o'", title: '`$x`', 'filter.Name': 'x', labels: ['a'] }, ['repo']);
    expect(proveText(zoo, call, ISSUES, style)).toEqual([]);
  });
  it('fails where the line says something else', () => {
    const find = SAMPLES.find(({ name }) => name === 'git')!;
    const call = callOf(find.id, 'cli', { '--bare': true });
    expect(proveCall(zoo, call, find)).toEqual([]);
    const docker = SAMPLES.find(({ name }) => name === 'docker run')!;
    // Behind the image, even one that is a blank, options are the command's own.
    expect(proveCall(zoo, callOf(docker.id, 'cli', { command: ['-d'] }, ['image']), docker)).toEqual([]);
    // `if=` is this program's option wherever it stands.
    const swallowed = callOf(EVERY_KIND.id, 'cli', { '--name': 'x', source: ['if=x'], target: 'b' });
    expect(proveCall(zoo, swallowed, EVERY_KIND).map(({ code }) => code)).not.toEqual([]);
  });
  it('is the document first: a wrong call is not even written', () => {
    const wrong = callOf(AWS.id, 'cli', { '--instance-ids': ['i'], '--max-items': 'many' });
    expect(proveCall(zoo, wrong, AWS).map(({ code }) => code)).toEqual(['wrong-type']);
  });
});
