import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { places } from '../../zoo/places.ts';
import { defaults, loadConfig, setConfig } from './config.ts';
import { addToHistory, clearHistory, readHistory } from './history.ts';
import { pathsFrom } from './paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gorilla-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('config', () => {
  it('has defaults, keeps what is set, forgets what is unset', () => {
    const file = join(folder, 'deep', 'config.json');
    expect(loadConfig(file)).toEqual(defaults());
    setConfig(file, 'scope', 'aws, kubectl');
    setConfig(file, 'history', 'off');
    expect(loadConfig(file)).toMatchObject({ scope: ['aws', 'kubectl'], history: false });
    setConfig(file, 'scope', undefined);
    expect(loadConfig(file).scope).toEqual([]);
  });
  it.each([
    ['{"limt": 3}', /limt[\s\S]*Did you mean limit/],
    ['{"limit": 9}', /limit is 9[\s\S]*1 to 5/],
    ['{"daemon": "yes"}', /true or false/],
    ['{', /not JSON/],
    ['[]', /not a JSON object/],
  ])('refuses %s', (text, want) => {
    const file = join(folder, 'config.json');
    writeFileSync(file, text);
    let said = '';
    try {
      loadConfig(file);
    } catch (error) {
      const { code, message, hint } = error as { code: string; message: string; hint: string };
      said = `${code} ${message} ${hint}`;
    }
    expect(said).toMatch(/^config-invalid/);
    expect(said).toMatch(want);
  });
});

describe('history', () => {
  const entry = (request: string) => ({ at: '2026-01-01T00:00:00.000Z', request, calls: [`echo ${request}`] });
  it('keeps entries in a file of the user alone, secrets masked', () => {
    addToHistory(folder, entry('log in with password hunter2'));
    addToHistory(folder, entry('second'));
    const file = join(folder, 'history.jsonl');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain('hunter2');
    expect(readHistory(folder).map((each) => each.request)).toEqual(['log in with password ***', 'second']);
    clearHistory(folder);
    expect(readHistory(folder)).toEqual([]);
  });
  it('passes over broken lines and stays bounded', () => {
    writeFileSync(join(folder, 'history.jsonl'), `{"at":"x"\n${'x'.repeat(1_200_000)}\n`);
    addToHistory(folder, entry('after'));
    expect(readHistory(folder).map((each) => each.request)).toEqual(['after']);
    expect(statSync(join(folder, 'history.jsonl')).size).toBeLessThan(600_000);
  });
});

describe('paths', () => {
  it('follow XDG, or the home folder', () => {
    const xdg = pathsFrom(
      { HOME: '/h', XDG_STATE_HOME: '/s', XDG_CONFIG_HOME: '/c', XDG_RUNTIME_DIR: '/run/1' },
      '/r',
      'linux',
    );
    expect(xdg).toMatchObject({
      packs: '/r/packs',
      state: '/s/gorilla',
      config: '/c/gorilla/config.json',
      data: '/h/.local/share/gorilla',
    });
    expect(xdg.socket).toMatch(/^\/run\/1\/gorilla\/daemon-[0-9a-f]{8}\.sock$/);
    expect(pathsFrom({ HOME: '/h' }, '/r', 'darwin').state).toBe('/h/Library/Logs/gorilla');
    expect(pathsFrom({ HOME: '/h', GORILLA_HOME: '/g', XDG_RUNTIME_DIR: '/run/1' }, '/r', 'linux').socket).toMatch(
      /^\/g\/state\/daemon-/,
    );
  });
  it.each([{}, { GORILLA_HOME: join(tmpdir(), 'g') }])('are those of the zoo: %j', (own) => {
    const env = { ...process.env, ...own };
    const zoo = places(env);
    expect(pathsFrom(env, '/r')).toMatchObject({
      data: zoo.data,
      state: zoo.state,
      config: join(zoo.config, 'config.json'),
    });
  });
  it('have a socket short enough for every system, and one for each zoo', () => {
    const deep = pathsFrom({ HOME: `/${'h'.repeat(120)}` }, '/r', 'linux').socket;
    expect(deep.length).toBeLessThan(101);
    expect(pathsFrom({ HOME: '/h', GORILLA_PACKS: '/a' }, '/r', 'linux').socket).not.toBe(
      pathsFrom({ HOME: '/h', GORILLA_PACKS: '/b' }, '/r', 'linux').socket,
    );
  });
  it('are a named pipe on Windows', () => {
    const env = { USERPROFILE: 'C:\\Users\\ann', LOCALAPPDATA: 'L', APPDATA: 'A' };
    expect(pathsFrom(env, 'C:\\r', 'win32').socket).toMatch(/^\\\\\.\\pipe\\gorilla-/);
  });
});
