import type { Surface } from '../../../schema/operation.ts';
import type { Style } from '../../cli/engine.ts';

/** What a system message says about all answers. */
export interface Settings {
  scope?: string[];
  surface?: Surface;
  style?: Style;
}

/** Names of providers that are also words of every text: they count only where a line says `scope:`. */
const PLAIN_WORDS = new Set([
  'time',
  'make',
  'test',
  'find',
  'who',
  'help',
  'at',
  'as',
  'cut',
  'date',
  'sort',
  'split',
  'join',
  'kill',
  'man',
  'more',
  'less',
  'which',
  'watch',
  'yes',
  'true',
  'false',
  'go',
  'task',
  'tree',
  'file',
  'top',
  'head',
  'tail',
  'w',
  'in',
  'on',
  'to',
  'for',
  'do',
  'if',
  'is',
  'it',
  'command',
  'print',
  'read',
  'set',
  'type',
  'wait',
  'link',
  'host',
  'look',
  'last',
  'write',
  'node',
  'free',
]);

/** Which language or form is wanted, by the words that people use for it. First match counts. */
const FORMS: [RegExp, Settings][] = [
  [/\bpower\s?shell\b/i, { surface: 'cli', style: 'powershell' }],
  [/\b(?:python|boto3)\b/i, { surface: 'python', style: 'python' }],
  [/\b(?:typescript|javascript|node\.?js)\b/i, { surface: 'typescript', style: 'typescript' }],
  [/\bcurl\b/i, { surface: 'http', style: 'curl' }],
  [/\b(?:raw http|http requests?|rest (?:api )?(?:calls?|requests?))\b/i, { surface: 'http', style: 'http' }],
  [/\b(?:command lines?|shell commands?|cli commands?|bash|one-liners?)\b/i, { surface: 'cli' }],
];

const SURFACE_LINE = /^\s*surface\s*[:=]\s*(cli|http|python|typescript)\s*$/im;
const SCOPE_LINE = /^\s*(?:scope|providers?)\s*[:=]\s*(.+)$/im;
/** "Only kubectl", "use nothing but git": such a sentence restricts; one that merely names a provider does not. */
const RESTRICTS = /\b(?:only|nothing but|exclusively|solely|restrict(?:ed)?)\b/i;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9][a-z0-9._-]*/g) ?? [];

/**
 * Reads scope and form out of a system message: lines `scope: aws, kubectl` and `surface: python`, or a sentence such as "Answer with
 * kubectl only." or "Write Python.". `known` are the zoo's providers; an unknown name in a `scope:` line is kept, so that it is refused.
 */
export function settingsOf(system: string, known: ReadonlySet<string>): Settings {
  const settings: Settings = {};
  const sentences = system.split(/(?<=[.!?])\s+|\n+/);
  const line = SCOPE_LINE.exec(system);
  const scope = line
    ? wordsOf(line[1]!)
    : sentences
        .filter((sentence) => RESTRICTS.test(sentence))
        .flatMap(wordsOf)
        .map((word) => word.replace(/[.]+$/, ''))
        .filter((word) => known.has(word) && !PLAIN_WORDS.has(word));
  if (scope.length > 0) settings.scope = [...new Set(scope)];
  const surface = SURFACE_LINE.exec(system)?.[1] as Surface | undefined;
  if (surface) return { ...settings, surface };
  const asked = sentences.filter((sentence) =>
    /\b(?:answer|reply|respond|write|give|show|output|use|only|as|in)\b/i.test(sentence),
  );
  const form = FORMS.find(([words]) => asked.some((sentence) => words.test(sentence)));
  return { ...settings, ...form?.[1] };
}
