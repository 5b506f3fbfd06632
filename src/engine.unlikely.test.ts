import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openDefaultEngine } from './surfaces/cli/open-engine.ts';
import { pathsFrom } from './surfaces/cli/paths.ts';

const engine = openDefaultEngine(pathsFrom(process.env, fileURLToPath(new URL('..', import.meta.url))));

it('fills what is out of the question for those alone who want to see it', async () => {
  const request = 'keep the logs of /aws/lambda/billing for two weeks';
  const namesOf = async (unlikely: boolean): Promise<string[]> =>
    (await engine.ask(request, { surface: 'cli', unlikely })).candidates.map(({ calls }) => calls[0]!.operation.id);
  const [likely, all] = [await namesOf(false), await namesOf(true)];
  expect(all).toHaveLength(5);
  expect(likely.length).toBeLessThan(5);
  expect(all.slice(0, likely.length)).toEqual(likely);
  expect(likely[0]).toBe('aws:logs.PutRetentionPolicy');
});
