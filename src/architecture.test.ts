import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The rules of docs/ARCHITECTURE.md, held over the imports as they stand in the sources. */

interface Import {
  from: string;
  /** A file of ours (`src/zoo/zoo.ts`), or a package (`node:fs`, `stemmer`). */
  to: string;
  /** Gone when the program runs. */
  type: boolean;
  /** Loaded only when the program comes by. */
  lazy: boolean;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What tests and their stand-ins import is no part of the program. */
const ONLY_FOR_TESTS =
  /\.test\.ts$|\.contract\.ts$|\/(?:fake-engine|test-program|sample-zoo|hostile|crash-writer|sample)\.ts$/;
const STATEMENT =
  /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'(?:\s+with\s+\{[^}]*\})?;|\bimport\('([^']+)'(?: as string)?\)/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(ROOT + file, 'utf8');
  return [...text.matchAll(STATEMENT)].map(([, type, fixed, lazy]) => {
    const to = (fixed ?? lazy)!;
    return {
      from: file,
      to: to.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), to)) : to,
      type: type !== undefined,
      lazy: lazy !== undefined,
    };
  });
}

const files = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.ts') && !ONLY_FOR_TESTS.test(name));
const imports = files.flatMap(importsOf);
const own = imports.filter(({ to }) => to.startsWith('src/') && to.endsWith('.ts'));

function moduleOf(file: string): string {
  const [, first = '', second = ''] = file.split('/');
  if (first === 'surfaces') return 'surfaces';
  if (first === 'ingest' && second === 'build') return 'ingest/build';
  // The engine and its own files stand above all folders.
  return first.endsWith('.ts') ? 'engine' : first;
}

/** What each module may import, itself aside. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  schema: [],
  ingest: ['schema'],
  zoo: ['schema'],
  render: ['schema', 'zoo'],
  verify: ['schema', 'zoo', 'render'],
  check: ['schema', 'zoo', 'render', 'verify'],
  // Two halves of reading a request: terms are made of what literals leave, values are found with the terms' help.
  retrieve: ['schema', 'zoo', 'generate', 'model'],
  generate: ['schema', 'zoo', 'retrieve', 'model'],
  model: ['schema', 'zoo', 'retrieve', 'generate'],
  engine: ['schema', 'zoo', 'model', 'retrieve', 'generate', 'render', 'verify'],
  'ingest/build': ['schema', 'zoo', 'ingest', 'retrieve', 'model'],
  // A model outside is held to what the engine found, by the judge and the audit; the engine does not know it.
  backends: ['schema', 'zoo', 'render', 'verify', 'generate', 'retrieve'],
  // Functions of a client are operations of a zoo of their own, read, filled and judged like any other.
  functions: ['schema', 'zoo', 'model', 'generate', 'retrieve', 'verify'],
  sdk: ['schema', 'zoo', 'render', 'surfaces', 'teach'],
  teach: ['schema', 'zoo', 'ingest', 'ingest/build', 'retrieve', 'verify', 'check'],
  surfaces: [
    'schema',
    'zoo',
    'model',
    'retrieve',
    'render',
    'verify',
    'check',
    'engine',
    'ingest',
    'teach',
    'backends',
    'functions',
  ],
};

/** Imports against the table, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  // Tools that are installed here are read with the adapters' code and taught like any document.
  'src/retrieve/layers/installed.ts': 'ingest',
};

describe('module directions', () => {
  it('every module is in the table', () => {
    expect([...new Set(files.map(moduleOf))].filter((name) => !(name in MAY_IMPORT))).toEqual([]);
  });

  it('a module imports only what stands before it', () => {
    const wrong = own.filter(({ from, to }) => {
      const [a, b] = [moduleOf(from), moduleOf(to)];
      return a !== b && !MAY_IMPORT[a]?.includes(b) && EXCEPTIONS[from] !== b;
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('every exception is still needed', () => {
    const idle = Object.entries(EXCEPTIONS).filter(
      ([file, module]) => !own.some(({ from, to }) => from === file && moduleOf(to) === module),
    );
    expect(idle).toEqual([]);
  });

  it('the product imports nothing of eval/ or training/', () => {
    expect(imports.filter(({ to }) => /^(?:eval|training)\//.test(to))).toEqual([]);
  });

  it('schema imports no package at all', () => {
    expect(imports.filter(({ from, to }) => from.startsWith('src/schema/') && !to.startsWith('src/schema/'))).toEqual(
      [],
    );
  });

  it('the judge does not know the defendant: nothing that verify loads is of generate, retrieve or the engine', () => {
    const loaded = closure(
      files.filter((file) => file.startsWith('src/verify/')),
      { lazy: true, types: true },
    );
    expect([...loaded].filter((file) => /^src\/(?:generate|retrieve|model|engine)/.test(file))).toEqual([]);
  });
});

/** All files that a program loads which begins with these. */
function closure(begin: readonly string[], also: { lazy: boolean; types?: boolean }): Set<string> {
  const loaded = new Set<string>();
  const waiting = [...begin];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (loaded.has(file)) continue;
    loaded.add(file);
    for (const { from, to, type, lazy } of imports)
      if (from === file && (also.types || !type) && (also.lazy || !lazy)) waiting.push(to);
  }
  return loaded;
}

describe('the store', () => {
  /** Files that know the embedded store by its class. All others see the port, `zoo/zoo.ts`. */
  const CHOOSE = [
    /^src\/functions\//,
    /^src\/surfaces\//,
    /^src\/ingest\/build\//,
    /^src\/zoo\//,
    /^src\/retrieve\/layers\//,
    /^src\/teach\//,
  ];

  it('is chosen by surfaces and the build alone; layers and teach open taught packs', () => {
    const wrong = own.filter(
      ({ from, to }) => /^src\/zoo\/(?:embedded|memory)\.ts$/.test(to) && !CHOOSE.some((place) => place.test(from)),
    );
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('is seen by render, generate and the engine through its port', () => {
    const wrong = own.filter(
      ({ from, to }) =>
        /^src\/(?:render|generate|engine)/.test(from) && to.startsWith('src/zoo/') && to !== 'src/zoo/zoo.ts',
    );
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });
});

describe('node built-ins', () => {
  /** The only files of these modules that need Node: the rest can run in a browser. */
  const NAMED: Record<string, readonly string[]> = {
    'src/models.ts': ['node:fs', 'node:path'],
    // Chrono is CommonJS and large: loaded when a request first says a date.
    'src/generate/literals/dates.ts': ['node:module'],
    // Reading and writing of index files.
    'src/retrieve/retriever.ts': ['node:fs', 'node:path'],
    'src/retrieve/index/write.ts': ['node:fs', 'node:path'],
    'src/retrieve/layers/installed.ts': ['node:fs', 'node:path'],
    'src/retrieve/layers/pack-index.ts': ['node:fs'],
    // The native parsers of code, loaded when code is first read.
    'src/verify/parse/code-tree.ts': ['node:module'],
  };

  it('stand only in the files named here, of schema, retrieve, generate, render, verify and the engine', () => {
    const found: Record<string, string[]> = {};
    for (const { from, to, type } of imports)
      if (
        !type &&
        to.startsWith('node:') &&
        /^src\/(?:schema|retrieve|generate|render|verify|engine|models)/.test(from)
      )
        (found[from] ??= []).push(to);
    expect(found).toEqual(NAMED);
  });
});

describe('what a start loads', () => {
  const HEAVY = [
    'src/engine.ts',
    'src/zoo/embedded.ts',
    'src/retrieve/retriever.ts',
    '@ast-grep/napi',
    '@clack/prompts',
    'chrono-node',
    'ajv',
    'yaml',
    'onnxruntime-node',
    '@modelcontextprotocol/sdk/server/mcp.js',
    'zod',
  ];

  it.each([
    ['the entry, which hands the request to the daemon', 'src/surfaces/cli/entry.ts'],
    ['the commands, before one needs the zoo', 'src/surfaces/cli/main.ts'],
    ['the SDK, before it is opened', 'src/sdk/index.ts'],
  ])('%s: none of the heavy parts', (_, file) => {
    const loaded = closure([file], { lazy: false });
    expect(HEAVY.filter((heavy) => loaded.has(heavy))).toEqual([]);
  });

  it('the entry: no package but those of Node', () => {
    const loaded = closure(['src/surfaces/cli/entry.ts'], { lazy: false });
    expect([...loaded].filter((name) => !name.startsWith('src/') && !name.startsWith('node:'))).toEqual([]);
  });
});

it('no file needs itself to load: the imports that remain at run time have no cycle', () => {
  const needs = new Map(files.map((file) => [file, [] as string[]]));
  for (const { from, to, type, lazy } of own) if (!type && !lazy) needs.get(from)?.push(to);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    else if (!done.has(file)) {
      for (const next of needs.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    }
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});
