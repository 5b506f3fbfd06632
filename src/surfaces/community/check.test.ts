import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../ingest/community/entry.ts';
import type { Answer } from '../../schema/answer.ts';
import { type SamplePlaces, samplePlaces } from '../../teach/sample.ts';
import type { Engine } from '../cli/engine.ts';
import { openEngine } from '../cli/open-engine.ts';
import { pathsFrom, rootOf } from '../cli/paths.ts';
import { checkEntries, entryFiles } from './check.ts';
import { entryOf } from './publish.ts';

const root = rootOf(fileURLToPath(import.meta.url));
const WIDGETS: Entry = {
  name: 'acme',
  title: 'Acme',
  version: '1',
  licence: 'MIT',
  source: 'https://acme.dev/openapi.json',
  operations: [
    {
      name: 'getWidget',
      kind: 'http',
      summary: 'Get a widget',
      parameters: [{ name: 'id', in: 'path', type: 'integer', required: true }],
      invocations: [{ surface: 'http', path: 'GET /widgets/{id}', server: 'https://api.acme.dev' }],
    },
  ],
  examples: ['show widget 5', 'give me widget 5', 'widget number 5'].map((request) => ({
    request,
    op: 'GET /widgets/{id}',
    args: { id: '5' },
  })),
};

/** Answers everything alike. */
function engine(rendered: {
  path: string;
  arguments: Record<string, number>;
  missing: string[];
}): () => Promise<Engine> {
  const call = { rendered: { operation: 'acme:getWidget', surface: 'http', text: '', ...rendered } };
  const answer = {
    request: '',
    abstained: false,
    latencyMs: 1,
    candidates: [{ calls: [call], confidence: 1 }],
  } as unknown as Answer;
  return async () => ({ ask: async () => answer, close: () => undefined }) as unknown as Engine;
}
const right = engine({ path: 'GET /widgets/{id}', arguments: { id: 5 }, missing: [] });

let places: SamplePlaces;
let folder: string;
beforeAll(async () => {
  places = await samplePlaces();
  folder = mkdtempSync(join(tmpdir(), 'gorilla-entries-'));
});
afterAll(() => {
  places.remove();
  rmSync(folder, { recursive: true });
});

async function faultsOf(content: unknown, open = right, name = 'acme.json'): Promise<string[]> {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const [checked] = await checkEntries([file], { ...pathsFrom({}, root), packs: places.packsDir }, open);
  return checked!.faults;
}

describe('checkEntries', () => {
  it('takes a sound entry', async () => expect(await faultsOf(WIDGETS)).toEqual([]));

  const rows: [string, unknown, RegExp][] = [
    ['no JSON', '{', /is no JSON/],
    ['a field of its own', { ...WIDGETS, script: 'x' }, /additional properties/],
    ['no examples', { ...WIDGETS, examples: [] }, /fewer than 3/],
    ['another name', { ...WIDGETS, name: 'other' }, /its name is other/],
    ['a licence that forbids', { ...WIDGETS, licence: 'Proprietary' }, /does not let anybody pass it on/],
    [
      'an example of nothing',
      { ...WIDGETS, examples: [...WIDGETS.examples, { request: 'show a gadget', op: 'GET /gadgets' }] },
      /none of its operations/,
    ],
    [
      'a server that is none',
      {
        ...WIDGETS,
        operations: [
          { ...WIDGETS.operations[0], invocations: [{ surface: 'http', path: 'GET /x', server: 'file:///etc' }] },
        ],
      },
      /server/,
    ],
  ];
  it.each(rows)('finds %s', async (_, content, fault) => expect((await faultsOf(content)).join('\n')).toMatch(fault));

  it.each([
    ['another operation', engine({ path: 'POST /widgets', arguments: {}, missing: [] }), /answered by POST \/widgets/],
    ['another value', engine({ path: 'GET /widgets/{id}', arguments: { id: 6 }, missing: [] }), /arguments are/],
    ['a blank', engine({ path: 'GET /widgets/{id}', arguments: { id: 5 }, missing: ['x'] }), /leaves blank x/],
  ])('finds an example that is answered by %s', async (_, open, fault) =>
    expect((await faultsOf(WIDGETS, open)).join('\n')).toMatch(fault),
  );
});

it('an entry that is published is an entry that can be taken', async () => {
  const operations = WIDGETS.operations.map((one) => ({
    ...one,
    id: `acme:${one.name}`,
    provider: 'acme',
    origin: { source: 0, pointer: '#' },
  }));
  const sources = [{ package: 'https://acme.dev/openapi.json', version: '1', licence: 'MIT' }];
  const history = ['show widget 5', 'and widget 6', 'what of widget 7'].map((request) => ({
    at: '',
    request,
    calls: [],
  }));
  const entry = await entryOf(
    'acme',
    [{ provider: 'acme', sources, operations, types: {}, skipped: [] }],
    await right(),
    history,
  );
  expect(entry.examples).toHaveLength(4);
  expect(await faultsOf(entry)).toEqual([]);
});

it.runIf(existsSync(join(root, 'packs', 'catalog.bin')))(
  'the entries of community/ are all right',
  async () => {
    const checked = await checkEntries(entryFiles(join(root, 'community')), pathsFrom({}, root), openEngine);
    expect(checked.filter((one) => one.faults.length > 0)).toEqual([]);
    expect(checked.length).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(join(root, 'community', 'entry.schema.json'), 'utf8')).title).toBeDefined();
  },
  120_000,
);
