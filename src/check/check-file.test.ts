import { describe, expect, it } from 'vitest';
import { MemoryZoo } from '../zoo/memory.ts';
import { checkFile, checkFiles } from './check-file.ts';

const zoo = new MemoryZoo([
  {
    provider: 'acme',
    sources: [{ package: 'pypi:acme', version: '1.0', licence: 'MIT' }],
    operations: [
      {
        id: 'acme:box create',
        provider: 'acme',
        name: 'box create',
        kind: 'cli',
        summary: 'x',
        parameters: [
          { name: '--name', in: 'option', type: 'string', required: true },
          { name: '--mode', in: 'option', type: 'string', enum: ['fast', 'slow'] },
        ],
        invocations: [{ surface: 'cli', path: 'acme box create' }],
        origin: { source: 0, pointer: '' },
      },
    ],
    types: {},
    skipped: [],
  },
]);

const applied = (text: string, { start, end, text: put }: { start: number; end: number; text: string }): string =>
  text.slice(0, start) + put + text.slice(end);

describe('checkFile', () => {
  const CASES: [string, string][] = [
    ['a.sh', '#!/bin/sh\nacme box create --name x --mode fsat\n'],
    ['Makefile', 'all:\n\t@acme box create --name $(X) --mode fsat\n'],
    [
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - run: |\n          acme box create --name x \\\n            --mode fsat\n',
    ],
    ['README.md', '# x\n\n```console\n$ acme box create --name x --mode fsat\n```\n'],
    ['Dockerfile', 'FROM x\nRUN acme box create --name x --mode fsat\n'],
    ['package.json', '{"scripts": {"a": "acme box create --name \\"x\\" --mode fsat"}}'],
  ];
  it.each(CASES)('%s: the place, the document, and a repair that was tried', (path, text) => {
    const { calls } = checkFile(zoo, { path, text });
    expect(calls.map(({ verdict, operation }) => [verdict, operation])).toEqual([['wrong', 'acme:box create']]);
    const [finding] = calls[0]!.findings;
    expect(text.slice(finding!.place.start, finding!.place.end)).toBe('fsat');
    expect(finding!.place.line).toBe(text.slice(0, text.indexOf('fsat')).split('\n').length);
    expect(finding!.source).toEqual({ name: 'pypi:acme', version: '1.0' });
    expect(finding!.repair?.text).toBe('fast');
    const mended = applied(text, finding!.repair!);
    expect(checkFile(zoo, { path, text: mended }).calls.map(({ verdict }) => verdict)).toEqual(['right']);
  });

  it('gives a report a file, in their order', () => {
    const files = ['a.sh', 'b.txt'].map((path) => ({ path, text: 'acme box create --name x' }));
    expect([...checkFiles(zoo, files)].map(({ path, calls }) => [path, calls.length])).toEqual([
      ['a.sh', 1],
      ['b.txt', 0],
    ]);
  });
});
