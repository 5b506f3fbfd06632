import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import { readHubFolder } from './folder.ts';
import { ingestHub } from './ingest.ts';
import { readPythonCall } from './python-call.ts';

const source = { package: 'folder', version: '0', licence: 'NOASSERTION' };

describe('python calls', () => {
  const cases: [string, unknown][] = [
    ["AutoModel.from_pretrained('a/b')", { path: 'AutoModel.from_pretrained', arguments: [{ value: 'a/b' }] }],
    [
      "torch.hub.load(repo_or_dir='x', pretrained=True)",
      {
        path: 'torch.hub.load',
        arguments: [
          { name: 'repo_or_dir', value: 'x' },
          { name: 'pretrained', value: true },
        ],
      },
    ],
    [
      "model = f('a, (b', 2, [1, 2])",
      { path: 'f', arguments: [{ value: 'a, (b' }, { value: 2 }, { value: '[1, 2]' }] },
    ],
    [
      "service.events().list(calendarId='primary').execute()",
      { path: 'service.events().list', arguments: [{ name: 'calendarId', value: 'primary' }] },
    ],
    ["f('it\\'s')", { path: 'f', arguments: [{ value: "it's" }] }],
    ['./run.sh --x', undefined],
    ["f('open", undefined],
    ['', undefined],
  ];
  it.each(cases)('%s', (given, want) => {
    expect(readPythonCall(given)).toEqual(want);
  });
});

describe('hub records', () => {
  const record = {
    domain: 'Image Classification',
    functionality: 'Classify images',
    api_name: 'resnet',
    api_call: "torch.hub.load('pytorch/vision', 'resnet18', pretrained=True)",
    api_arguments: null,
    python_environment_requirements: 'torch',
    example_code: ['import torch', 'x = 1'],
    description: 'A residual network. Trained on ImageNet.',
  };

  it('become operations whose values are fixed', () => {
    const { operations, skipped } = ingestHub([record, record, { api_call: 'prose' }, 7], {
      provider: 'torchhub',
      source,
    });
    expect(operations.map((operation) => operation.id)).toEqual([
      "torchhub:torch.hub.load('pytorch/vision', 'resnet18', pretrained=True)",
      "torchhub:torch.hub.load('pytorch/vision', 'resnet18', pretrained=True) (2)",
    ]);
    expect(operations[0]).toMatchObject({
      kind: 'hub',
      summary: 'Classify images: A residual network',
      invocations: [{ surface: 'python', path: 'torch.hub.load', package: 'torch' }],
      parameters: [
        { name: '<0>', in: 'positional', enum: ['pytorch/vision'] },
        { name: '<1>', in: 'positional', enum: ['resnet18'] },
        { name: 'pretrained', in: 'option', type: 'boolean', default: true },
      ],
    });
    expect(skipped.map((skip) => skip.pointer)).toEqual(['#/2', '#/3']);
  });

  it('are read from a folder', () => {
    const [hub] = readHubFolder(new URL('../../../fixtures/hub', import.meta.url).pathname, source);
    expect(hub?.provider).toBe('sample');
    expect(hub?.operations).toHaveLength(1);
    expect(hub?.skipped.map((skip) => skip.pointer)).toEqual(['sample_api.jsonl:2']);
    expect(() => readHubFolder('/nowhere/at/all', source)).toThrow(AppError);
  });
});
