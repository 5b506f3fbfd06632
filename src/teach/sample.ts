import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeIndexes } from '../retrieve/index/write.ts';
import { Retriever } from '../retrieve/retriever.ts';
import type { Ingested, Operation, Parameter } from '../schema/operation.ts';
import { EmbeddedZoo } from '../zoo/embedded.ts';
import { writeZoo } from '../zoo/write-zoo.ts';
import type { TeachPlaces } from './teach.ts';

/** Folders for a test, with a shipped zoo of a few operations. */
export interface SamplePlaces extends TeachPlaces {
  root: string;
  cacheDir: string;
  remove(): void;
}

const NAME: Parameter = {
  name: '--name',
  in: 'option',
  type: 'string',
  required: true,
  description: 'What it is called',
};

function shipped(provider: string, kind: 'cli' | 'http', summaries: Record<string, string>): Ingested {
  const operations = Object.entries(summaries).map(
    ([path, summary]): Operation => ({
      id: `${provider}:${path}`,
      provider,
      name: path,
      kind,
      summary,
      parameters: kind === 'cli' ? [NAME] : [],
      invocations: [
        kind === 'cli' ? { surface: 'cli', path } : { surface: 'http', path, server: `https://api.${provider}.dev` },
      ],
      origin: { source: 0, pointer: path },
    }),
  );
  const source = { package: `npm:${provider}`, version: '1.0.0', licence: 'MIT' };
  return { provider, sources: [source], operations, types: {}, skipped: [] };
}

let packs: Promise<string> | undefined;

/** Made once a file of tests: packing takes a second. */
async function samplePacks(): Promise<string> {
  const packsDir = mkdtempSync(join(tmpdir(), 'gorilla-teach-packs-'));
  process.once('exit', () => rmSync(packsDir, { recursive: true, force: true }));
  const zoo = [
    shipped('tool', 'cli', { 'tool box pack': 'Pack a box', 'tool lamp light': 'Light the lamp' }),
    shipped('shop', 'http', { 'GET /carts': 'List the carts', 'POST /carts': 'Create a cart' }),
  ];
  await writeZoo(packsDir, zoo);
  const opened = EmbeddedZoo.open({ packsDir });
  writeIndexes(opened, [], packsDir, 'sample');
  opened.close();
  return packsDir;
}

export async function samplePlaces(): Promise<SamplePlaces> {
  packs ??= samplePacks();
  const packsDir = await packs;
  const root = mkdtempSync(join(tmpdir(), 'gorilla-teach-'));
  return {
    root,
    packsDir,
    userDir: join(root, 'data'),
    cacheDir: join(root, 'cache'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Ids of what is found, best first, by a zoo that is opened anew, as the next process would. */
export function found(places: TeachPlaces, words: string): string[] {
  const zoo = EmbeddedZoo.open(places);
  try {
    const retriever = Retriever.open(places.packsDir, zoo);
    const { hits } = retriever.retrieve(retriever.query(words), {});
    return [...hits].sort((a, b) => b.document - a.document).map((hit) => zoo.operation(hit.ordinal).id);
  } finally {
    zoo.close();
  }
}

/** A description with one operation for each path: `{'/widgets': 'List the widgets'}`. */
export function openApi(paths: Record<string, string>, version = '1.0.0', more: object = {}): object {
  return {
    openapi: '3.0.3',
    info: { title: 'Acme API', version, license: { name: 'MIT' } },
    servers: [{ url: 'https://api.acme.dev/v1' }],
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, summary]) => [
        path,
        {
          get: {
            summary,
            parameters: [{ name: 'limit', in: 'query', description: 'At most so many', schema: { type: 'integer' } }],
          },
        },
      ]),
    ),
    ...more,
  };
}

export interface SampleServer {
  url: string;
  close(): Promise<void>;
}

export function serve(listener: RequestListener): Promise<SampleServer> {
  const server = createServer(listener);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((done) => {
            server.closeAllConnections();
            server.close(() => done());
          }),
      });
    });
  });
}
