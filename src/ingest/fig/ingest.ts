import type { Ingested, Invocation, Operation, Parameter, Skip, Source } from '../../schema/operation.ts';
import { isDestructivePath } from './destructive.ts';
import { optionsOf } from './options.ts';
import { positionalsOf } from './positionals.ts';
import type { FigCommand } from './spec.ts';
import { summarise } from './text.ts';
import { canonicalWord, canRun, flattened } from './tree.ts';
import { uniqueSpellings } from './unique.ts';

/** More common options than this stand once, beside the operations; fewer are used so much that they are each command's own. */
const MAX_INHERITED = 40;
const MAX_PATHS = 8;

/** Programs whose positionals stand before their options. */
const POSITIONALS_FIRST = new Set(['find']);

export interface FigIngestOptions {
  source: Source;
  /** Where the spec stands in the source: `build/git.js`. */
  pointer: string;
  skipped?: Skip[];
}

interface Place {
  /** Canonical path words and every other spelling of the path. */
  path: string[];
  otherPaths: string[][];
  inherited: Parameter[];
}

/**
 * The operations of one program's spec: every command that can be run by itself, leaf or not. Pure.
 *
 * Other names of a command (`npm i`) are further invocations of the same operation.
 */
export function ingestFig(spec: FigCommand, options: FigIngestOptions): Ingested {
  const root = flattened(spec);
  const program = root.name[0]!;
  const skipped = [...(options.skipped ?? [])];
  const ingested: Ingested = { provider: program, sources: [options.source], operations: [], types: {}, skipped };
  const seen = new Set<string>();

  const visit = (command: FigCommand, place: Place): void => {
    const path = place.path.join(' ');
    const persistent = optionsOf(
      (command.options ?? []).filter((option) => option.isPersistent),
      path,
      skipped,
    );
    const asGlobals =
      place.path.length === 1 && (command.subcommands?.length ?? 0) > 0 && persistent.length > MAX_INHERITED;
    if (asGlobals) ingested.globals = { [program]: persistent.map((parameter) => ({ ...parameter, global: true })) };
    if (canRun(command, place.path)) {
      if (seen.has(path)) skipped.push({ pointer: path, reason: 'described twice; the first stands' });
      else ingested.operations.push(operationOf(command, program, place, skipped, options.pointer));
      seen.add(path);
    }
    const inherited = asGlobals ? place.inherited : uniqueSpellings([...persistent, ...place.inherited]);
    for (const child of command.subcommands ?? []) visit(child, placeOf(child, place, inherited));
  };

  visit(root, { path: [program], otherPaths: root.name.slice(1).map((name) => [name]), inherited: [] });
  return ingested;
}

function placeOf(child: FigCommand, parent: Place, inherited: Parameter[]): Place {
  const word = canonicalWord(child.name);
  const others = child.name.filter((name) => name !== word);
  const otherPaths = [
    ...others.map((name) => [...parent.path, name]),
    ...parent.otherPaths.flatMap((path) => [word, ...others].map((name) => [...path, name])),
  ];
  return { path: [...parent.path, word], otherPaths: otherPaths.slice(0, MAX_PATHS), inherited };
}

function operationOf(command: FigCommand, program: string, place: Place, skipped: Skip[], pointer: string): Operation {
  const path = place.path.join(' ');
  const own = [...positionalsOf(command.args ?? []), ...optionsOf(command.options ?? [], path, skipped)];
  const invocations: Invocation[] = [path, ...place.otherPaths.map((words) => words.join(' '))].map((each) => ({
    surface: 'cli',
    path: each,
    ...(POSITIONALS_FIRST.has(program) ? { positionalsFirst: true as const } : {}),
  }));
  return {
    id: `${program}:${path}`,
    provider: program,
    service: program,
    name: path,
    kind: 'cli',
    ...summarise(command.description?.trim() || path),
    ...(command.deprecated ? { deprecated: true as const } : {}),
    parameters: uniqueSpellings([...own, ...place.inherited]),
    invocations,
    origin: { source: 0, pointer: `${pointer}#${path}` },
    ...(command.isDangerous || isDestructivePath(path) ? { destructive: true as const } : {}),
  };
}
