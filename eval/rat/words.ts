/** Other words that a vendor could have chosen; what a name means stays in its description. */
const OTHER: Record<string, string> = {
  name: 'label',
  names: 'labels',
  id: 'identifier',
  ids: 'identifiers',
  bucket: 'container',
  file: 'source',
  path: 'location',
  key: 'entry',
  region: 'zone',
  type: 'kind',
  size: 'volume',
  count: 'amount',
  limit: 'maximum',
  message: 'text',
  title: 'heading',
  body: 'content',
  description: 'summary',
  state: 'status',
  status: 'state',
  user: 'account',
  username: 'login',
  owner: 'holder',
  repo: 'repository',
  repository: 'project',
  project: 'workspace',
  group: 'collection',
  tags: 'markers',
  labels: 'markers',
  image: 'artifact',
  role: 'function',
  output: 'destination',
  format: 'layout',
  force: 'unconditional',
  all: 'everything',
  recursive: 'deep',
  namespace: 'partition',
  resource: 'asset',
  cluster: 'fleet',
  instance: 'machine',
  instances: 'machines',
  subscription: 'plan',
  amount: 'sum',
  currency: 'money',
  email: 'mail',
  version: 'revision',
  create: 'provision',
  delete: 'discard',
  remove: 'drop',
  list: 'enumerate',
  ls: 'enumerate',
  describe: 'inspect',
  inspect: 'examine',
  show: 'view',
  get: 'fetch',
  update: 'amend',
  put: 'store',
  set: 'assign',
  add: 'attach',
  start: 'launch',
  stop: 'halt',
  run: 'execute',
  restart: 'cycle',
  enable: 'activate',
  disable: 'deactivate',
  install: 'setup',
  push: 'publish',
  pull: 'obtain',
  commit: 'record',
};

type Style = 'kebab' | 'snake' | 'camel' | 'pascal';

function styleOf(name: string): Style {
  if (name.includes('-')) return 'kebab';
  if (name.includes('_')) return 'snake';
  if (/^[A-Z]/.test(name)) return 'pascal';
  return /[A-Z]/.test(name) ? 'camel' : 'kebab';
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

function joined(words: string[], style: Style): string {
  if (style === 'kebab') return words.join('-');
  if (style === 'snake') return words.join('_');
  return words.map((word, n) => (n === 0 && style === 'camel' ? word : capital(word))).join('');
}

export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

/** `words` written as `like` is: `change ticket` beside `InstanceId` is `ChangeTicket`. */
export function written(words: string[], like: string): string {
  return joined(words, styleOf(like));
}

/** Another name of the same meaning and style, dashes kept. What has no other word gets one more: `--acl` becomes `--acl-value`, the flag `--tty` `--with-tty`. */
export function renamed(name: string, flag = false): string {
  const dashes = /^-*/.exec(name)![0];
  const bare = name.slice(dashes.length);
  const words = wordsOf(bare);
  const others = words.map((word) => OTHER[word] ?? word);
  const next = others.some((word, n) => word !== words[n]) ? others : flag ? ['with', ...others] : [...others, 'value'];
  return dashes + joined(next, styleOf(bare));
}

/** The verb in front or behind, changed: `stop-instances`, `s3api create-bucket`. */
export function renamedVerb(name: string): string {
  const words = wordsOf(name);
  const at = words.findIndex((word) => OTHER[word] !== undefined);
  const next = at < 0 ? [...words, 'next'] : words.map((word, n) => (n === at ? OTHER[word]! : word));
  return joined(next, styleOf(name));
}

/** A value that a later version could have added beside this one: `gp2` and `gp3`, `standard` and `standard-plus`. */
export function nextValue(value: string, taken: readonly string[]): string {
  const number = /^(.*?)(\d{1,3})$/.exec(value);
  if (number) {
    for (let n = Number(number[2]) + 1; ; n++) if (!taken.includes(number[1]! + n)) return number[1]! + n;
  }
  if (/[A-Z]/.test(value) && value === value.toUpperCase()) return `${value}_PLUS`;
  return /[A-Z]/.test(value) ? `${value}Plus` : `${value}-plus`;
}
