import { parse } from 'yaml';
import type { Example, Skip } from '../../schema/operation.ts';
import { plain } from '../fig/text.ts';
import type { AzureStatic } from './static.ts';

const MAX_EXAMPLES = 3;
const MAX_CALL = 400;

export interface AzureHelp {
  isGroup: boolean;
  text: string;
  /** Description by spelling (`--name`, `-n`). */
  options: Map<string, string>;
  examples: Example[];
}

interface KnackHelp {
  type?: unknown;
  'short-summary'?: unknown;
  'long-summary'?: unknown;
  parameters?: { name?: unknown; 'short-summary'?: unknown }[];
  examples?: { name?: unknown; text?: unknown }[];
}

/** Knack's help of one command: YAML within a Python string, or a class's own words. */
export function readHelp(help: AzureStatic['help'][string], path: string, skipped: Skip[]): AzureHelp {
  const knack = help.yaml === undefined ? {} : parsed(help.yaml, path, skipped);
  const words = [knack['short-summary'], knack['long-summary']]
    .filter((text) => typeof text === 'string')
    .map(withStop);
  const options = new Map<string, string>();
  for (const parameter of Array.isArray(knack.parameters) ? knack.parameters : []) {
    if (typeof parameter?.name !== 'string' || typeof parameter['short-summary'] !== 'string') continue;
    for (const name of parameter.name.split(/\s+/)) options.set(name, plain(parameter['short-summary']));
  }
  const pairs = (Array.isArray(knack.examples) ? knack.examples : []).map((each) => [each?.name, each?.text]);
  const examples = (pairs.length > 0 ? pairs : (help.examples ?? [])).flatMap(([name, text]) =>
    exampleOf(name, text, path),
  );
  return {
    isGroup: knack.type === 'group',
    text: words.length > 0 ? words.join(' ') : (help.text ?? ''),
    options,
    examples: examples.slice(0, MAX_EXAMPLES),
  };
}

function parsed(yaml: string, path: string, skipped: Skip[]): KnackHelp {
  try {
    const value: unknown = parse(yaml, { logLevel: 'silent', maxAliasCount: 0, uniqueKeys: false });
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    skipped.push({
      pointer: `help of az ${path}`,
      reason: `no YAML: ${String((error as Error).message).split('\n')[0]}`,
    });
    return {};
  }
}

const withStop = (text: string): string => (/[.!?]\s*$/.test(text) ? text.trim() : `${text.trim()}.`);

/** An example is kept where it is one call of this very command. */
function exampleOf(name: unknown, text: unknown, path: string): Example[] {
  if (typeof name !== 'string' || typeof text !== 'string') return [];
  const call = text
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const instruction = plain(name)
    .replace(/\s*\(auto ?generated\)\s*$/i, '')
    .replace(/[.:]$/, '');
  const isOne = call.startsWith(`az ${path} `) && call.length <= MAX_CALL && !/\baz .*\baz /.test(call);
  return isOne && instruction !== '' ? [{ instruction, call, surface: 'cli' }] : [];
}
