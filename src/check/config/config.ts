import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { type Document, LineCounter, parseDocument } from 'yaml';
import schema from '../../../docs/schemas/check-config.json' with { type: 'json' };
import { AppError } from '../../schema/error.ts';
import type { RuleId } from '../report.ts';

export type FailOn = 'error' | 'warning' | 'never';

export interface CheckConfig {
  include: string[];
  exclude: string[];
  rules: Partial<Record<RuleId, 'off' | 'warning' | 'error'>>;
  /** The versions in use, by provider. */
  versions: Record<string, string>;
  /** First words of commands that are the user's own. */
  tools: string[];
  failOn: FailOn;
  /** Absolute path. */
  baseline?: string;
  /** Where include and exclude are relative to: the configuration's folder, or where the check was started. */
  folder: string;
  file?: string;
}

export const CONFIG_FILES = [
  'gorilla.config.json',
  'gorilla.config.yaml',
  'gorilla.config.yml',
  '.gorillarc',
  '.gorillarc.json',
  '.gorillarc.yaml',
];

export function defaultConfig(folder: string): CheckConfig {
  return { include: [], exclude: [], rules: {}, versions: {}, tools: [], failOn: 'error', folder };
}

/** The nearest configuration file, from `folder` upwards to the repository's root, or to the file system's where there is none. */
export function findConfig(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = CONFIG_FILES.map((name) => join(at, name)).find((path) => existsSync(path));
    if (file) return file;
    if (existsSync(join(at, '.git')) || at === dirname(at)) return undefined;
  }
}

const validate = new Ajv2020({ allErrors: false, strict: true }).compile(schema);

/** What is wrong, in words: ajv's own speak of schemas. */
function wordsOf(error: ErrorObject): string {
  const { keyword, params, message = 'is not valid' } = error;
  const given = params as Record<string, string | string[] | undefined>;
  if (keyword === 'additionalProperties') return `there is no setting ${JSON.stringify(given['additionalProperty'])}`;
  if (error.propertyName !== undefined) return `there is no rule ${JSON.stringify(error.propertyName)}`;
  if (keyword === 'enum') return `must be one of ${(given['allowedValues'] as string[]).join(', ')}`;
  if (keyword === 'pattern') return 'must look like aws@1.34.0';
  return message;
}

const HINTS: Record<string, string> = {
  '': `The settings are ${Object.keys(schema.properties)
    .filter((name) => name !== '$schema')
    .join(', ')}: docs/check.md.`,
  '/rules': `The rules are ${schema.properties.rules.propertyNames.enum.join(', ')}.`,
};

/** Line and column of what a JSON pointer names, or of the nearest thing around it. */
function placeOf(document: Document, lines: LineCounter, keys: string[]): string {
  for (let depth = keys.length; depth > 0; depth--) {
    const node = document.getIn(keys.slice(0, depth), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (!Array.isArray(range)) continue;
    const { line, col } = lines.linePos(Number(range[0]));
    return `:${line}:${col}`;
  }
  return '';
}

/** What stands in a file: `versions` as they are written. */
type Written = Partial<Omit<CheckConfig, 'versions'>> & { $schema?: string; versions?: string[] };

/** `aws@1.34.0` by provider. Fails: `usage`. */
export function parseVersions(pins: readonly string[]): Record<string, string> {
  const versions: Record<string, string> = Object.create(null);
  for (const pin of pins) {
    const at = pin.lastIndexOf('@');
    if (at < 1 || !/^\d/.test(pin.slice(at + 1)))
      throw new AppError('usage', `${pin} does not say a version.`, 'It must look like aws@1.34.0.');
    versions[pin.slice(0, at)] = pin.slice(at + 1);
  }
  return versions;
}

/** Fails: `config-invalid`, with file, line and what would be right. */
export function parseConfig(text: string, file: string): CheckConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const at = broken.linePos?.[0];
    throw new AppError(
      'config-invalid',
      `${file}${at ? `:${at.line}:${at.col}` : ''} cannot be read: ${broken.message.split(/ at line |\n/, 1)[0]}.`,
      'It must be JSON or YAML, like {"exclude": ["vendor/"]}.',
      broken,
    );
  }
  // An alias may unfold into more than memory holds: the library's own limit stands.
  const value: unknown = document.toJS() ?? {};
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    const pointer = error?.instancePath ?? '';
    const keys = pointer.split('/').slice(1);
    const extra = error?.params['additionalProperty'] ?? error?.propertyName;
    const named = typeof extra === 'string' ? [...keys, extra] : keys;
    throw new AppError(
      'config-invalid',
      `${file}${placeOf(document, lines, named)}: ${keys.join('.')}${keys.length > 0 ? ': ' : ''}${error ? wordsOf(error) : 'not valid'}.`,
      HINTS[pointer] ?? 'Each setting is described in docs/check.md.',
    );
  }
  const folder = dirname(resolve(file));
  const { $schema: _, baseline, versions, ...settings } = value as Written;
  return {
    ...defaultConfig(folder),
    ...settings,
    versions: parseVersions(versions ?? []),
    ...(baseline === undefined ? {} : { baseline: resolve(folder, baseline) }),
    folder,
    file,
  };
}

/** `file`, or the nearest from `folder` upwards, or the defaults. Fails: `config-invalid`, `permission`. */
export function loadCheckConfig(folder: string, file: string | undefined): CheckConfig {
  const found = file ?? findConfig(folder);
  if (found === undefined) return defaultConfig(resolve(folder));
  let text: string;
  try {
    text = readFileSync(found, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new AppError('config-invalid', `${found} is not there.`, 'Name a file that exists: --config FILE', error);
  }
  return parseConfig(text, found);
}
