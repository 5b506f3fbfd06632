import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packNameOf } from './pack-groups.ts';
import { places } from './places.ts';

describe('places', () => {
  it('are all below GORILLA_HOME where that is set', () => {
    const home = join('/somewhere', 'gorilla');
    expect(places({ GORILLA_HOME: home })).toEqual({
      data: join(home, 'data'),
      config: join(home, 'config'),
      cache: join(home, 'cache'),
      state: join(home, 'state'),
    });
  });

  it('are folders of their own, named after the program', () => {
    const { data, config, cache, state } = places({});
    expect(new Set([data, config, cache, state]).size).toBe(4);
    for (const folder of [data, config, cache, state]) expect(folder).toMatch(/gorilla/i);
  });
});

describe('packNameOf', () => {
  it.each([
    ['aws', 'aws'],
    ['@commercelayer/cli', 'commercelayer-cli'],
    ['Stripe API', 'stripe-api'],
    ['..', 'other'],
  ])('%s is %j', (provider, name) => {
    expect(packNameOf(provider)).toBe(name);
  });
});
