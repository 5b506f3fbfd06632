import { describe, expect, it } from 'vitest';
import { openEngine } from '../cli/fake-engine.ts';
import { ReopeningEngine } from '../cli/reopening.ts';
import { reopeningBackend } from './reopening.ts';

async function zoo() {
  const opened: { closed: boolean; answer(): void }[] = [];
  let stamp = 'a';
  const reopening = new ReopeningEngine(
    async () => {
      const engine = await openEngine();
      const made = { closed: false, answer: () => undefined as undefined };
      opened.push(made);
      return {
        ...engine,
        // Answers when the test says so.
        ask: async (request, options) => {
          await new Promise<void>((go) => {
            made.answer = go as () => undefined;
          });
          return engine.ask(request, options);
        },
        close: () => {
          made.closed = true;
        },
      };
    },
    () => stamp,
  );
  return { opened, backend: reopeningBackend(reopening), reopening, change: (to: string) => (stamp = to) };
}

const turn = () => new Promise((go) => setTimeout(go, 5));

describe('a backend that reopens', () => {
  it('opens once, also for two requests at a time', async () => {
    const { opened, backend } = await zoo();
    await Promise.all([backend.search('rm', {}), backend.search('echo', {})]);
    expect(opened.length).toBe(1);
  });
  it('opens again when the zoo has changed, and closes the old one behind its last request', async () => {
    const { opened, backend, change } = await zoo();
    const asked = backend.ask('scale web to 3', {});
    await turn();
    change('b');
    await backend.search('rm', {});
    expect(opened.map((each) => each.closed)).toEqual([false, false]);
    opened[0]!.answer();
    expect((await asked).candidates.length).toBe(1);
    expect(opened.map((each) => each.closed)).toEqual([true, false]);
  });
  it('opens once more where the zoo changes while it is opened', async () => {
    const { opened, backend, change } = await zoo();
    const first = backend.search('rm', {});
    change('b');
    await Promise.all([first, backend.search('rm', {}), backend.search('echo', {})]);
    expect(opened.map((each) => each.closed)).toEqual([true, false]);
  });
  it('closes an old one that nobody reads at once', async () => {
    const { opened, backend, change } = await zoo();
    await backend.search('rm', {});
    change('b');
    await backend.search('rm', {});
    expect(opened.map((each) => each.closed)).toEqual([true, false]);
  });
  it('is closed behind its last request', async () => {
    const { opened, backend, reopening } = await zoo();
    const asked = backend.ask('scale web to 3', {});
    await turn();
    reopening.close();
    expect(opened.map((each) => each.closed)).toEqual([false]);
    opened[0]!.answer();
    await asked;
    expect(opened.map((each) => each.closed)).toEqual([true]);
  });
  it('fails as the engine does, and goes on', async () => {
    const { backend } = await zoo();
    await expect(backend.search('rm', { scope: ['nosuch'] })).rejects.toMatchObject({ code: 'unknown-provider' });
    expect(await backend.search('rm', {})).toHaveLength(1);
  });
});
