import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Gorilla } from './gorilla.ts';

const PACKS = fileURLToPath(new URL('../../packs', import.meta.url));

const WIDGETS = {
  openapi: '3.0.3',
  info: { title: 'Widgets', version: '4.5.6' },
  servers: [{ url: 'https://api.widgets.example' }],
  paths: {
    '/widgets/{id}/polish': {
      post: {
        operationId: 'polishWidget',
        summary: 'Polish a widget until it shines',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'Done' } },
      },
    },
  },
};

describe.skipIf(!existsSync(join(PACKS, 'documents.index')))('Gorilla.teach, over the shipped packs', () => {
  it('makes an API usable at once, while other requests are being answered', async () => {
    const home = mkdtempSync(join(tmpdir(), 'gorilla-teach-'));
    const file = join(home, 'widgets.json');
    writeFileSync(file, JSON.stringify(WIDGETS));
    const gorilla = await Gorilla.open({ packs: PACKS, home });
    try {
      const before = gorilla.ask('list my s3 buckets');
      expect(await gorilla.teach(file, { name: 'widgets' })).toMatchObject({
        name: 'widgets',
        version: '4.5.6',
        operations: 1,
        problems: [],
      });
      expect((await before).candidates.length).toBeGreaterThan(0);
      const { candidates } = await gorilla.ask('polish widget w-17', { scope: ['widgets'] });
      expect(candidates[0]?.calls[0]?.rendered).toMatchObject({ method: 'POST', path: 'POST /widgets/{id}/polish' });
      await expect(gorilla.teach(join(home, 'nothing.json'))).rejects.toMatchObject({ code: 'source-unreadable' });
    } finally {
      gorilla.close();
      rmSync(home, { recursive: true, force: true });
    }
  }, 120_000);
});
