import { parse as parseYaml } from 'yaml';
import { AppError } from '../../schema/error.ts';

export interface ReadLimits {
  /** Larger documents are refused before they are parsed. */
  maxBytes?: number;
  /** Deeper nesting is refused: no API description needs it, and it exhausts a stack. */
  maxDepth?: number;
}

const MAX_BYTES = 96 * 1024 * 1024;
const MAX_DEPTH = 400;
/** A "billion laughs" document needs few aliases and many copies; the parser counts the copies. */
const MAX_ALIAS_COUNT = 1000;

/**
 * Parses an API description, JSON or YAML.
 *
 * Fails: `source-too-large` beyond `maxBytes`; `source-too-deep` beyond `maxDepth`; `source-unreadable` where it is neither
 * JSON nor YAML, is not UTF-8 text, or expands without measure.
 */
export function readDocument(input: Uint8Array | string, name: string, limits: ReadLimits = {}): unknown {
  const maxBytes = limits.maxBytes ?? MAX_BYTES;
  const size = typeof input === 'string' ? input.length : input.byteLength;
  if (size > maxBytes) {
    throw new AppError(
      'source-too-large',
      `${name} has ${size} bytes; at most ${maxBytes} are read`,
      'Split the description into several documents, or raise the limit.',
    );
  }
  const source = (typeof input === 'string' ? input : decodeUtf8(input, name)).replace(/^\uFEFF/, '');
  const value = parseEither(source, name);
  refuseDepth(value, name, limits.maxDepth ?? MAX_DEPTH);
  return value;
}

function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('source-unreadable', `${name} is not UTF-8 text`, 'Save the description as UTF-8.', cause);
  }
}

function parseEither(source: string, name: string): unknown {
  const looksLikeJson = /^\s*[[{]/.test(source);
  try {
    if (looksLikeJson) return JSON.parse(source) as unknown;
  } catch (cause) {
    if (cause instanceof RangeError) throw tooDeep(name, cause);
    if (/\.json$/i.test(name)) throw unreadable(name, cause);
  }
  try {
    return parseYaml(source, { maxAliasCount: MAX_ALIAS_COUNT, logLevel: 'error' }) as unknown;
  } catch (cause) {
    if (cause instanceof RangeError) throw tooDeep(name, cause);
    throw unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): AppError {
  const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  return new AppError(
    'source-unreadable',
    `${name} is neither JSON nor YAML: ${why}`,
    'Check the file with a JSON or YAML linter.',
    cause,
  );
}

function tooDeep(name: string, cause?: unknown): AppError {
  return new AppError(
    'source-too-deep',
    `${name} is nested too deeply to be an API description`,
    'Move nested parts into components and refer to them.',
    cause,
  );
}

/** Iterative, because the document may be deeper than the stack; `seen`, because YAML anchors can make it cyclic. */
function refuseDepth(root: unknown, name: string, maxDepth: number): void {
  const seen = new Set<unknown>();
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw tooDeep(name);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      seen.add(value);
      for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) next.push(part);
    }
    level = next;
  }
}
