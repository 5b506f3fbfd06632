import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchRules, fetchDocument } from './fetch-document.ts';
import { type SampleServer, serve } from './sample.ts';

let server: SampleServer;
const asked: { path: string; etag: string | undefined }[] = [];
beforeAll(async () => {
  server = await serve((request, response) => {
    const path = request.url ?? '/';
    asked.push({ path, etag: request.headers['if-none-match'] });
    const send = (status: number, headers: Record<string, string>, body: string | Buffer = ''): void => {
      response.writeHead(status, headers).end(body);
    };
    if (path === '/doc') {
      if (request.headers['if-none-match'] === '"1"') send(304, {});
      else send(200, { etag: '"1"' }, 'hello');
    } else if (path === '/moved') send(302, { location: '/doc' });
    else if (path === '/round') send(302, { location: '/round' });
    else if (path === '/inward') send(302, { location: 'http://169.254.169.254/latest/meta-data/' });
    else if (path === '/file') send(302, { location: 'file:///etc/passwd' });
    else if (path === '/large') send(200, {}, Buffer.alloc(5000, 'x'));
    else if (path === '/bomb') send(200, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(5_000_000)));
    else if (path === '/packed') send(200, { 'content-encoding': 'gzip' }, gzipSync('hello'));
    else if (path === '/slow') response.writeHead(200).write('x');
    else if (path === '/silent') return;
    else send(404, {});
  });
});
afterAll(() => server.close());

const RULES: FetchRules = { allowPrivate: true, maxBytes: 1000, timeoutMs: 5000 };
const fetched = async (path: string, rules: Partial<FetchRules> = {}) => {
  const answer = await fetchDocument(server.url + path, { ...RULES, ...rules });
  return answer === 'unchanged' ? answer : Buffer.from(answer.bytes).toString();
};

describe('fetchDocument', () => {
  it.each(['/doc', '/moved', '/packed'])('reads %s', async (path) => expect(await fetched(path)).toBe('hello'));

  it('asks only for what is new', async () => {
    expect(await fetched('/doc', { known: { etag: '"1"' } })).toBe('unchanged');
    expect(asked.at(-1)?.etag).toBe('"1"');
  });

  it.each([
    ['/round', 'download-failed', /redirects more than/],
    ['/file', 'usage', /file: URLs are not read/],
    ['/large', 'source-too-large', /more than 1000 bytes/],
    ['/bomb', 'source-too-large', /more than 1000 bytes/],
    ['/nothing', 'download-failed', /answers 404/],
  ])('refuses %s', async (path, code, message) => {
    await expect(fetched(path)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it.each(['/slow', '/silent'])('gives up on %s', async (path) => {
    await expect(fetched(path, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'download-failed' });
  });

  it('refuses this machine, by address and by name, unless allowed', async () => {
    const rules = { ...RULES, allowPrivate: false };
    const { port } = new URL(server.url);
    const before = asked.length;
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '[::1]', '[::ffff:7f00:1]'])
      await expect(fetchDocument(`http://${host}:${port}/doc`, rules)).rejects.toMatchObject({
        code: 'download-failed',
        message: expect.stringContaining('private address'),
      });
    expect(asked.length).toBe(before);
  });

  it.each(['file:///etc/passwd', 'ftp://acme.dev/x', 'gopher://acme.dev', 'https://user:secret@acme.dev/', 'no url'])(
    'takes no %s',
    async (address) => {
      const error = await fetchDocument(address, RULES).catch((one: Error) => one);
      expect(error).toMatchObject({ code: 'usage' });
      expect(String(error)).not.toContain('secret');
    },
  );

  it('checks where it is redirected to', async () => {
    // The first address is allowed by a rule of its own: a public host that redirects inward.
    const { checkedUrl, send } = await import('./request.ts');
    const inward = checkedUrl('http://169.254.169.254/latest/meta-data/');
    await expect(send(inward, {}, { timeoutMs: 1000 })).rejects.toMatchObject({
      message: expect.stringContaining('private address'),
    });
  });

  it('is ended by its signal', async () => {
    const stop = new AbortController();
    const reading = fetched('/silent', { signal: stop.signal });
    stop.abort();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
