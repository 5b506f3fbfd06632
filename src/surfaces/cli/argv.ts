/** The words that are commands when they come first. Everything else is a request. */
export const COMMANDS = [
  'ask',
  'batch',
  'explain',
  'check',
  'search',
  'show',
  'zoo',
  'teach',
  'forget',
  'update',
  'history',
  'config',
  'completions',
  'daemon',
  'mcp',
  'serve',
  'eval',
  'help',
] as const;

/** Commands of this process alone: they open no pack, or stream. */
export const LOCAL_COMMANDS = new Set<string>([
  'batch',
  'check',
  'teach',
  'forget',
  'update',
  'history',
  'config',
  'completions',
  'daemon',
  'mcp',
  'serve',
  'eval',
  'help',
]);

/** Of `zoo`, those that read the person's own files, by paths that mean this process's folder, or the network. */
const LOCAL_ZOO = new Set(['diff', 'versions', 'pin', 'unpin', 'publish']);

/** Whether a command is for this process, whatever runs in the background. */
export function runsHere(argv: readonly string[]): boolean {
  const first = firstWord(argv);
  if (first !== 'zoo') return LOCAL_COMMANDS.has(first ?? '');
  return LOCAL_ZOO.has(firstWord(argv.slice(argv.indexOf('zoo') + 1)) ?? '');
}

/** Options of ours that take the next word. */
const WITH_VALUE = new Set(['--surface', '--style', '--scope', '--limit']);

/** The first word that is neither an option nor an option's value, before any `--`. */
export function firstWord(argv: readonly string[]): string | undefined {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--') return undefined;
    if (WITH_VALUE.has(word)) at++;
    else if (!word.startsWith('-') || word === '-') return word;
  }
  return undefined;
}

const isCommand = (word: string | undefined): boolean =>
  word !== undefined && (COMMANDS as readonly string[]).includes(word);

/**
 * Says outright what was meant, so that the option parser cannot take a word of a request for a command: behind `--` all words are the
 * request's. `help x` is `x --help`.
 */
export function normalised(argv: readonly string[]): string[] {
  const first = firstWord(argv);
  if (first === 'help') {
    const rest = argv.slice(argv.indexOf('help') + 1);
    return rest.length <= 2 && (rest.length === 0 || isCommand(rest[0])) ? [...rest, '--help'] : ['ask', ...argv];
  }
  if (isCommand(first)) return [...argv];
  const words = argv.filter((word) => word !== '--help' && word !== '-h' && word !== '--version' && word !== '-V');
  return words.length < argv.length && first === undefined ? [...argv] : ['ask', ...argv];
}

/** Whether the networks will be asked: by a request, or by a command that answers or searches. */
export function needsModel(argv: readonly string[]): boolean {
  const first = firstWord(argv);
  return !isCommand(first) || first === 'ask' || first === 'batch' || first === 'search';
}

/** Whether an option stands before any `--`. */
export function hasOption(argv: readonly string[], ...names: string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).some((word) => names.includes(word));
}
