import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openEngine } from '../surfaces/cli/fake-engine.ts';
import { backedBy } from './backed-by.ts';
import { type Backend, BackendFailure } from './backend.ts';

interface Recorded {
  model: string;
  tasks: { task: string; replies: string[]; text: string }[];
}

/** What real servers said (npm run backend:llama), played again. */
const recorded: Recorded = JSON.parse(
  readFileSync(new URL('../../fixtures/backends/smollm2-135m.json', import.meta.url), 'utf8'),
);
const engine = await openEngine();

it.each(recorded.tasks)(`${recorded.model}: $task`, async ({ task, replies, text }) => {
  const left = [...replies];
  const backend: Backend = {
    name: recorded.model,
    complete: async () => {
      const reply = left.shift();
      if (reply === undefined) throw new BackendFailure('the recording is over');
      return reply;
    },
  };
  const answer = await backedBy(engine, backend, { milliseconds: 5_000, operations: 1 }).ask(task);
  expect(answer.backend?.used).toBe(true);
  expect(answer.candidates[0]?.calls[0]?.rendered.text).toBe(text);
});
