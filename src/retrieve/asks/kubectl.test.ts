import { describe, expect, it } from 'vitest';
import { splitTypeAndName } from './kubectl.ts';

describe('a kind and a name', () => {
  it('are two arguments, and what comes behind them moves', () => {
    expect(
      splitTypeAndName('kubectl label', {
        args: { '<0>': 'deployment/web', '<1>': 'A=1', '-n': 'shop' },
        missing: ['<2>'],
      }),
    ).toEqual({ args: { '<0>': 'deployment', '<1>': 'web', '<2>': 'A=1', '-n': 'shop' }, missing: ['<3>'] });
  });

  it('are one argument of `kubectl set`, and what comes behind them moves up', () => {
    expect(
      splitTypeAndName('kubectl set env', {
        args: { '<0>': 'deployment', '<1>': 'web', '<2>': 'A=1', '-n': 'shop' },
        missing: ['<3>'],
      }),
    ).toEqual({ args: { '<0>': 'deployment/web', '<1>': 'A=1', '-n': 'shop' }, missing: ['<2>'] });
    const call = { args: { '<0>': 'deployment/web', '<1>': 'A=1' }, missing: [] };
    expect(splitTypeAndName('kubectl set env', call)).toBe(call);
  });

  it.each([
    ['kubectl logs', 'deployment/web'],
    ['kubectl scale', 'deployment'],
    ['docker cp', 'web/x'],
  ])('stay together in %s %s', (op, first) => {
    const call = { args: { '<0>': first }, missing: ['<1>'] };
    expect(splitTypeAndName(op, call)).toBe(call);
  });
});
