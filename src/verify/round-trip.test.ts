import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderText, type Style } from '../render/render.ts';
import type { Call } from '../schema/call.ts';
import type { Json } from '../schema/operation.ts';
import { verifyCall } from './check-call.ts';
import { callOf, hostileText, meaningOf } from './hostile.ts';
import { AWS, CHARGE, DEPLOY, EVERY_KIND, HUB, ISSUES, sampleZoo } from './sample-zoo.ts';
import { verifyText } from './verify-text.ts';

const zoo = sampleZoo();

function roundTrip(call: Call, style: Style): void {
  const operation = zoo.operation(zoo.byId(call.operation)!);
  const text = renderText(zoo, call, operation, style);
  const { calls, findings } = verifyText(zoo, text, style);
  const found = calls.filter((one) => one.call);
  expect(
    found.map((one) => meaningOf(one.call)),
    text,
  ).toEqual([meaningOf(call)]);
  expect(findings, text).toEqual([]);
  const direct = verifyCall(zoo, call).map(({ code }) => code);
  expect(found[0]!.findings.map(({ code }) => code).sort(), text).toEqual(direct.sort());
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const texts = fc.array(hostileText, { minLength: 1, maxLength: 3 });
const digits = fc.integer({ min: 1, max: 99 }).map(String);

const commandCalls = fc
  .record({
    '--name': hostileText,
    '--count': maybe(digits),
    '--mode': maybe(fc.constantFrom('fast', 'very-slow')),
    '--wait': maybe(fc.constantFrom('true', 'false')),
    '--label': maybe(texts),
    '--verb': maybe(texts),
    '-out': maybe(hostileText),
    'if=': maybe(hostileText),
    '-x': maybe(hostileText.filter((text) => text !== '--')),
    '--force': maybe(fc.constant(true)),
    '--verbose': maybe(fc.boolean()),
    source: texts,
    target: hostileText,
  })
  // A first word such as `if=x` is the option of that name, as for `dd`; there is no writing it otherwise.
  .map((values) => callOf(EVERY_KIND.id, 'cli', values as Record<string, Json | undefined>));

const scalarCalls = fc.record({
  '--instance-ids': texts,
  '--filters': maybe(
    fc.array(
      fc.record({
        Name: hostileText,
        Values: fc.array(hostileText, { maxLength: 3 }),
        Size: fc.integer(),
        On: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  '--config': maybe(fc.record({ Name: hostileText, Tags: fc.dictionary(hostileText, hostileText, { maxKeys: 3 }) })),
  '--max-items': maybe(fc.integer()),
  '--hibernate': maybe(fc.boolean()),
});

const issueValues = fc.record({
  owner: hostileText.filter((text) => text !== ''),
  repo: hostileText.filter((text) => text !== ''),
  per_page: maybe(fc.integer()),
  state: maybe(fc.constantFrom('open', 'closed')),
  fields: maybe(texts),
  'x-trace': maybe(fc.stringMatching(/^[ -~]{0,10}$/).map((text) => text.trim())),
  title: hostileText,
  body: maybe(hostileText),
  draft: maybe(fc.boolean()),
  weight: maybe(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
  labels: maybe(fc.array(hostileText, { maxLength: 3 })),
  meta: maybe(fc.dictionary(hostileText, hostileText, { maxKeys: 3 })),
});

const issueCalls = issueValues.map((values) => callOf(ISSUES.id, 'http', values as Record<string, Json | undefined>));

const chargeCalls = fc
  .record({
    id: hostileText.filter((text) => text !== ''),
    amount: fc.integer(),
    currency: hostileText,
    metadata: maybe(fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), hostileText, { minKeys: 1, maxKeys: 3 })),
    items: maybe(texts),
    line_items: maybe(
      fc.array(fc.record({ price: hostileText, quantity: fc.integer() }), { minLength: 1, maxLength: 3 }),
    ),
  })
  .map((values) => callOf(CHARGE.id, 'http', values as Record<string, Json | undefined>));

const runs = { numRuns: 300 };

describe('parse(render(call)) is the call', () => {
  for (const style of ['posix', 'powershell'] as const) {
    it(`on a command line (${style})`, () => {
      fc.assert(
        fc.property(commandCalls, (call) => roundTrip(call, style)),
        runs,
      );
    });
    it(`with lists and structures of AWS (${style})`, () => {
      const asText = (values: Record<string, Json | undefined>): Record<string, Json | undefined> => values;
      fc.assert(
        fc.property(scalarCalls, (values) => {
          const { '--instance-ids': ids, '--hibernate': hibernate } = values;
          roundTrip(callOf(AWS.id, 'cli', asText({ '--instance-ids': ids, '--hibernate': hibernate })), style);
        }),
        runs,
      );
    });
  }
  for (const style of ['curl', 'http', 'python', 'typescript'] as const) {
    it(`with forms (${style})`, () => {
      fc.assert(
        fc.property(chargeCalls, (call) => roundTrip(call, style)),
        runs,
      );
    });
  }
  for (const style of ['curl', 'http', 'python'] as const) {
    it(`with JSON bodies (${style})`, () => {
      fc.assert(
        fc.property(issueCalls, (call) => roundTrip(call, style)),
        runs,
      );
    });
    it(`with a whole body (${style})`, () => {
      const calls = fc.record({
        name: hostileText,
        replicas: fc.integer(),
        key: hostileText.filter((text) => text !== ''),
        value: hostileText,
      });
      fc.assert(
        fc.property(calls, ({ name, replicas, key, value }) => {
          const body = { metadata: { name, labels: { [`x${key}`]: value } }, spec: { replicas } };
          roundTrip(callOf(DEPLOY.id, 'http', { namespace: 'prod', body }), style);
        }),
        runs,
      );
    });
  }
  it('in Octokit', () => {
    fc.assert(
      fc.property(issueValues, ({ 'x-trace': _, ...values }) => {
        roundTrip(callOf(ISSUES.id, 'typescript', values as Record<string, Json | undefined>), 'typescript');
      }),
      runs,
    );
  });
  for (const surface of ['python', 'typescript'] as const) {
    it(`in an SDK of AWS (${surface})`, () => {
      fc.assert(
        fc.property(scalarCalls, (values) =>
          roundTrip(callOf(AWS.id, surface, values as Record<string, Json | undefined>), surface),
        ),
        runs,
      );
    });
  }
  it('in a model hub call', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (revision, cache) => {
        roundTrip(callOf(HUB.id, 'python', { model: 'bert-base-uncased', revision, cache }), 'python');
      }),
      runs,
    );
  });
});

describe('blanks come back as blanks', () => {
  const cases: [string, Call, Style[]][] = [
    [
      'a command',
      callOf(EVERY_KIND.id, 'cli', { '--count': '5' }, ['--name', 'source', 'target']),
      ['posix', 'powershell'],
    ],
    [
      'an option with =',
      callOf(EVERY_KIND.id, 'cli', { '--name': 'x', source: 'a', target: 'b' }, ['-out']),
      ['posix', 'powershell'],
    ],
    ['an AWS list', callOf(AWS.id, 'cli', {}, ['--instance-ids']), ['posix', 'powershell']],
    ['boto3', callOf(AWS.id, 'python', {}, ['--instance-ids']), ['python']],
    ['the AWS SDK', callOf(AWS.id, 'typescript', {}, ['--instance-ids']), ['typescript']],
    ['a request', callOf(ISSUES.id, 'http', { repo: 'x' }, ['owner', 'title', 'state']), ['curl', 'http', 'python']],
    [
      'a form',
      callOf(CHARGE.id, 'http', { currency: 'eur' }, ['id', 'line_items[0].price']),
      ['curl', 'python', 'typescript'],
    ],
  ];
  for (const [name, call, styles] of cases) {
    it.each(styles)(`${name} (%s)`, (style) => roundTrip(call, style));
  }
});
