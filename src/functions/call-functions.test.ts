import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sampleReading } from '../generate/fill/sample-look.ts';
import { LanguageModel } from '../model/open.ts';
import { openModels } from '../models.ts';
import { type CallOptions, callFunctions } from './call-functions.ts';
import type { FunctionSpec } from './schema-operation.ts';

const packs = process.env['GORILLA_PACKS'] ?? join(fileURLToPath(new URL('../..', import.meta.url)), 'packs');
const model = LanguageModel.in(packs)!;
const models = openModels(packs, true);
const now = new Date('2026-01-15T12:00:00Z');
const call = async (request: string, functions: FunctionSpec[], more: Partial<CallOptions> = {}) =>
  (await callFunctions(request, functions, { models, now, read: (r, d) => model.read(r, d), ...more })).calls;

const text = (description: string) => ({ type: 'string', description });
const number = (description: string) => ({ type: 'integer', description });
const spec = (name: string, description: string, properties: Record<string, object>): FunctionSpec => ({
  name,
  description,
  parameters: { type: 'object', properties, required: Object.keys(properties) } as FunctionSpec['parameters'] & object,
});
const FACTORIAL = spec('math.factorial', 'Calculate the factorial of a number.', { number: number('The number.') });
const PLAY = spec('spotify.play', 'Play songs of an artist for some time.', {
  artist: text('The artist whose songs are played.'),
  duration: number('For how many minutes.'),
});
const REGRESSION = spec('run_regression', 'Build a regression model from predictor variables.', {
  predictors: { type: 'array', items: { type: 'string' }, description: 'Names of the predictor variables.' },
});
const INVEST = spec('investment.invest', 'Invest money in a company.', {
  company: text('The company to invest in.'),
  amount: number('The amount to invest.'),
});
const WITHDRAW = spec('investment.withdraw', 'Withdraw money from a company.', {
  company: text('The company to withdraw from.'),
  amount: number('The amount to withdraw.'),
});

/** A reader that has nothing to say but whether a document serves. */
const saying = (serves: number): Partial<CallOptions> => ({
  read: async (_, documents) =>
    documents.map(({ targets }) =>
      sampleReading({ serves, use: targets.map(() => 3), strongest: targets.map(() => 3) }),
    ),
});

describe('functions of the client', () => {
  it.each<[string, string, FunctionSpec[], object[]]>([
    [
      'as often as a value is said',
      'the factorial of 5, the factorial of 7, and the factorial of 9',
      [FACTORIAL],
      [{ number: 5 }, { number: 7 }, { number: 9 }],
    ],
    [
      'with all items of a list',
      "regression with the variables 'Age', 'Income', 'Education'",
      [REGRESSION],
      [{ predictors: ['Age', 'Income', 'Education'] }],
    ],
    [
      'with pairs of values',
      'Play songs of Taylor Swift and Adele for 20 minutes and 15 minutes',
      [PLAY],
      [
        { artist: 'Taylor Swift', duration: 20 },
        { artist: 'Adele', duration: 15 },
      ],
    ],
    ['with money as it is said', 'Invest $2000 in Siemens', [INVEST], [{ company: 'Siemens', amount: 2000 }]],
  ])('are called %s', async (_, request, functions, wanted) =>
    expect((await call(request, functions)).map((made) => made.arguments)).toEqual(wanted),
  );

  it('are called together where each has words of its own', async () => {
    const calls = await call('Invest $2000 in Google and withdraw $1000 from Apple.', [INVEST, WITHDRAW]);
    expect(calls.map(({ name }) => name).sort()).toEqual(['investment.invest', 'investment.withdraw']);
    expect(new Set(calls.map((made) => made.arguments['company']))).toEqual(new Set(['Google', 'Apple']));
  });

  it('are not called where the reader says that none serves', async () => {
    const request = 'the factorial of the number 5';
    expect(await call(request, [FACTORIAL], saying(-6))).toEqual([]);
    expect(await call(request, [FACTORIAL], saying(1))).toHaveLength(1);
  });

  it('are called without a word in common where the reader says yes', async () => {
    const request = 'how much is 5! ?';
    expect(await call(request, [FACTORIAL], saying(0))).toEqual([]);
    expect(await call(request, [FACTORIAL], saying(4))).toEqual([{ name: 'math.factorial', arguments: { number: 5 } }]);
  });
});
