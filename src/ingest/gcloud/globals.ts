import type { Parameter } from '../../schema/operation.ts';

const option = (name: string, description: string): Parameter => ({
  name,
  in: 'option',
  type: 'string',
  global: true,
  description,
});
const flag = (name: string, description: string): Parameter => ({
  name,
  in: 'flag',
  type: 'boolean',
  global: true,
  description,
});

/** What every `gcloud` command takes. */
export const GCLOUD_GLOBALS: Parameter[] = [
  option('--project', 'Project to work in'),
  option('--format', 'How the result is printed: json, yaml, csv(…), table(…), value(…)'),
  { ...flag('--quiet', 'Ask nothing; take the default for every question'), aliases: ['-q'] },
  option('--account', 'Account to call as'),
  option('--configuration', 'Named configuration to use'),
  option('--impersonate-service-account', 'Call as this service account'),
  option('--billing-project', 'Project that is charged for the call'),
  option('--access-token-file', 'File with the access token to use'),
  option('--flags-file', 'YAML or JSON file with flags'),
  option('--flatten', 'Make one record of each element of this list'),
  option('--trace-token', 'Token that traces the request'),
  { ...option('--verbosity', 'What is logged'), enum: ['critical', 'debug', 'error', 'info', 'none', 'warning'] },
  { ...flag('--user-output-enabled', 'Print what is meant for people'), negatable: true },
  flag('--log-http', 'Log every HTTP request and response'),
  { ...flag('--help', 'Show the help of the command'), aliases: ['-h'] },
];

const NAMES = new Set([...GCLOUD_GLOBALS.map(({ name }) => name), '--version']);

/** `--version` of the program itself is no option of a command; a command that has its own keeps it (see `ownParameters`). */
export function isGcloudGlobal(name: string): boolean {
  return NAMES.has(name);
}
