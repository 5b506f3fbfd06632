import { InvalidArgumentError, Option } from 'commander';
import type { AskOptions } from '../../../schema/answer.ts';
import type { Effective } from '../config.ts';
import { STYLES, type Style } from '../engine.ts';
import { SURFACES, styleNamed, surfaceNamed, surfaceOfStyle } from '../style.ts';

export interface AskFlags {
  surface?: string;
  style?: string;
  scope?: string[];
  limit?: number;
}

const names = (text: string) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

function limitOf(text: string): number {
  if (/^[1-5]$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 5.');
}

export const surfaceOption = () =>
  new Option('--surface <surface>', `where the call is written: ${SURFACES.join(', ')}`);
export const scopeOption = () =>
  new Option('--scope <providers>', 'only these providers, separated by commas').argParser(names);
export const limitOption = () => new Option('--limit <n>', 'at most this many candidates (1 to 5)').argParser(limitOf);
export const styleOption = () => new Option('--style <style>', `how the call is written: ${STYLES.join(', ')}`);
export const jsonOption = () => new Option('--json', 'print JSON (docs/schemas)');

/** Flags first, then the configuration. A style alone also says the surface. Fails: `unknown-surface`, `usage`. */
export function askOptions(flags: AskFlags, config: Effective): AskOptions & { style?: Style } {
  const options: AskOptions & { style?: Style } = { limit: flags.limit ?? config.limit };
  const style = flags.style ?? (flags.surface === undefined && config.style !== 'auto' ? config.style : undefined);
  if (style !== undefined) options.style = styleNamed(style);
  if (flags.surface !== undefined) options.surface = surfaceNamed(flags.surface);
  else if (options.style) options.surface = surfaceOfStyle(options.style);
  else if (config.surface !== 'auto') options.surface = config.surface;
  const scope = flags.scope ?? config.scope;
  if (scope.length > 0) options.scope = scope;
  if (config.offline) options.offline = true;
  return options;
}
