import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from './engine.ts';
import { auditCall } from './generate/audit-call.ts';
import type { Associations } from './generate/fill/associations.ts';
import { BLANK_FEATURES } from './generate/fill/blanks.ts';
import { Casebook } from './generate/fill/cases.ts';
import { BIND_FEATURES, CONSTANT_FEATURES } from './generate/fill/features.ts';
import { DECIDE_FEATURES, READ_DECIDE_FEATURES } from './generate/fill/second-look.ts';
import { decodeVectors, encodeVectors, VectorTable } from './model/vectors.ts';
import type { Models, Understanding } from './models.ts';
import type { Idioms } from './retrieve/asks/idioms.ts';
import type { MeantCall, WrittenRequest } from './retrieve/asks/requests.ts';
import { DenseSearch } from './retrieve/dense.ts';
import { writeIndexes } from './retrieve/index/write.ts';
import { DENSE_RANK_FEATURES, RANK_FEATURES } from './retrieve/rank/features.ts';
import type { Trees } from './retrieve/rank/trees.ts';
import {
  ABSTAIN_FEATURES,
  DENSE_ABSTAIN_FEATURES,
  DENSE_SEVERAL_FEATURES,
  JOINED_FEATURES,
  SEVERAL_FEATURES,
} from './retrieve/rank/verdict.ts';
import { Retriever } from './retrieve/retriever.ts';
import type { Call } from './schema/call.ts';
import type { Json, Surface } from './schema/operation.ts';
import { hostileText } from './verify/hostile.ts';
import { EVERY_KIND, sampleZoo } from './verify/sample-zoo.ts';

/** How people ask, with things of their own in the calls that must never come out for somebody else. */
const ASKED: [text: string, op: string, surface: Surface, args: Record<string, Json>][] = [
  [
    'do the thing fast with data.csv into out',
    'prog do thing',
    'cli',
    { '--mode': 'fast', '<0>': 'data.csv', '<1>': 'out', '--name': 'secret-of-ann' },
  ],
  ['do the thing by force', 'prog do thing', 'cli', { '--force': true, '--label': 'usual' }],
  ['do that thing, loud', 'prog do thing', 'cli', { '--verbose': true, '--label': 'usual', '--cert': 'bobs.pem' }],
  ['thing please', 'prog do thing', 'cli', { '--label': 'usual' }],
  ['stop i-0abc12345', 'aws ec2 stop-instances', 'cli', { '--instance-ids': 'i-0abc12345' }],
  [
    'halt the box i-0abc12345 named web',
    'aws ec2 stop-instances',
    'cli',
    { '--instance-ids': 'i-0abc12345', '--filters': 'Name=tag:Name,Values=web', '--region': 'eu-west-1' },
  ],
  [
    'open an issue in acme/api: login is broken',
    'POST /repos/{owner}/{repo}/issues',
    'http',
    { owner: 'acme', repo: 'api', title: 'login is broken', state: 'open' },
  ],
  [
    'charge ch_12345678 15 euros',
    'POST /v1/charges/{id}:confirm',
    'http',
    { id: 'ch_12345678', amount: 1500, currency: 'eur', 'line_items[0].price': 'price_of_cid' },
  ],
  [
    'deploy web with 3 replicas to shop',
    'POST /apis/apps/v1/namespaces/{namespace}/deployments',
    'http',
    { namespace: 'shop', 'metadata.name': 'web', 'spec.replicas': 3 },
  ],
  ['commit everything saying fix login', 'git commit', 'cli', { '--all': true, '--message': 'fix login' }],
  ['run nginx in the background', 'docker run', 'cli', { '--detach': true, '<0>': 'nginx', '--env': 'TOKEN=dans' }],
  ['run web with colour set to blue', 'docker run', 'cli', { '<0>': 'web', '--env': 'colour=blue' }],
  ['tag group rg-web with env=prod', 'az tag', 'cli', { '--group': 'rg-web', '--tags': 'owner=dan env=prod' }],
];
const meant = ([, op, surface, args]: (typeof ASKED)[number]): MeantCall => ({
  op,
  surface,
  args,
  missing: [],
  provider: op.split(' ', 1)[0],
});
const REQUESTS: WrittenRequest[] = ASKED.map((asked, i) => ({
  text: asked[0],
  line: `asked:${i}`,
  voice: 0,
  kind: 'full',
  meant: [[meant(asked)]],
}));
const joined = [
  ['do the thing fast with data.csv into out', 'stop i-0abc12345'],
  ['commit everything saying fix login', 'run nginx in the background'],
];
const OWN = ['secret-of-ann', 'bobs.pem', 'price_of_cid', 'TOKEN=dans', 'owner=dan'];
/** Another author has another thing. */
const another = (value: Json): Json => (OWN.includes(String(value)) ? `${value}-too` : value);
const OTHERS_OWN = OWN.flatMap((value) => [value, `${value}-too`]);
/** Several at once, with things of their own too. */
const JOINED: WrittenRequest[] = joined.map((texts, i) => ({
  text: texts.join(' and '),
  line: `joined:${i}`,
  voice: 0,
  kind: 'compound',
  meant: [
    ASKED.filter(([text]) => texts.includes(text))
      .map(meant)
      .map((call) => ({
        ...call,
        args: Object.fromEntries(Object.entries(call.args).map(([key, value]) => [key, another(value)])),
      })),
  ],
}));

const ALIKE = new Float32Array(128).fill(128 ** -0.5);
const zoo = sampleZoo();
const folder = mkdtempSync(join(tmpdir(), 'invention-'));
const now = new Date('2026-05-04T10:00:00Z');
let retriever: Retriever;
/** With vectors, all alike: what is near does not matter either. */
let dense: Retriever;
let idioms: Idioms;

beforeAll(() => {
  writeIndexes(zoo, [...REQUESTS, ...JOINED], folder, 'test');
  retriever = Retriever.open(folder);
  const vectors = (rows: number): VectorTable =>
    new VectorTable(decodeVectors(encodeVectors(Array(rows).fill(ALIKE), ALIKE.length, 'test'), 'test'));
  const search = new DenseSearch(vectors(REQUESTS.length), vectors(zoo.size), vectors(JOINED.length));
  dense = Retriever.open(folder, undefined, search);
  idioms = JSON.parse(readFileSync(join(folder, 'idioms.json'), 'utf8')) as Idioms;
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Stump {
  feature: number;
  threshold: number;
  low: number;
  high: number;
}

/** A model of one split a tree. */
function stumps(features: readonly string[], trees: Stump[]): Trees {
  return {
    features: [...features],
    roots: Int32Array.from(trees.keys()),
    feature: Int32Array.from(trees, ({ feature }) => feature % features.length),
    threshold: Float32Array.from(trees, ({ threshold }) => threshold),
    left: Int32Array.from(trees, (_, i) => ~(2 * i)),
    right: Int32Array.from(trees, (_, i) => ~(2 * i + 1)),
    value: Float32Array.from(trees.flatMap(({ low, high }) => [low, high])),
  };
}

const stump: fc.Arbitrary<Stump> = fc.record({
  feature: fc.nat(60),
  threshold: fc.constantFrom(-1, 0, 0.3, 0.5, 1, 3),
  low: fc.constantFrom(-4, -1, 1, 4),
  high: fc.constantFrom(-4, -1, 1, 4),
});
/** What the models say does not matter: whatever they choose, nothing may be invented. */
const models: fc.Arbitrary<Models> = fc
  .tuple(...Array.from({ length: 7 }, () => fc.array(stump, { minLength: 1, maxLength: 6 })))
  .map(([rank = [], abstain = [], several = [], bind = [], constant = [], decide = [], joined = []]) => ({
    lexical: {
      rank: stumps(RANK_FEATURES, rank),
      abstain: stumps(ABSTAIN_FEATURES, abstain),
      several: stumps(SEVERAL_FEATURES, several),
    },
    dense: {
      rank: stumps(DENSE_RANK_FEATURES, rank),
      abstain: stumps(DENSE_ABSTAIN_FEATURES, abstain),
      several: stumps(DENSE_SEVERAL_FEATURES, several),
      joined: stumps(JOINED_FEATURES, joined),
    },
    decideRead: stumps(READ_DECIDE_FEATURES, decide),
    blank: stumps(BLANK_FEATURES, abstain),
    bind: stumps(BIND_FEATURES, bind),
    constant: stumps(CONSTANT_FEATURES, constant),
    decide: stumps(DECIDE_FEATURES, decide),
    // Nothing learned, whatever tables there are.
    associations: new Proxy({} as Associations, { get: () => new Map() }),
    idioms,
  }));

const word = fc.constantFrom(
  ...ASKED.flatMap(([text]) => text.split(' ')),
  'and then',
  '; then',
  'slow',
  'very slow',
  'three',
  '512 MB',
  'tomorrow',
  'Ireland',
  'K=V',
  'a.b@c.de',
  'env=prod,tier=web',
  '--force',
  '--no-verbose',
  '--bogus',
  '/srv/x',
  's3://b/k',
  '10.0.0.0/8',
  '"quoted text"',
  'i-0ff',
  '42',
  '-7',
  'true',
  'open',
  'closed',
  'without',
);
const request = fc
  .array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: hostileText }), {
    minLength: 1,
    maxLength: 14,
  })
  .map((words) => words.join(' '))
  .filter((text) => text.trim() !== '');
/** A reader that says anything of anything, or none. */
const reader: fc.Arbitrary<Understanding | undefined> = fc.option(
  fc.array(fc.constantFrom(-6, -1, 0, 1, 6), { minLength: 1, maxLength: 9 }).map((logits): Understanding => {
    let n = 0;
    const logit = (): number => logits[n++ % logits.length]!;
    return {
      vector: async () => ALIKE,
      documents: async (operations) => operations.map(() => new Float32Array(128)),
      read: async (request, documents) =>
        documents.map(({ targets }) => ({
          serves: logit(),
          use: targets.map(() => (logit() > 5 ? undefined : logit())),
          strongest: targets.map(logit),
          choice: () => (logit() > 5 ? undefined : logit()),
          otherChoice: () => (logit() > 5 ? undefined : logit()),
          span: () => ({ mean: logit(), least: logit(), beside: logit() }),
          outside: () => (logit() > 5 ? undefined : logit()),
          runs: () => {
            const start = Math.min(request.length - 1, 6 + logit());
            return [{ start, end: Math.min(request.length, start + 7 + logit()) }];
          },
        })),
    };
  }),
  { nil: undefined },
);
const surface = fc.constantFrom<Surface | undefined>(undefined, 'cli', 'http', 'python', 'typescript');

function audit(text: string, call: Call): ReturnType<typeof auditCall> {
  const ordinal = zoo.byId(call.operation)!;
  const own = retriever.entries(ordinal).map((entry) => retriever.ask(entry));
  const casebook = Casebook.ofAll([...own, ...retriever.joinedOf(ordinal)]);
  return auditCall(call, zoo.operation(ordinal), { zoo, request: text, now, casebook, idioms });
}

describe('an answer', () => {
  it('invents nothing, whatever is asked and whatever the models say', async () => {
    let filled = 0;
    let several = 0;
    await fc.assert(
      fc.asyncProperty(models, reader, request, surface, async (given, model, text, on) => {
        const engine = new Engine(zoo, model ? dense : retriever, given, () => now, model);
        for (const { calls } of (await engine.ask(text, on ? { surface: on } : {})).candidates) {
          if (calls.length > 1) several++;
          for (const { call, findings } of calls) {
            filled += call.arguments.length;
            expect(audit(text, call)).toEqual([]);
            expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
            const said = JSON.stringify(call.arguments);
            for (const own of OTHERS_OWN) if (!text.includes(own)) expect(said).not.toContain(own);
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(filled).toBeGreaterThan(300);
    expect(several).toBeGreaterThan(20);
  }, 120_000);
});

describe('the audit', () => {
  const text = 'do the thing with data.csv into out, three times, slow';
  const at = (words: string): { start: number; end: number } => ({
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
  });
  const honest: Call = {
    operation: EVERY_KIND.id,
    surface: 'cli',
    arguments: [
      { name: 'source', value: ['data.csv'], from: { kind: 'request', ...at('data.csv') } },
      { name: 'target', value: 'out', from: { kind: 'request', ...at('out') } },
      { name: '--count', value: 3, from: { kind: 'request', ...at('three'), how: 'number' } },
      { name: '--mode', value: 'slow', from: { kind: 'enum', ...at('slow') } },
      { name: '--label', value: 'usual', from: { kind: 'example', example: 'usual' } },
    ],
    missing: ['--name'],
  };
  const replaced = (index: number, more: Partial<Call['arguments'][number]>): Call => ({
    ...honest,
    arguments: honest.arguments.map((argument, i) => (i === index ? { ...argument, ...more } : argument)),
  });

  it('finds nothing in an honest call', () => {
    expect(audit(text, honest)).toEqual([]);
  });

  it.each<[string, Call, string]>([
    ['a name that no document has', replaced(1, { name: '--destination' }), 'name'],
    ['a value that nobody said', replaced(1, { value: 'elsewhere' }), 'request'],
    ['a value said in other words', replaced(1, { from: { kind: 'request', ...at('do') } }), 'request'],
    ['another number', replaced(2, { value: 4 }), 'request'],
    ['a range outside the request', replaced(1, { from: { kind: 'request', start: 900, end: 903 } }), 'request'],
    ['a value that the enum lacks', replaced(3, { value: 'slower' }), 'enum'],
    ['somebody else’s value', replaced(4, { name: '--name', value: 'secret-of-ann' }), 'example'],
    ['a default that is none', replaced(4, { from: { kind: 'default' } }), 'default'],
    ['a flag that is none', replaced(4, { value: true, from: { kind: 'flag', start: 0, end: 0 } }), 'flag'],
    ['a person who was not asked', replaced(1, { from: { kind: 'person' } }), 'person'],
    ['a required parameter passed over', { ...honest, missing: [] }, 'missing'],
    ['a blank that no document has', { ...honest, missing: ['--name', '--size'] }, 'missing'],
    ['a blank beside its value', { ...honest, missing: ['--name', 'target'] }, 'missing'],
  ])('finds %s', (_, call, rule) => {
    expect(audit(text, call).map((violation) => violation.rule)).toContain(rule);
  });
});
