import { writeFileSync } from 'node:fs';
import { type Backed, backedBy } from '../../src/backends/backed-by.ts';
import type { Backend } from '../../src/backends/backend.ts';
import { backendOf } from '../../src/backends/settings.ts';
import { toAnswerLine } from '../../src/surfaces/cli/answer-line.ts';
import { openDefaultEngine } from '../../src/surfaces/cli/open-engine.ts';
import { scoreAll, table } from '../score.mjs';
import { readDev } from './dev.ts';

export interface BackendRun {
  url: string;
  model: string;
  keyEnv: string;
  /** For one answer. */
  seconds: number;
  /** At most so many requests, spread over all. */
  only: number;
  /** Documents in a prompt: small models have small contexts. */
  operations: number;
  /** Where the conversations are kept, as what a test can play again. */
  record?: string;
}

interface Turn {
  request: string;
  messages: readonly { role: string; content: string }[];
  reply: string;
}

function recording(backend: Backend, turns: Turn[]): Backend {
  return {
    name: backend.name,
    complete: async (messages, schema, signal) => {
      const reply = await backend.complete(messages, schema, signal);
      const asked = JSON.parse(messages[1]!.content) as { task: string };
      turns.push({ request: asked.task, messages: messages.slice(2), reply });
      return reply;
    },
  };
}

/** The same requests twice: the embedded model alone, and with the backend; what it cost, and how often the embedded model had to answer. */
export async function compareBackend(run: BackendRun): Promise<void> {
  const server = backendOf(run, process.env);
  if (!server) throw new Error('--backend needs an address');
  const turns: Turn[] = [];
  const engine = openDefaultEngine();
  const options: Backed = { milliseconds: run.seconds * 1_000, operations: run.operations };
  const backed = backedBy(engine, recording(server, turns), options);
  const all = readDev().sets;
  const total = all.reduce((sum, { rows }) => sum + rows.length, 0);
  const step = Math.max(1, Math.ceil(total / run.only));
  let at = 0;
  const sets = all.map((set) => ({ ...set, rows: set.rows.filter(() => at++ % step === 0) }));
  const lines: Record<'embedded' | 'backend', ReturnType<typeof toAnswerLine>[]> = { embedded: [], backend: [] };
  const why: Record<string, number> = {};
  for (const { id, request, surface } of sets.flatMap(({ rows }) => rows)) {
    lines.embedded.push(toAnswerLine(id, await engine.ask(request, { surface })));
    const answer = await backed.ask(request, { surface });
    lines.backend.push(toAnswerLine(id, answer));
    const what = answer.backend?.used ? 'its own answer' : (answer.backend?.why ?? 'not asked');
    why[what] = (why[what] ?? 0) + 1;
  }
  for (const name of ['embedded', 'backend'] as const) console.log(`\n${name}\n${table(scoreAll(sets, lines[name]))}`);
  console.table(why);
  if (run.record) writeFileSync(run.record, `${JSON.stringify({ model: server.name, turns }, null, 1)}\n`);
  engine.zoo.close();
}
