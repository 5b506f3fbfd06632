import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbeddedZoo } from '../zoo/embedded.ts';
import { brokenCalls, brokenInFiles } from './breaks.ts';
import { forget } from './forget.ts';
import { currentId, readLedger } from './ledger.ts';
import { currentReading, documentReading, previousReading, versionReading } from './readings.ts';
import { pin, undo, unpin } from './revert.ts';
import { found, openApi, type SamplePlaces, samplePlaces, serve } from './sample.ts';
import type { TaughtSource } from './source.ts';
import { teach } from './teach.ts';
import { update } from './update.ts';
import { watch } from './watch.ts';

// A busy machine loads parsers and starts programs slowly.
vi.setConfig({ testTimeout: 120_000 });

let places: SamplePlaces;
beforeEach(async () => {
  places = await samplePlaces();
});
afterEach(() => places.remove());

function file(content: object | string, name = 'acme.json'): TaughtSource {
  const at = join(places.root, name);
  writeFileSync(`${at}.new`, typeof content === 'string' ? content : JSON.stringify(content));
  renameSync(`${at}.new`, at);
  return { kind: 'file', at };
}

const ids = (): string[] => {
  const zoo = EmbeddedZoo.open(places);
  const all = Array.from({ length: zoo.size }, (_, ordinal) => ordinal).filter((ordinal) => !zoo.isHidden(ordinal));
  const names = all.map((ordinal) => zoo.operation(ordinal).id);
  zoo.close();
  return names;
};

describe('teach', () => {
  it('makes a document searchable, and says what it learnt', async () => {
    const source = file(openApi({ '/widgets': 'List the widgets', '/gadgets': 'List the gadgets', '/odd': '' }));
    const report = await teach(places, source);
    expect(report).toMatchObject({
      name: 'acme',
      format: 'openapi',
      version: '1.0.0',
      operations: 3,
      parameters: 3,
      replacesShipped: false,
    });
    expect(report.hints).toContainEqual(expect.objectContaining({ kind: 'no-description', count: 1 }));
    expect(found(places, 'list all widgets')[0]).toBe('acme:GET /widgets');
  });

  it('keeps what cannot be read, with the reason', async () => {
    const paths = {
      '/a': {
        get: {
          summary: 'A',
          parameters: [{ $ref: './other.yaml#/p' }, { $ref: 'http://10.0.0.1/x' }, { $ref: '#/nowhere' }],
        },
      },
    };
    const report = await teach(places, file(openApi({}, '1', { paths })));
    expect(report.skipped.map((one) => one.reason)).toEqual([
      '$ref to another document is not followed: ./other.yaml#/p',
      '$ref to another document is not followed: http://10.0.0.1/x',
      '$ref leads nowhere: #/nowhere',
    ]);
  });

  it('a thousand operations are searchable within a second of work', async () => {
    const things = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [`/things${i}`, `Show the ${['red', 'blue'][i % 2]} thing number ${i}`]),
    );
    await teach(places, file(openApi(things)));
    const before = process.cpuUsage();
    await teach(places, file(openApi({ ...things, '/more': 'Polish the sprockets' })));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(1);
    expect(found(places, 'polish sprockets')[0]).toBe('acme:GET /more');
  });

  it('stands in for what is shipped of a server, and for nothing else', async () => {
    const server = { servers: [{ url: 'https://api.shop.dev' }] };
    const source = file(openApi({ '/carts': 'List the carts', '/orders': 'List the orders' }, '2', server));
    expect(await teach(places, source, { name: 'shop' })).toMatchObject({ replacesShipped: true, operations: 2 });
    expect(ids().filter((id) => id.startsWith('shop:'))).toEqual(['shop:GET /carts', 'shop:GET /orders']);
    expect(ids()).toContain('tool:tool box pack');
  });

  it('joins a program with what is shipped of it', async () => {
    const fig = {
      name: 'tool',
      subcommands: [
        { name: 'box', subcommands: [{ name: 'pack', description: 'Pack it', options: [{ name: '--fast' }] }] },
      ],
    };
    expect(await teach(places, file(fig, 'tool.json'))).toMatchObject({
      name: 'tool',
      replacesShipped: true,
      operations: 1,
    });
    expect(ids()).toEqual(expect.arrayContaining(['tool:tool box pack', 'tool:tool lamp light']));
    expect(ids().filter((id) => id === 'tool:tool box pack')).toHaveLength(1);
  });

  it.each([
    ['nothing in it', openApi({}), 'source-unsupported'],
    ['no file', undefined, 'source-unreadable'],
  ])('with %s changes nothing', async (_, content, code) => {
    const source: TaughtSource = content ? file(content) : { kind: 'file', at: join(places.root, 'nowhere.json') };
    await expect(teach(places, source)).rejects.toMatchObject({ code });
    expect(existsSync(places.userDir)).toBe(false);
  });

  it('is taken back by forget, with its versions', async () => {
    await teach(places, file(openApi({ '/widgets': 'List the widgets' })));
    forget(places.userDir, 'acme');
    expect(ids().filter((id) => id.startsWith('acme'))).toEqual([]);
    expect(readLedger(places.userDir, 'acme').versions).toEqual([]);
    expect(() => forget(places.userDir, 'acme')).toThrow(expect.objectContaining({ code: 'unknown-provider' }));
  });
});

describe('versions', () => {
  const first = openApi({ '/widgets': 'List the widgets', '/old': 'Old' }, '1.0');
  const second = openApi({ '/widgets': 'List the widgets', '/new': 'New' }, '2.0');
  beforeEach(async () => {
    await teach(places, file(first));
    file(second);
  });

  it('an update takes the file anew, says what changed, and can be undone and redone', async () => {
    const [outcome] = await update(places, [], places);
    expect(outcome).toMatchObject({
      name: 'acme',
      status: 'updated',
      diff: { added: ['acme:GET /new'], removed: ['acme:GET /old'] },
    });
    expect(ids()).toContain('acme:GET /new');
    expect(undo(places, [])).toEqual([{ name: 'acme', version: '1.0' }]);
    expect(ids()).toContain('acme:GET /old');
    expect(undo(places, ['acme'])).toEqual([{ name: 'acme', version: '2.0' }]);
    expect(ids()).not.toContain('acme:GET /old');
  });

  it('an update of what has not changed does nothing', async () => {
    await update(places, ['acme'], places);
    const id = currentId(places.userDir, 'acme');
    expect(await update(places, ['acme'], places)).toEqual([{ name: 'acme', status: 'unchanged' }]);
    expect(currentId(places.userDir, 'acme')).toBe(id);
  });

  it('a rehearsal changes nothing', async () => {
    const [outcome] = await update(places, ['acme'], { ...places, dryRun: true });
    expect([outcome?.status, outcome?.report]).toEqual(['updated', undefined]);
    expect(ids()).toContain('acme:GET /old');
  });

  it('a broken document holds up nobody, and changes nothing', async () => {
    await teach(places, file(openApi({ '/x': 'X' }, '1', { servers: [{ url: 'https://other.dev' }] }), 'other.json'));
    file('{"openapi": "3.0.0", "pa', 'acme.json');
    file(openApi({ '/y': 'Y' }, '2', { servers: [{ url: 'https://other.dev' }] }), 'other.json');
    const outcomes = await update(places, [], places);
    expect(outcomes.map(({ name, status }) => [name, status])).toEqual([
      ['acme', 'failed'],
      ['other', 'updated'],
    ]);
    expect(ids()).toEqual(expect.arrayContaining(['acme:GET /old', 'other:GET /y']));
  });

  it('pinned, it stays until it is let go', async () => {
    expect(pin(places, 'acme')).toEqual({ name: 'acme', version: '1.0' });
    expect(await update(places, [], places)).toEqual([{ name: 'acme', status: 'pinned' }]);
    expect(unpin(places.userDir, 'acme')).toBe(true);
    await update(places, [], places);
    expect(pin(places, 'acme', '1.0').version).toBe('1.0');
    expect(ids()).toContain('acme:GET /old');
    expect(() => pin(places, 'acme', '9')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('There are: 1.0, 2.0') }),
    );
  });

  it('a shipped provider is pinned to what came with the program', async () => {
    const server = { servers: [{ url: 'https://api.shop.dev' }] };
    await teach(places, file(openApi({ '/orders': 'List the orders' }, '2', server), 'shop.json'), { name: 'shop' });
    expect(pin(places, 'shop', 'shipped').version).toBe('1.0.0');
    expect(ids().filter((id) => id.startsWith('shop:'))).toEqual(['shop:GET /carts', 'shop:POST /carts']);
    expect(pin(places, 'shop', '2').version).toBe('2');
    expect(ids()).toContain('shop:GET /orders');
  });

  it('ten of them are kept', async () => {
    for (let n = 0; n < 14; n++) await teach(places, file(openApi({ [`/n${n}`]: 'N' }, `3.${n}`)));
    const { versions } = readLedger(places.userDir, 'acme');
    expect(versions.map((one) => one.version)).toEqual(Array.from({ length: 10 }, (_, n) => `3.${n + 4}`));
  });

  it('can be compared: by name, version, and with a document that is not taught', async () => {
    await update(places, ['acme'], places);
    const labels = [
      currentReading(places, 'acme'),
      previousReading(places, 'acme'),
      versionReading(places, 'acme', 'v1.0'),
      currentReading(places, 'shop'),
    ].map((one) => one.label);
    expect(labels).toEqual(['acme@2.0', 'acme@1.0', 'acme@1.0', 'shop@1.0.0 (shipped)']);
    const document = await documentReading(places, file(openApi({ '/z': 'Z' }), 'new.json'), 'acme');
    expect(document.parts[0]?.operations[0]?.id).toBe('acme:GET /z');
    expect(() => versionReading(places, 'acme', '7')).toThrow(expect.objectContaining({ code: 'unknown-provider' }));
  });

  it('names the saved calls that break', async () => {
    await update(places, ['acme'], places);
    const [before, after] = [previousReading(places, 'acme').parts, currentReading(places, 'acme').parts];
    const call = (path: string) => `curl 'https://api.acme.dev/v1${path}'`;
    const saved = ['/old', '/widgets?limit=3', '/never'].map((path) => ({
      text: call(path),
      kind: 'curl' as const,
      where: 'history',
    }));
    const broken = await brokenCalls(before, after, saved);
    expect(broken.map((one) => [one.where, one.operation])).toEqual([['history', 'acme:GET /old']]);
    const script = { path: 'run.sh', text: `#!/bin/sh\n${call('/widgets')}\n${call('/old')}\n` };
    expect((await brokenInFiles(before, after, [script])).map((one) => one.where)).toEqual(['run.sh:3']);
  });
});

it('names the calls in files that break', async () => {
  const fig = (options: string[]) => ({
    name: 'acme',
    subcommands: [{ name: 'pack', options: options.map((name) => ({ name })) }],
  });
  const [before, after] = [['--fast', '--neat'], ['--neat']].map((options) =>
    documentReading(places, file(fig(options), 'fig.json')),
  );
  const script = { path: 'run.sh', text: '#!/bin/sh\nacme pack --neat\nacme pack --fast\nacme pack --never\n' };
  const broken = await brokenInFiles((await before!).parts, (await after!).parts, [script]);
  expect(broken).toMatchObject([{ where: 'run.sh:3', text: 'acme pack --fast', operation: 'acme:acme pack' }]);
});

describe('a source on a server', () => {
  it('the next answer follows the new document', async () => {
    let document = openApi({ '/widgets': 'List the widgets' }, '1');
    let asked = 0;
    const server = await serve((request, response) => {
      asked++;
      const body = JSON.stringify(document);
      const etag = `"${body.length}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag, 'content-type': 'application/json' }).end(body);
    });
    try {
      const source: TaughtSource = { kind: 'url', at: `${server.url}/openapi.json`, allowPrivate: true };
      await teach(places, source);
      expect(found(places, 'list the sprockets')).not.toContain('acme:GET /sprockets');
      expect(await update(places, ['acme'], places)).toEqual([{ name: 'acme', status: 'unchanged' }]);
      document = openApi({ '/widgets': 'List the widgets', '/sprockets': 'List the sprockets' }, '2');
      await update(places, ['acme'], places);
      expect(found(places, 'list the sprockets')[0]).toBe('acme:GET /sprockets');
      expect(asked).toBe(3);
    } finally {
      await server.close();
    }
  });

  it('is refused on this machine unless that is said', async () => {
    const server = await serve((_, response) => response.end(JSON.stringify(openApi({ '/a': 'A' }))));
    try {
      await expect(teach(places, { kind: 'url', at: server.url })).rejects.toMatchObject({
        code: 'download-failed',
        hint: expect.stringContaining('--allow-private'),
      });
    } finally {
      await server.close();
    }
  });
});

describe('watch', () => {
  it('follows a file until it is stopped', async () => {
    await teach(places, file(openApi({ '/a': 'A' }, '1')));
    const stop = new AbortController();
    const seen: string[] = [];
    const watching = watch(places, [], {
      ...places,
      intervalMs: 20,
      signal: stop.signal,
      onOutcome: ({ status, report }) => {
        seen.push(`${status} ${report?.version ?? ''}`.trim());
        if (seen.length === 1) file('{"openapi": "3', 'acme.json');
        else if (seen.length === 2) file(openApi({ '/c': 'C' }, '3'));
        else stop.abort();
      },
    });
    setTimeout(() => file(openApi({ '/b': 'B' }, '2')), 60);
    await watching;
    expect(seen).toEqual(['updated 2', 'failed', 'updated 3']);
    expect(ids()).toContain('acme:GET /c');
  });

  it('has nothing to do where no file or URL is taught', async () => {
    const options = { ...places, intervalMs: 20, signal: AbortSignal.timeout(1000), onOutcome: () => undefined };
    await expect(watch(places, [], options)).rejects.toMatchObject({ code: 'usage' });
  });
});

it('a crash between keeping a version and putting it in force leaves the old one in force', async () => {
  await teach(places, file(openApi({ '/a': 'A' }, '1')));
  const before = readFileSync(join(places.userDir, 'zoo', 'acme.pack'));
  const { keepVersion } = await import('./ledger.ts');
  const version = { ...readLedger(places.userDir, 'acme').versions[0]!, id: 'f'.repeat(16), version: '2' };
  keepVersion(places.userDir, 'acme', version, Buffer.from('the power went out'));
  expect(readFileSync(join(places.userDir, 'zoo', 'acme.pack'))).toEqual(before);
  expect(currentReading(places, 'acme').label).toBe('acme@1');
  expect(ids()).toContain('acme:GET /a');
});
