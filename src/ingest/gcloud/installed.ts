import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Operation, Parameter, Source } from '../../schema/operation.ts';
import { isDestructivePath } from '../fig/destructive.ts';
import { plain, shorten, summarise } from '../fig/text.ts';
import { uniqueSpellings } from '../fig/unique.ts';
import { type CompletionNode, flagsOf, parseCompletions } from './completions.ts';
import { examplesOf } from './examples.ts';
import { GCLOUD_GLOBALS } from './globals.ts';
import { positionalsFor } from './positionals.ts';
import { readSurface, type SurfaceDocument } from './surface.ts';

const TREE = ['data', 'cli', 'gcloud_completions.py'];
const UNSTABLE = ['alpha', 'beta', 'preview'];

export interface InstalledGcloudOptions {
  /** Operations of the shipped pack: their positionals and words fill what the installed files do not tell. */
  known?: Operation[];
  /** Command groups outside the GA tree to read as well: `beta`. */
  tracks?: string[];
}

/** Where the SDK of a `gcloud` program lies: its real path's folder, one up (`…/google-cloud-sdk/bin/gcloud`); undefined if no tree is there. */
export function gcloudRoot(program: string): string | undefined {
  const root = join(program, '..', '..');
  return existsSync(join(root, ...TREE)) ? root : undefined;
}

/**
 * The operations of the gcloud that is installed on this machine, at its version: its static completion tree, joined with the files that
 * declare its commands. Everything is read as data; nothing runs, and nothing of it is redistributed.
 *
 * Fails: `tool-missing` without the tree; `source-unreadable` if it is not one.
 */
export function ingestInstalledGcloud(sdkRoot: string, options: InstalledGcloudOptions = {}): Ingested {
  const file = join(sdkRoot, ...TREE);
  if (!existsSync(file))
    throw new AppError(
      'tool-missing',
      `No gcloud command tree in ${sdkRoot}`,
      'Install the Google Cloud CLI, or name its folder.',
    );
  const tree = parseCompletions(readFileSync(file, 'utf8'), file);
  const versionFile = join(sdkRoot, 'VERSION');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : 'unknown';
  const source: Source = { package: 'installed:gcloud', version, licence: 'NOASSERTION' };
  const known = new Map((options.known ?? []).map((operation) => [operation.name, operation]));
  const glossary = glossaryOf(options.known ?? []);
  const shadowed = new Set(Object.keys(tree.flags));
  const operations: Operation[] = [];
  const visit = (node: CompletionNode, words: string[]): void => {
    for (const [word, child] of Object.entries(node.commands)) {
      if (words.length === 0 && UNSTABLE.includes(word) && !options.tracks?.includes(word)) continue;
      visit(child, [...words, word]);
    }
    if (words.length > 0 && Object.keys(node.commands).length === 0) {
      const document = readSurface(
        sdkRoot,
        words.filter((word) => !UNSTABLE.includes(word)),
      );
      operations.push(operationOf(node, words, document, { known, glossary, shadowed }));
    }
  };
  visit(tree, []);
  return {
    provider: 'gcloud',
    sources: [source],
    operations,
    types: {},
    globals: { gcloud: GCLOUD_GLOBALS },
    skipped: [],
  };
}

interface Context {
  known: Map<string, Operation>;
  /** What an option is for in other commands of the same service: `compute --zone`. */
  glossary: Map<string, string>;
  /** Names of the program's common options, which the tree does not repeat. */
  shadowed: Set<string>;
}

function glossaryOf(known: Operation[]): Map<string, string> {
  const glossary = new Map<string, string>();
  for (const { service, parameters } of known) {
    for (const { name, description } of parameters) {
      const key = `${service} ${name}`;
      if (description && name.startsWith('--') && !glossary.has(key)) glossary.set(key, description);
    }
  }
  return glossary;
}

function operationOf(
  node: CompletionNode,
  words: string[],
  document: SurfaceDocument | undefined,
  context: Context,
): Operation {
  const path = ['gcloud', ...words].join(' ');
  const before = context.known.get(path);
  const described = flagsOf(node).map((parameter) =>
    withWords(parameter, document, before, context.glossary.get(`${words[0]} ${parameter.name}`)),
  );
  const positionals = positionalsFor(
    words,
    document,
    described,
    before?.parameters.filter((each) => each.in === 'positional'),
  );
  // A command's own option under the name of a common one (`app deploy --version`) is not in the tree.
  const inShadow = before?.parameters.filter(({ name }) => context.shadowed.has(name) && !(name in node.flags)) ?? [];
  const briefed = summarise(filled(document?.brief, path));
  const description = filled(document?.description, path);
  const examples = examplesOf(document?.examples, path);
  const track = words[0]!;
  return {
    id: `gcloud:${path}`,
    provider: 'gcloud',
    service: UNSTABLE.includes(track) ? (words[1] ?? track) : track,
    name: path,
    kind: 'cli',
    ...(UNSTABLE.includes(track) ? { stability: track === 'alpha' ? ('alpha' as const) : ('beta' as const) } : {}),
    summary: briefed.summary || before?.summary || words.toReversed().join(' '),
    ...(description
      ? { description: shorten(plain(description)) }
      : before?.description
        ? { description: before.description }
        : {}),
    parameters: uniqueSpellings([...positionals, ...described, ...inShadow]),
    invocations: [{ surface: 'cli', path }],
    ...(examples.length > 0 ? { examples } : {}),
    origin: { source: 0, pointer: `${TREE.join('/')}#${path}` },
    ...(isDestructivePath(path) ? { destructive: true as const } : {}),
  };
}

function filled(text: string | undefined, path: string): string | undefined {
  return text?.replaceAll('{command}', path).replaceAll('{parent_command}', path.split(' ').slice(0, -1).join(' '));
}

/** The tree knows names and values; words, types and what is required come from the declaration, else from the shipped pack. */
function withWords(
  parameter: Parameter,
  document: SurfaceDocument | undefined,
  before: Operation | undefined,
  usual: string | undefined,
): Parameter {
  const declared = document?.options.get(parameter.name.slice(2));
  const twin = before?.parameters.find((each) => each.name === parameter.name);
  const result: Parameter = { ...parameter };
  const help = declared?.help ?? twin?.description ?? usual;
  if (help) result.description = shorten(plain(help));
  if (declared?.required || twin?.required) result.required = true;
  if (twin?.negatable) result.negatable = true;
  if (twin?.aliases) result.aliases = twin.aliases;
  if (parameter.in === 'flag' || parameter.enum) return result;
  if (twin && twin.in === 'option') {
    result.type = twin.type;
    for (const key of ['repeats', 'separator', 'format'] as const)
      if (twin[key] !== undefined) Object.assign(result, { [key]: twin[key] });
  } else if (declared?.type === 'int') result.type = 'integer';
  if (declared?.repeated && !result.repeats) Object.assign(result, { repeats: true, separator: ',' });
  return result;
}
