import { describe, expect, it } from 'vitest';
import { areOpposites, nearest } from './did-you-mean.ts';

describe('what was meant', () => {
  it.each([
    ['instal', ['install', 'uninstall'], ['install']],
    ['install', ['uninstall', 'instances'], []],
    ['--unset', ['--set', '--reset'], ['--reset']],
    ['start', ['restart', 'stat'], ['stat']],
    ['mount', ['umount'], []],
    ['lits', ['list'], ['list']],
  ])('%s of %j', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toEqual(expected);
  });

  it.each([
    ['register', 'deregister', true],
    ['--interactive', '--no-interactive', true],
    ['lock', 'unlock', true],
    ['list', 'lists', false],
    ['get', 'target', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(areOpposites(one, other)).toBe(expected);
    expect(areOpposites(other, one)).toBe(expected);
  });
});
