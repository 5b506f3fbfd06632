import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call, FindingCode } from '../schema/call.ts';
import type { Json, Operation } from '../schema/operation.ts';
import { MemoryZoo } from '../zoo/memory.ts';
import { isVerified, verifyCall } from './check-call.ts';
import { argument, callOf } from './hostile.ts';
import { AWS, DEPLOY, EVERY_KIND, ISSUES, sampleZoo } from './sample-zoo.ts';

const zoo = sampleZoo();
const command = (values: Record<string, Json>, missing: string[] = []): Call =>
  callOf(EVERY_KIND.id, 'cli', { '--name': 'x', source: ['a'], target: 'b', ...values }, missing);
const aws = (values: Record<string, Json>): Call => callOf(AWS.id, 'cli', { '--instance-ids': ['i-1'], ...values });
const issue = (values: Record<string, Json>, missing: string[] = []): Call =>
  callOf(ISSUES.id, 'http', { owner: 'o', repo: 'r', title: 't', ...values }, missing);

describe('verifying a call', () => {
  const rows: [name: string, call: Call, want: FindingCode[]][] = [
    ['right', command({ '--count': '5', '--mode': 'fast', '--force': true }), []],
    ['no such operation', callOf('prog:other', 'cli', {}), ['unknown-operation']],
    ['no such surface', callOf(EVERY_KIND.id, 'http', {}), ['unknown-operation']],
    ['no such option', command({ '--cuont': '5' }), ['unknown-parameter']],
    ['not an integer', command({ '--count': 'five' }), ['wrong-type']],
    ['too large', command({ '--count': '100' }), ['constraint']],
    ['not in the enum', command({ '--mode': 'fats' }), ['not-in-enum']],
    ['too long', command({ '--short': 'abcdef' }), ['constraint']],
    ['against the pattern', command({ '--short': 'A' }), ['constraint']],
    ['a flag with a value', command({ '--force': 'yes' }), ['wrong-type']],
    ['a flag that cannot be negated', command({ '--force': false }), ['wrong-type']],
    ['a list for a single option', command({ '--count': ['1', '2'] }), ['repeated']],
    ['exclusive', command({ '--only': 'x', '--all': true }), ['excluded', 'excluded']],
    ['dependent', command({ '--key': 'k' }), ['missing-dependency']],
    ['dependent on a blank', command({ '--key': 'k' }, ['--cert']), []],
    ['required', callOf(EVERY_KIND.id, 'cli', { source: ['a'], target: 'b' }), ['missing-required']],
    ['required, but a blank', callOf(EVERY_KIND.id, 'cli', { source: ['a'], target: 'b' }, ['--name']), []],
    ['given and blank', command({}, ['--name']), ['repeated']],
    ['a blank of nothing', command({}, ['--nmae']), ['unknown-parameter']],
    ['shorthand', aws({ '--filters': ['Name=x,Values=a', '{"Name":"y","Size":3}'] }), []],
    ['shorthand, unknown key', aws({ '--filters': ['Nam=x'] }), ['unknown-parameter', 'missing-required']],
    ['shorthand, wrong type', aws({ '--filters': ['Name=x,Size=big'] }), ['wrong-type']],
    ['no shorthand', aws({ '--config': 'x' }), ['wrong-type']],
    ['broken JSON', aws({ '--config': '{"Name":' }), ['wrong-type']],
    ['a structure', aws({ '--config': { Name: 'x', Inner: { Name: 'y', Size: 1 } } }), []],
    [
      'a deep fault',
      aws({ '--config': { Name: 'x', Inner: { Name: 'y', Inner: { Name: 'z', Size: 'big' } } } }),
      ['wrong-type'],
    ],
    ['arguments in a file', callOf(AWS.id, 'cli', { '--cli-input-json': 'file://x.json' }), []],
    ['a bare word for a structure of one part', aws({ '--attachment': 'i-1' }), []],
    ['a bare word that the part cannot be', aws({ '--limit': 'many' }), ['wrong-type']],
    ['a file', aws({ '--config': 'file://config.json' }), []],
    [
      'a command line option in boto3',
      callOf(AWS.id, 'python', { '--instance-ids': ['i'], '--region': 'x' }),
      ['unknown-parameter'],
    ],
    ['typed', issue({ per_page: 50, labels: ['a'], 'filter.Name': 'x', 'filter.Values[0]': 'y' }), []],
    ['text for a number', issue({ per_page: '50' }), ['wrong-type']],
    ['a number for text', issue({ title: 5 }), ['wrong-type']],
    ['null', issue({ body: null }), ['wrong-type']],
    ['an unknown part', issue({ 'filter.Nmae': 'x' }), ['unknown-parameter']],
    ['a part of a part that is required', issue({ 'filter.Size': 3 }), ['missing-required']],
    ['the same as a blank', issue({ 'filter.Size': 3 }, ['filter.Name']), []],
    ['free keys', issue({ 'meta.any\\.key': 'x' }), []],
    ['a whole body', callOf(DEPLOY.id, 'http', { namespace: 'n', 'spec.replicas': 3 }), []],
    [
      'an unknown field of a whole body',
      callOf(DEPLOY.id, 'http', { namespace: 'n', 'spec.replica': 3 }),
      ['unknown-parameter', 'missing-required'],
    ],
  ];
  it.each(rows)('%s', (_, call, want) => {
    expect(verifyCall(zoo, call).map(({ code }) => code)).toEqual(want);
  });

  it('offers the nearest name and the nearest enum value', () => {
    expect(verifyCall(zoo, command({ '--cuont': '5' }))[0]).toMatchObject({ repair: '--count' });
    expect(verifyCall(zoo, command({ '--mode': 'Fast' }))[0]).toMatchObject({ repair: 'fast' });
    expect(verifyCall(zoo, issue({ 'filter.Nmae': 'x' }))[0]).toMatchObject({ repair: 'Name' });
  });

  it('warns of what is deprecated, without refusing it', () => {
    const old: Operation = {
      ...EVERY_KIND,
      deprecated: true,
      parameters: [{ name: '--old', in: 'flag', type: 'boolean', deprecated: true }],
    };
    const own = new MemoryZoo([{ provider: 'prog', sources: [], operations: [old], types: {}, skipped: [] }]);
    const findings = verifyCall(own, callOf(old.id, 'cli', { '--old': true }));
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['deprecated', 'warning'],
      ['deprecated', 'warning'],
    ]);
    expect(isVerified(findings)).toBe(true);
  });

  it('holds groups: one of, exactly one of', () => {
    const parameters = ['--a', '--b'].map((name) => ({ name, in: 'option' as const, type: 'string' as const }));
    const grouped: Operation = {
      ...EVERY_KIND,
      parameters,
      groups: [{ parameters: ['--a', '--b'], exactlyOne: true }],
    };
    const own = new MemoryZoo([{ provider: 'prog', sources: [], operations: [grouped], types: {}, skipped: [] }]);
    const codes = (values: Record<string, Json>) =>
      verifyCall(own, callOf(grouped.id, 'cli', values)).map(({ code }) => code);
    expect(codes({})).toEqual(['missing-required']);
    expect(codes({ '--a': 'x' })).toEqual([]);
    expect(codes({ '--a': 'x', '--b': 'y' })).toEqual(['excluded']);
  });
});

describe('a verified call with one mutated argument is never verified', () => {
  const right: Call[] = [
    command({ '--count': '5', '--ratio': '0.5', '--mode': 'slow', '--wait': 'true', '--force': true }),
    aws({ '--filters': ['Name=x,Size=3,On=true'], '--max-items': '3' }),
    callOf(AWS.id, 'python', { '--instance-ids': ['i'], '--config': { Name: 'x', Size: 3 }, '--hibernate': true }),
    issue({
      per_page: 50,
      state: 'open',
      draft: true,
      weight: 1.5,
      labels: ['a'],
      meta: { a: 'b' },
      filter: { Name: 'x' },
    }),
  ];
  it.each(right)('$operation on $surface is verified as it is', (call) => {
    expect(verifyCall(zoo, call)).toEqual([]);
  });

  const operationOf = (call: Call): Operation => zoo.operation(zoo.byId(call.operation)!);
  const wrongOf = (call: Call, name: string): Json[] => {
    const parameter = operationOf(call).parameters.find((one) => one.name === name)!;
    if (parameter.enum) return ['no-such-value', ''];
    if (call.surface === 'cli') {
      if (parameter.in === 'flag') return ['x', 5, ['a']];
      if (parameter.type === 'integer' || parameter.type === 'number' || parameter.type === 'boolean')
        return ['x', '', 'NaN', '5 apples'];
      if (name === '--filters') return [['x'], ['Name=x,Name=y'], ['{']];
      return parameter.repeats || parameter.separator ? [null] : [['a', 'b'], null];
    }
    const values: Json[] = ['x', 1.25, true, ['a'], { zz: 1 }, [1], null];
    const kinds: Record<string, (value: Json) => boolean> = {
      string: (value) => typeof value === 'string',
      integer: Number.isInteger,
      number: (value) => typeof value === 'number',
      boolean: (value) => typeof value === 'boolean',
      array: (value) => Array.isArray(value) && typeof value[0] === 'string',
      map: () => false,
      object: () => false,
    };
    return values.filter((value) => !kinds[parameter.type]!(value));
  };

  it('renamed, dropped, mistyped', () => {
    const pick = fc.constantFrom(...right).chain((call) =>
      fc.record({
        call: fc.constant(call),
        at: fc.nat(call.arguments.length - 1),
        letter: fc.constantFrom(...'abxyz09-_'),
        seed: fc.nat(99),
      }),
    );
    fc.assert(
      fc.property(pick, fc.constantFrom('rename', 'drop', 'wrong', 'twice'), ({ call, at, letter, seed }, kind) => {
        const target = call.arguments[at]!;
        const others = call.arguments.filter((one) => one !== target);
        const required = operationOf(call).parameters.find((one) => one.name === target.name)!.required;
        let changed = call.arguments;
        if (kind === 'rename') {
          const cut = 2 + (seed % (target.name.length - 1));
          changed = [
            ...others,
            argument(`${target.name.slice(0, cut)}${letter}zq${target.name.slice(cut)}`, target.value),
          ];
        } else if (kind === 'drop') {
          fc.pre(required === true);
          changed = others;
        } else if (kind === 'twice') changed = [...call.arguments, target];
        else {
          const wrong = wrongOf(call, target.name);
          changed = [...others, argument(target.name, wrong[seed % wrong.length]!)];
        }
        expect(isVerified(verifyCall(zoo, { ...call, arguments: changed })), JSON.stringify(changed)).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });
});
