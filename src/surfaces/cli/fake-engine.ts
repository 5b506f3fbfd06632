import { renderCall, renderText } from '../../render/render.ts';
import type { Answer, AskOptions, CheckedCall, SearchHit } from '../../schema/answer.ts';
import type { Argument, Call } from '../../schema/call.ts';
import type { Ingested, Json, Operation, Surface } from '../../schema/operation.ts';
import { checkCall } from '../../verify/check-call.ts';
import { MemoryZoo } from '../../zoo/memory.ts';
import type { Engine } from './engine.ts';

/**
 * An engine for tests of the command line: a zoo of some operations that every machine has, and requests that are found by one word. It
 * stands where the real one stands, so that the built program can be tried without packs.
 */
const ORIGIN = { source: 0, pointer: '#' };

function provider(name: string, operations: Omit<Operation, 'provider' | 'origin'>[]): Ingested {
  const source = { package: `test:${name}`, version: '1.2.3', licence: 'CC0-1.0', date: '2026-01-01' };
  const whole = operations.map((operation) => ({ ...operation, provider: name, origin: ORIGIN }));
  return { provider: name, sources: [source], operations: whole, types: {}, skipped: [] };
}

const cli = (path: string) => [{ surface: 'cli' as const, path }];

export const FAKE_ZOO: Ingested[] = [
  provider('coreutils', [
    {
      id: 'coreutils:echo',
      name: 'echo',
      kind: 'cli',
      summary: 'Display a line of text',
      parameters: [{ name: 'string', in: 'positional', type: 'string', repeats: true, description: 'What to display' }],
      invocations: cli('echo'),
    },
    {
      id: 'coreutils:rm',
      name: 'rm',
      kind: 'cli',
      summary: 'Remove files or directories',
      destructive: true,
      parameters: [
        {
          name: '--recursive',
          in: 'flag',
          type: 'boolean',
          aliases: ['-r', '-R'],
          description: 'Remove directories and their contents',
        },
        {
          name: 'file',
          in: 'positional',
          type: 'string',
          format: 'path',
          repeats: true,
          required: true,
          description: 'What to remove',
        },
      ],
      invocations: cli('rm'),
    },
  ]),
  provider('kubectl', [
    {
      id: 'kubectl:scale',
      name: 'kubectl scale',
      kind: 'cli',
      summary: 'Set a new size for a deployment',
      parameters: [
        { name: 'resource', in: 'positional', type: 'string', required: true, description: 'What to scale' },
        {
          name: '--replicas',
          in: 'option',
          type: 'integer',
          required: true,
          description: 'The new desired number of replicas',
          constraints: { minimum: 0 },
        },
        {
          name: '--dry-run',
          in: 'option',
          type: 'string',
          enum: ['none', 'server', 'client'],
          description: 'Only rehearse',
        },
        { name: '--namespace', in: 'option', type: 'string', aliases: ['-n'], description: 'The namespace' },
      ],
      invocations: cli('kubectl scale'),
    },
  ]),
  provider('github', [
    {
      id: 'github:issues/create',
      name: 'issues/create',
      kind: 'http',
      summary: 'Create an issue',
      parameters: [
        { name: 'owner', in: 'path', type: 'string', required: true },
        { name: 'repo', in: 'path', type: 'string', required: true },
        { name: 'title', in: 'body', type: 'string', required: true, description: 'The title of the issue' },
      ],
      invocations: [
        {
          surface: 'http',
          path: 'POST /repos/{owner}/{repo}/issues',
          server: 'https://api.github.com',
          contentType: 'application/json',
        },
      ],
    },
  ]),
];

interface Rule {
  word: RegExp;
  operation: string;
  surface: Surface;
  fill(match: RegExpExecArray): [string, Json, string | undefined][];
  missing?: string[];
}

const RULES: Rule[] = [
  { word: /\bsay (.+)/, operation: 'coreutils:echo', surface: 'cli', fill: (m) => [['string', [m[1]!], m[1]]] },
  { word: /\bremove (\S+)/, operation: 'coreutils:rm', surface: 'cli', fill: (m) => [['file', [m[1]!], m[1]]] },
  {
    word: /\bscale (\S+) to (\d+)/,
    operation: 'kubectl:scale',
    surface: 'cli',
    fill: (m) => [
      ['resource', m[1]!, m[1]],
      ['--replicas', Number(m[2]), m[2]],
    ],
  },
  {
    word: /\bscale (\S+)$/,
    operation: 'kubectl:scale',
    surface: 'cli',
    fill: (m) => [['resource', m[1]!, m[1]]],
    missing: ['--replicas'],
  },
  {
    word: /\bissue "(.+)" in (\w+)\/(\w+)/,
    operation: 'github:issues/create',
    surface: 'http',
    fill: (m) => [
      ['owner', m[2]!, m[2]],
      ['repo', m[3]!, m[3]],
      ['title', m[1]!, m[1]],
    ],
  },
];

export async function openEngine(): Promise<Engine> {
  const zoo = new MemoryZoo(FAKE_ZOO);
  const byId = (id: string) => zoo.operation(zoo.byId(id)!);

  const checked = (call: Call): CheckedCall => {
    const operation = byId(call.operation);
    return { call, operation, rendered: renderCall(zoo, call, operation), findings: checkCall(zoo, call, operation) };
  };

  async function ask(request: string, options: AskOptions = {}): Promise<Answer> {
    const calls: CheckedCall[] = [];
    for (const rule of RULES) {
      const match = rule.word.exec(request);
      const operation = byId(rule.operation);
      if (!match || (options.surface && options.surface !== rule.surface)) continue;
      if (options.scope && !options.scope.includes(operation.provider)) continue;
      const given = rule.fill(match).map(([name, value, words]): Argument => {
        const start = words === undefined ? 0 : request.indexOf(words);
        return { name, value, from: { kind: 'request', start, end: start + (words?.length ?? 0) } };
      });
      calls.push(
        checked({ operation: operation.id, surface: rule.surface, arguments: given, missing: rule.missing ?? [] }),
      );
    }
    const nearest =
      calls.length > 0 ? calls : [checked({ operation: 'coreutils:echo', surface: 'cli', arguments: [], missing: [] })];
    const candidates = nearest
      .slice(0, options.limit ?? 5)
      .map((call, at) => ({ calls: [call], confidence: 0.9 / (at + 1) }));
    return { request, abstained: calls.length === 0, candidates, latencyMs: 0.25 };
  }

  async function search(words: string, options: AskOptions = {}): Promise<SearchHit[]> {
    const hits: SearchHit[] = [];
    for (let ordinal = 0; ordinal < zoo.size; ordinal++) {
      const operation = zoo.operation(ordinal);
      const score = words
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => `${operation.id} ${operation.summary}`.toLowerCase().includes(word)).length;
      if (score > 0) hits.push({ operation, score });
    }
    return hits.sort((a, b) => b.score - a.score).slice(0, options.limit ?? 5);
  }

  return {
    zoo,
    ask,
    search,
    read: async (text, style) => (await import('./read-calls.ts')).readCalls(zoo, text, style),
    render: (call, operation, style) => renderText(zoo, call, operation, style),
    renderCall: (call, operation) => renderCall(zoo, call, operation),
    check: (call, operation) => checkCall(zoo, call, operation),
    // A function is meant by its name, and each string of it by the word behind its own: "weather city Rome".
    callFunctions: async (request, functions, { required }) => {
      const meant = functions.filter(({ name }) => request.includes(name));
      return (meant.length > 0 || !required ? meant : functions.slice(0, 1)).map(({ name, parameters }) => {
        const words = Object.keys(parameters?.properties ?? {}).map((key) => [
          key,
          new RegExp(`\\b${key} (\\S+)`).exec(request)?.[1],
        ]);
        return { name, arguments: Object.fromEntries(words.filter(([, value]) => value !== undefined)) };
      });
    },
    close: () => zoo.close(),
  };
}
