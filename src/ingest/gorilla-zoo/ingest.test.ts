import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import { ingestGorillaZoo } from './ingest.ts';

const source = { package: 'file:zoo.json', version: '1', licence: 'Apache-2.0' };
const entry = {
  user_name: 'Ada L',
  api_name: 'Weather forecast',
  api_call: "weather.forecast(city='Paris', days=3)",
  api_version: 2,
  api_arguments: { city: 'string, required', days: { type: 'integer', description: 'How many days', default: 3 } },
  functionality: 'Gets the forecast of a city. For up to ten days.',
  env_requirements: ['weather-client>=1.0'],
  example_code: "weather.forecast(city='Paris')",
  questions: ['How will the weather be in Paris?'],
};

describe('API Zoo documents', () => {
  it('are read whole', () => {
    const { provider, operations, questions } = ingestGorillaZoo([entry], { source });
    expect(provider).toBe('ada-l');
    expect(operations).toEqual([
      {
        id: 'ada-l:Weather forecast',
        provider: 'ada-l',
        name: 'Weather forecast',
        kind: 'hub',
        version: '2',
        summary: 'Gets the forecast of a city',
        description: 'Gets the forecast of a city. For up to ten days.',
        parameters: [
          { name: 'city', in: 'option', type: 'string', required: true, description: 'string, required' },
          { name: 'days', in: 'option', type: 'integer', description: 'How many days', default: 3 },
        ],
        invocations: [{ surface: 'python', path: 'weather.forecast', package: 'weather-client' }],
        examples: [
          { instruction: 'Gets the forecast of a city', call: "weather.forecast(city='Paris')", surface: 'python' },
        ],
        origin: { source: 0, pointer: '#/0' },
      },
    ]);
    expect(questions).toEqual({ 'ada-l:Weather forecast': ['How will the weather be in Paris?'] });
  });

  const parameters: [string, unknown, string[]][] = [
    ['a list of objects', [{ name: 'a', type: 'str' }, { name: 'b' }], ['a', 'b', 'city', 'days']],
    ['a list of names', ['a', 'a', ''], ['a', 'city', 'days']],
    ['nothing', null, ['city', 'days']],
    ['prose', 'city and days', ['city', 'days']],
  ];
  it.each(parameters)('take arguments from %s', (_name, api_arguments, want) => {
    const { operations } = ingestGorillaZoo({ ...entry, api_arguments }, { source });
    expect(operations[0]?.parameters.map((parameter) => parameter.name)).toEqual(want);
  });

  it('list what is broken, and are refused where nothing is right', () => {
    expect(ingestGorillaZoo([entry, entry, {}, null], { source }).skipped.map((skip) => skip.pointer)).toEqual([
      '#/2',
      '#/3',
    ]);
    expect(ingestGorillaZoo([entry, entry], { source }).operations[1]?.name).toBe('Weather forecast (1)');
    for (const given of [null, {}, [], 'x', [7]]) expect(() => ingestGorillaZoo(given, { source })).toThrow(AppError);
  });
});
