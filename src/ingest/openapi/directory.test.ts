import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ingestDirectory } from './directory.ts';
import { addressed } from './graph.ts';
import { permissiveLicence } from './licence.ts';
import { serviceOf, shortName } from './providers.ts';

const folder = mkdtempSync(join(tmpdir(), 'directory-'));
afterAll(() => rmSync(folder, { recursive: true }));

function put(file: string, licence: string | undefined, operationId = 'x'): void {
  const info = { title: 'T', version: '1', ...(licence ? { license: { name: licence } } : {}) };
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(
    join(folder, file),
    JSON.stringify({ openapi: '3.0.0', info, paths: { '/x': { get: { operationId } } } }),
  );
}

describe('a directory of documents', () => {
  it('takes the newest version of each service whose licence is clear', () => {
    put('a.com/Pay.json', 'MIT', 'old');
    put('a.com/Pay-v71.json', 'MIT', 'new');
    put('a.com/Other.json', 'Apache 2.0', 'new');
    put('a.io.json', 'MIT');
    put('none.com.json', undefined);
    put('terms.com.json', 'Terms of Service');
    put('mine.local.json', 'MIT');
    writeFileSync(join(folder, 'broken.com.json'), '{');
    const { ingested, leftOut } = ingestDirectory(folder, { package: 'npm:x', version: '1' });
    expect(ingested.map((one) => [one.provider, one.operations.map((operation) => operation.id)])).toEqual([
      ['a', ['a:Other.new', 'a:Pay.new']],
      ['a-io', ['a-io:x']],
    ]);
    expect(ingested[0]?.sources.map((one) => one.licence)).toEqual(['Apache-2.0', 'MIT']);
    expect(leftOut.map((skip) => `${skip.pointer}: ${skip.reason.slice(0, 30)}`).sort()).toEqual([
      'a.com/Pay.json: a newer version is read',
      'broken.com.json: broken.com.json is neither JSO',
      'mine.local.json: a server of somebody, not a pu',
      'none.com.json: no clear licence',
      'terms.com.json: licence does not permit redist',
    ]);
  });

  const licences: [object | undefined, string | undefined][] = [
    [{ name: 'Apache 2.0', url: 'http://www.apache.org/licenses/LICENSE-2.0.html' }, 'Apache-2.0'],
    [{ name: 'MIT for OAS 2.0' }, 'MIT'],
    [{ name: 'BSD3' }, 'BSD-3-Clause'],
    [{ identifier: 'ISC', name: 'x' }, 'ISC'],
    [{ name: 'Creative Commons', url: 'https://creativecommons.org/licenses/by/4.0/legalcode' }, 'CC-BY-4.0'],
    [{ name: 'CC BY-NC 4.0', url: 'https://creativecommons.org/licenses/by-nc/4.0/' }, undefined],
    [{ name: 'Commercial' }, undefined],
    [{ name: 'AGPLv3', url: 'https://opensource.org/licenses/AGPL-3.0' }, undefined],
    [undefined, undefined],
  ];
  it.each(licences)('reads the licence %j', (license, want) => {
    expect(permissiveLicence(license ? { license } : {})).toBe(want);
  });

  it('names providers and services', () => {
    expect(['stripe.com', 'a.co.uk', 'api.video', 'dev.to', 'nasa.gov'].map(shortName)).toEqual([
      'stripe',
      'a',
      'video',
      'dev',
      'nasa',
    ]);
    expect(serviceOf('a.com/Pay-v71.json')).toEqual({ service: 'Pay', full: 'Pay-v71', version: 71 });
    expect(serviceOf('a.com.json')).toBeUndefined();
  });

  it('says what a Graph path addresses', () => {
    expect(addressed('POST /me/messages/{message-id}/microsoft.graph.reply')).toBe('reply: messages of me');
    expect(addressed('GET /users/{user-id}/events')).toBe('get events of users');
  });
});
