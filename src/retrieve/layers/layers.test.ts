import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ingested, Operation } from '../../schema/operation.ts';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import { addPack } from '../../zoo/user-packs.ts';
import { writeZoo } from '../../zoo/write-zoo.ts';
import type { WrittenRequest } from '../asks/requests.ts';
import { writeIndexes } from '../index/write.ts';
import { Retriever } from '../retriever.ts';
import { findInstalled, learnInstalled } from './installed.ts';
import { forgetTaught, teachIngested } from './teach.ts';

const SDK = fileURLToPath(new URL('../../../fixtures/gcloud/sdk', import.meta.url));

function commands(provider: string, summaries: Record<string, string>): Ingested {
  const operations = Object.entries(summaries).map(
    ([path, summary]): Operation => ({
      id: `${provider}:${path}`,
      provider,
      service: path.split(' ')[1]!,
      name: path,
      kind: 'cli',
      summary,
      parameters: [{ name: '--name', in: 'option', type: 'string', required: true }],
      invocations: [{ surface: 'cli', path }],
      origin: { source: 0, pointer: path },
    }),
  );
  const source = { package: `npm:${provider}`, version: '1', licence: 'MIT' };
  return { provider, sources: [source], operations, types: {}, skipped: [] };
}

const SHIPPED = [
  commands('gcloud', {
    'gcloud shop carts create': 'Create a shopping cart',
    'gcloud shop carts sink': 'Sink a shopping cart into the river',
  }),
  commands('tool', {
    'tool box pack': 'Pack a box',
    'tool box send': 'Send a box to a person',
    'tool lamp light': 'Light the lamp',
  }),
];
const ASKED: WrittenRequest = {
  kind: 'full',
  line: 't:1',
  voice: 0,
  text: 'get me a trolley for my groceries',
  meant: [[{ surface: 'cli', op: 'gcloud shop carts create', provider: 'gcloud', args: {}, missing: [] }]],
};

let packsDir: string;
let userDir: string;
const made: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'gorilla-layers-'));
  made.push(path);
  return path;
};
beforeAll(async () => {
  packsDir = folder();
  await writeZoo(packsDir, SHIPPED);
  const zoo = EmbeddedZoo.open({ packsDir });
  writeIndexes(zoo, [ASKED], packsDir, 'test');
  zoo.close();
});
beforeEach(() => {
  userDir = folder();
});
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** Names of what is found, best document first, each with the provider that the table has for it. */
function found(words: string, options: { providers?: Set<string> } = {}) {
  const zoo = EmbeddedZoo.open({ packsDir, userDir });
  const retriever = Retriever.open(packsDir, zoo);
  const { hits } = retriever.retrieve(retriever.query(words), options);
  const rows = [...hits]
    .sort((a, b) => b.ask - a.ask || b.document - a.document)
    .map((hit) => ({ ...hit, operation: zoo.operation(hit.ordinal) }));
  for (const { ordinal, operation } of rows) {
    expect(zoo.isHidden(ordinal)).toBe(false);
    expect(retriever.table.providers[retriever.table.provider[ordinal]!]).toBe(operation.provider);
  }
  zoo.close();
  return { rows, names: rows.map((row) => row.operation.name), problems: retriever.problems, zoo, retriever };
}

const BARGE = commands('barge', {
  'barge float': 'Float a barge down the canal',
  'barge box load': 'Load a box onto the barge',
});

describe('taught packs in search', () => {
  it('cost nothing where there are none', () => {
    const zoo = EmbeddedZoo.open({ packsDir, userDir });
    const alone = Retriever.open(packsDir);
    expect(Retriever.open(packsDir, zoo).table).toEqual(alone.table);
    expect(found('pack a box').names[0]).toBe('tool box pack');
    zoo.close();
  });

  it('are found by their documents, beside the shipped', () => {
    expect(teachIngested({ packsDir, userDir }, 'barge', [BARGE])).toEqual({ operations: 2, problems: [] });
    expect(found('float the barge').names[0]).toBe('barge float');
    const boxes = found('box');
    expect(new Set(boxes.names)).toEqual(new Set(['tool box pack', 'tool box send', 'barge box load']));
    expect(found('box', { providers: new Set(['barge']) }).names).toEqual(['barge box load']);
  });

  it('score as they would if they were shipped', () => {
    teachIngested({ packsDir, userDir }, 'copy', [commands('copy', { 'tool lamp light': 'Light the lamp' })]);
    const rows = found('light lamp').rows.filter((row) => row.operation.name === 'tool lamp light');
    expect(rows).toHaveLength(2);
    // The provider's name is a word of the document: lengths and rarities agree, not each bit.
    expect(Math.abs(rows[0]!.document - rows[1]!.document)).toBeLessThan(0.1);
  });

  it('make their index when it is missing, damaged or of other contents, and only then', () => {
    addPack(userDir, 'barge', BARGE);
    const index = join(userDir, 'zoo', 'barge.index');
    const table = join(userDir, 'zoo', 'barge.table');
    expect(existsSync(index)).toBe(false);
    expect(found('float').names).toEqual(['barge float']);
    const good = [readFileSync(index), readFileSync(table)];
    const inode = statSync(index).ino;
    expect(found('float').names).toEqual(['barge float']);
    expect(statSync(index).ino).toBe(inode);
    for (const [file, bytes] of [
      [index, 'spoilt'],
      [table, 'spoilt'],
      [table, good[1]!.subarray(0, 40)],
    ] as const) {
      writeFileSync(file, bytes);
      expect(found('float').names).toEqual(['barge float']);
      expect([readFileSync(index), readFileSync(table)]).toEqual(good);
    }
    addPack(userDir, 'barge', commands('barge', { 'barge dive': 'Dive' }));
    expect(found('float').names).toEqual([]);
    expect(found('dive').names).toEqual(['barge dive']);
  });

  it('go with their index when they are forgotten', () => {
    teachIngested({ packsDir, userDir }, 'barge', [BARGE]);
    expect(forgetTaught(userDir, 'barge')).toBe(true);
    expect(forgetTaught(userDir, 'barge')).toBe(false);
    expect(existsSync(join(userDir, 'zoo', 'barge.index'))).toBe(false);
    expect(found('float').names).toEqual([]);
  });

  it('are searched even where no index can be kept', () => {
    addPack(userDir, 'barge', BARGE);
    // Folders stand where the files would.
    for (const ending of ['index', 'table'])
      mkdirSync(join(userDir, 'zoo', `barge.${ending}`, 'x'), { recursive: true });
    const { names, problems } = found('float');
    expect(names).toEqual(['barge float']);
    expect(problems.map(({ code }) => code)).not.toHaveLength(0);
  });
});

describe('the installed layer', () => {
  it('stands in for the shipped provider, asks and all', () => {
    const before = found('get me a trolley');
    expect(before.names[0]).toBe('gcloud shop carts create');
    const tool = { tool: 'gcloud' as const, pack: 'installed-gcloud', program: 'gcloud', root: SDK };
    const [learnt] = learnInstalled({ packsDir, userDir }, [tool]);
    expect(learnt).toMatchObject({ operations: 3, problems: [] });
    const after = found('get me a trolley');
    const [first] = after.rows;
    expect(first?.operation.name).toBe('gcloud shop carts create');
    expect(first?.ordinal).toBeGreaterThanOrEqual(5);
    expect(first?.ask).toBeCloseTo(before.rows[0]!.ask);
    expect(after.retriever.table.asked[first!.ordinal]).toBe(1);
    expect(after.retriever.asksOf(first!.ordinal)).toHaveLength(1);
    // It is not in the version that is installed.
    expect(found('sink the cart into the river').names).not.toContain('gcloud shop carts sink');
    expect(found('delete carts').names[0]).toBe('gcloud shop carts delete');
  });

  it('is found on the search path, behind links, and only where its files are', () => {
    const sdk = join(realpathSync(folder()), 'sdk');
    cpSync(SDK, sdk, { recursive: true });
    mkdirSync(join(sdk, 'bin'), { recursive: true });
    writeFileSync(join(sdk, 'bin', 'gcloud'), '');
    const links = folder();
    symlinkSync(join(sdk, 'bin', 'gcloud'), join(links, 'gcloud'));
    const bare = folder();
    writeFileSync(join(bare, 'gcloud'), '');
    const path = ['', join(bare, 'nowhere'), bare, links].join(delimiter);
    expect(findInstalled({ PATH: path })).toEqual([
      {
        tool: 'gcloud',
        pack: 'installed-gcloud',
        program: join(sdk, 'bin', 'gcloud'),
        root: sdk,
        version: '1.2.3',
      },
    ]);
    expect(findInstalled({ PATH: bare })).toEqual([]);
    expect(findInstalled({})).toEqual([]);
  });
});
