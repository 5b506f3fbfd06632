import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import { RULE_IDS } from '../rules.ts';
import { findConfig, loadCheckConfig, parseConfig, parseVersions } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'gorilla-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function failure(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('parseConfig', () => {
  it('reads JSON and YAML alike', () => {
    const wanted = { exclude: ['vendor/'], rules: { deprecated: 'off' }, versions: { aws: '1.34.0' } };
    const json = '{"exclude": ["vendor/"], "rules": {"deprecated": "off"}, "versions": ["aws@1.34.0"]}';
    const yaml = 'exclude: [vendor/]\nrules:\n  deprecated: off\nversions:\n  - aws@1.34.0\n';
    expect(parseConfig(json, 'gorilla.config.json')).toMatchObject(wanted);
    expect(parseConfig(yaml, '.gorillarc')).toMatchObject(wanted);
  });
  it('takes an empty file for the defaults', () => expect(parseConfig('', 'x.yaml').failOn).toBe('error'));
  it.each([
    ['{"exclud": []}', 'c.json:1:', 'no setting "exclud"', 'exclude'],
    ['rules:\n  deprecatd: off\n', 'c.json:2:', 'no rule "deprecatd"', 'deprecated'],
    ['rules:\n  deprecated: no\n', 'c.json:2:15', 'must be one of off, warning, error', 'docs/check.md'],
    ['versions:\n  - aws\n', 'c.json:2:5', 'must look like aws@1.34.0', 'docs/check.md'],
    ['include: src', 'c.json:1:10', 'include: must be array', 'docs/check.md'],
    ['{"a": ', 'c.json:', 'cannot be read', 'JSON or YAML'],
    ['- a', 'c.json', 'must be object', 'settings are include'],
  ])('%j fails with place, fault and remedy', (text, place, fault, remedy) => {
    const { code, message, hint } = failure(() => parseConfig(text, 'c.json'));
    expect(code).toBe('config-invalid');
    expect(message).toContain(place);
    expect(message).toContain(fault);
    expect(hint).toContain(remedy);
  });
  it('knows every rule', () => {
    const rules = Object.fromEntries(RULE_IDS.map((id) => [id, 'warning']));
    expect(parseConfig(JSON.stringify({ rules }), 'c.json').rules).toEqual(rules);
  });
});

describe('loadCheckConfig', () => {
  it('finds the nearest file upwards, and no further than the repository', () => {
    mkdirSync(join(folder, 'repo/.git'), { recursive: true });
    mkdirSync(join(folder, 'repo/a/b'), { recursive: true });
    writeFileSync(join(folder, '.gorillarc'), 'failOn: never\n');
    expect(findConfig(join(folder, 'repo/a/b'))).toBeUndefined();
    writeFileSync(join(folder, 'repo/gorilla.config.yaml'), 'failOn: warning\nbaseline: known.json\n');
    const config = loadCheckConfig(join(folder, 'repo/a/b'), undefined);
    expect(config).toMatchObject({ failOn: 'warning', folder: join(folder, 'repo') });
    expect(config.baseline).toBe(join(folder, 'repo/known.json'));
  });
  it('says that a named file is not there', () =>
    expect(failure(() => loadCheckConfig(folder, join(folder, 'none.json'))).code).toBe('config-invalid'));
});

describe('parseVersions', () => {
  it.each([['aws'], ['@1.2'], ['aws@latest']])('refuses %s', (pin) =>
    expect(failure(() => parseVersions([pin])).code).toBe('usage'),
  );
});
