import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../cli/engine.ts';
import { openEngine } from '../cli/open-engine.ts';
import { pathsFrom } from '../cli/paths.ts';
import { LocalBackend } from './backend.ts';
import { inLanguages } from './page/languages.ts';
import { testServer } from './test-server.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Over the shipped zoo: what the fake engine cannot show. */
describe.skipIf(!existsSync(`${ROOT}/packs/catalog.bin`))(
  'the server over the shipped zoo',
  { timeout: 120_000 },
  () => {
    let engine: Engine;
    let served: Awaited<ReturnType<typeof testServer>>;
    beforeAll(async () => {
      engine = await openEngine(pathsFrom({ GORILLA_HOME: '/nowhere' }, ROOT));
      served = await testServer({}, { backend: new LocalBackend(engine) });
    }, 120_000);
    afterAll(async () => {
      await served.app.close();
      engine.close();
    });

    async function call(...turns: string[]) {
      const messages = turns.map((content) => ({ role: 'user', content }));
      const reply = await served.app.inject({
        method: 'POST',
        url: '/v1/chat/completions',
        headers: { host: 'localhost' },
        payload: { model: 'gorilla', messages },
      });
      return reply.json().gorilla.candidates[0].calls[0];
    }

    it.each([
      [['turn on versioning for a bucket', 'for bucket acme-logs'], { '--bucket': 'acme-logs' }],
      [['turn on versioning for a bucket', 'acme-logs'], { '--bucket': 'acme-logs' }],
      [['reboot an ec2 instance', 'i-0abc1234def567890'], { '--instance-ids': 'i-0abc1234def567890' }],
      [
        ['keep logs of a log group for two weeks', '/aws/lambda/billing', 'make it a month'],
        { '--log-group-name': '/aws/lambda/billing', '--retention-in-days': '30' },
      ],
      [['create bucket acme-logs', 'enable versioning'], { '--bucket': 'acme-logs' }],
    ])('%j', async (turns, want) => expect((await call(...turns)).arguments).toMatchObject(want));

    it('writes a call in the languages that its operation has, with values of their types', async () => {
      const { operation, surface, given, missing } = await call('stop instance i-0abc1234def567890');
      const texts = await inLanguages(
        served.backend,
        { operation, surface, arguments: given, missing },
        'stop instance i-0abc1234def567890',
      );
      expect(texts.cli).toBe('aws ec2 stop-instances --instance-ids i-0abc1234def567890');
      expect(texts.python).toContain("InstanceIds=['i-0abc1234def567890']");
      expect(texts.typescript).toContain('StopInstancesCommand');
      expect(texts.http).toBeNull();
    });

    it('lists a provider in pages', async () => {
      const { total, operations } = await served.backend.list('git', 2, 3);
      expect(total).toBeGreaterThan(100);
      expect(operations.map((each) => each.id.split(':')[0])).toEqual(['git', 'git', 'git']);
    });
  },
);
