import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { Json } from '../../schema/operation.ts';
import { didYouMean } from './nearest.ts';

export interface Config {
  surface: 'auto' | 'cli' | 'http' | 'python' | 'typescript';
  style: 'auto' | 'posix' | 'powershell' | 'curl' | 'http' | 'python' | 'typescript';
  scope: string[];
  limit: number;
  history: boolean;
  daemon: boolean;
  idleMinutes: number;
  network: boolean;
  /** Of an OpenAI-compatible server; empty: the embedded model alone. */
  'backend.url': string;
  'backend.model': string;
  /** The name of the variable that holds the key; the key itself is never kept. */
  'backend.keyEnv': string;
  'backend.seconds': number;
}

/** The configuration as a command line has it. */
export interface Effective extends Config {
  /** `--offline`: no connection, whatever is configured. */
  offline?: true;
}

/** `wrong` says what a value must be, or nothing where it is right. */
interface Setting {
  about: string;
  fallback: Json;
  wrong(value: Json): string | undefined;
  /** From the text of `gorilla config set`. */
  read(text: string): Json;
}

const oneOf = (about: string, ...names: string[]): Setting => ({
  about,
  fallback: names[0]!,
  wrong: (value) => (names.includes(String(value)) ? undefined : `one of ${names.join(', ')}`),
  read: (text) => text,
});
const onOff = (about: string, fallback: boolean): Setting => ({
  about,
  fallback,
  wrong: (value) => (typeof value === 'boolean' ? undefined : 'true or false'),
  read: (text) => (/^(true|on|yes)$/i.test(text) ? true : /^(false|off|no)$/i.test(text) ? false : text),
});
const count = (about: string, fallback: number, least: number, most: number): Setting => ({
  about,
  fallback,
  wrong: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? undefined
      : `a whole number from ${least} to ${most}`,
  read: (text) => (/^\d+$/.test(text) ? Number(text) : text),
});

const name = (about: string, fallback: string, pattern: RegExp, must: string): Setting => ({
  about,
  fallback,
  wrong: (value) => (typeof value === 'string' && pattern.test(value) ? undefined : must),
  read: (text) => text,
});

export const SETTINGS: { [Key in keyof Config]: Setting } = {
  surface: oneOf(
    'where calls are written; auto: the command line where there is one',
    'auto',
    'cli',
    'http',
    'python',
    'typescript',
  ),
  style: oneOf('how a call is written', 'auto', 'posix', 'powershell', 'curl', 'http', 'python', 'typescript'),
  scope: {
    about: 'only these providers, separated by commas; empty: all',
    fallback: [],
    wrong: (value) =>
      Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '')
        ? undefined
        : 'a list of providers',
    read: (text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
  },
  limit: count('candidates shown', 5, 1, 5),
  history: onOff('keep a local list of requests and calls', true),
  daemon: onOff('keep a background process, so that the next request is quick', true),
  idleMinutes: count('minutes after which an idle background process ends', 15, 1, 1440),
  network: onOff('offer to send HTTP calls', false),
  'backend.url': name(
    'a bigger model behind an OpenAI-compatible server; empty: none, and no connection',
    '',
    /^(?:https?:\/\/\S+)?$/,
    'an address such as http://127.0.0.1:8080/v1',
  ),
  'backend.model': name('the model, as that server names it', 'default', /^\S.{0,199}$/, 'a name'),
  'backend.keyEnv': name(
    'the environment variable that holds the key, if the server wants one',
    '',
    /^(?:[A-Za-z_]\w*)?$/,
    'the name of an environment variable, not the key itself',
  ),
  'backend.seconds': count('seconds after which the embedded model answers instead', 20, 1, 600),
};

export const SETTING_NAMES = Object.keys(SETTINGS) as (keyof Config)[];

export function defaults(): Config {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, SETTINGS[name].fallback])) as unknown as Config;
}

/** Fails: `config-invalid` with the nearest name. */
export function settingName(name: string, place: string): keyof Config {
  const known = SETTING_NAMES.find((setting) => setting === name);
  if (known) return known;
  throw new AppError(
    'config-invalid',
    `${place}: there is no setting ${name}.`,
    `${didYouMean(name, SETTING_NAMES)}The settings are ${SETTING_NAMES.join(', ')}.`,
  );
}

function checked(name: keyof Config, value: Json, place: string): Json {
  const wrong = SETTINGS[name].wrong(value);
  if (wrong === undefined) return value;
  throw new AppError(
    'config-invalid',
    `${place}: ${name} is ${JSON.stringify(value)}.`,
    `It must be ${wrong}: gorilla config set ${name} …`,
  );
}

/** What the file says; empty where there is none. Fails: `config-invalid`, `permission`. */
export function storedConfig(file: string): Partial<Config> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return {};
    throw error;
  }
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError(
      'config-invalid',
      `${file} is not JSON: ${(cause as Error).message}`,
      `Mend the file, or remove it to have the defaults.`,
      cause,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('config-invalid', `${file} is not a JSON object.`, 'It should look like {"surface": "cli"}.');
  }
  for (const [name, setting] of Object.entries(value))
    if (name !== '$schema') checked(settingName(name, file), setting, file);
  return value as Partial<Config>;
}

export function loadConfig(file: string): Config {
  return { ...defaults(), ...storedConfig(file) };
}

/** `loadConfig` for a command line. `--offline` outweighs what the file says. */
export function effectiveConfig(file: string, offline: boolean): Effective {
  const config = loadConfig(file);
  return offline ? { ...config, network: false, offline: true } : config;
}

/** Writes beside the file and renames, so that the file is never half written. `undefined` puts the default back. */
export function setConfig(file: string, name: string, text: string | undefined): void {
  const stored: Record<string, unknown> = storedConfig(file);
  const setting = settingName(name, 'gorilla config');
  if (text === undefined) delete stored[setting];
  else stored[setting] = checked(setting, SETTINGS[setting].read(text), 'gorilla config set');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
