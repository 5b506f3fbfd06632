import type { Parameter } from '../../schema/operation.ts';

const OUTPUT_FORMATS = ['json', 'jsonc', 'none', 'table', 'tsv', 'yaml', 'yamlc'];

/** What every `az` command takes. */
export const AZURE_GLOBALS: Parameter[] = [
  {
    name: '--output',
    aliases: ['-o'],
    in: 'option',
    type: 'string',
    enum: OUTPUT_FORMATS,
    default: 'json',
    global: true,
    description: 'Output format',
  },
  { name: '--query', in: 'option', type: 'string', global: true, description: 'JMESPath query string' },
  { name: '--subscription', in: 'option', type: 'string', global: true, description: 'Name or ID of the subscription' },
  {
    name: '--only-show-errors',
    in: 'flag',
    type: 'boolean',
    global: true,
    description: 'Only show errors, suppressing warnings',
  },
  { name: '--verbose', in: 'flag', type: 'boolean', global: true, description: 'Increase logging verbosity' },
  {
    name: '--debug',
    in: 'flag',
    type: 'boolean',
    global: true,
    description: 'Increase logging verbosity to show all debug logs',
  },
  {
    name: '--help',
    aliases: ['-h'],
    in: 'flag',
    type: 'boolean',
    global: true,
    description: 'Show the help of the command',
  },
];

const NAMES = new Set(AZURE_GLOBALS.map(({ name }) => name));

export function isGlobal(name: string): boolean {
  return NAMES.has(name);
}
