import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AppError } from '../../schema/error.ts';
import type { Json, Skip } from '../../schema/operation.ts';

const READER = fileURLToPath(new URL('./read_help.py', import.meta.url));
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const TIMEOUT_MS = 300_000;

/** What read_help.py tells of one argument; what it could not see is absent. */
export interface AzureArgument {
  options: string[];
  help?: string;
  required?: boolean;
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'map' | 'any';
  enum?: string[];
  default?: Json;
  flag?: boolean;
  list?: boolean;
  /** Part of a resource id: `--ids` stands for it. */
  ids?: boolean;
  positional?: boolean;
  /** The option's name is only the Python parameter's: no declaration of it was seen. */
  guessed?: boolean;
  optional_value?: boolean;
}

export interface AzureStatic {
  /** By command path without `az`; `yaml` is knack's help text, the others come from a generated class. */
  help: Record<string, { yaml?: string; text?: string; examples?: [string, string][] }>;
  commands: Record<string, { arguments: AzureArgument[]; pointer: string; complete: boolean }>;
  skipped: Skip[];
}

/**
 * Reads azure-cli's sources as data with Python's own parser; no line of them runs.
 *
 * Fails: `tool-missing` without python3; `tool-failed` if the reader stops.
 */
export async function readAzure(folder: string): Promise<AzureStatic> {
  try {
    const { stdout } = await promisify(execFile)('python3', ['-I', READER, folder], {
      maxBuffer: MAX_OUTPUT_BYTES,
      timeout: TIMEOUT_MS,
    });
    return JSON.parse(stdout) as AzureStatic;
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw missing
      ? new AppError(
          'tool-missing',
          'python3 is needed to read azure-cli',
          'Install Python 3.9 or newer and build again.',
          cause,
        )
      : new AppError('tool-failed', `azure-cli in ${folder} could not be read`, 'Unpack the package again.', cause);
  }
}
