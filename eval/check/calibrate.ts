import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReadCall } from '../../src/check/reading.ts';
import { commandsOf } from '../../src/check/shell/commands.ts';
import { readShellWith } from '../../src/check/shell/read-shell.ts';
import { type Aspect, aspectOf, FEWEST_PAGES, type Measured, RARE } from '../../src/check/shell/trust.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';
import { isHeldOut, pageOf, type ReadCorpus } from './corpora/all.ts';

const FILE = fileURLToPath(new URL('../../src/check/shell/trust.json', import.meta.url));
/** Pages are edited, lines of forums are not: what stands in a page counts as if it were met twice. */
const EDITED = new Set(['tldr', 'gh', 'awscli', 'azure-cli', 'kubectl']);
const FEWEST_MEETINGS = 2;

interface Tally {
  pages: Set<string>;
  against: Map<Aspect, Set<string>>;
  /** By name, how often it was met, and on which pages. */
  names: Map<string, { weight: number; pages: Set<string>; aspect: Aspect }>;
}

/** The command path of a call; of no command that the zoo has, as the text begins. */
function pathOf(zoo: Zoo, call: ReadCall, text: string): string {
  const ordinal = call.operation === undefined ? undefined : zoo.byId(call.operation);
  const path =
    ordinal === undefined ? undefined : zoo.operation(ordinal).invocations.find(({ surface }) => surface === 'cli');
  if (ordinal !== undefined && !path) return 'https:';
  return path?.path ?? text.slice(call.start, call.end);
}

/** The name that a call uses and the document lacks: of a command its path below the program. */
function nameOf(call: ReadCall, index: number, path: string): { name: string; aspect: Aspect } | undefined {
  const { code, message, parameter, actual } = call.findings[index]!;
  if (code === 'unknown-operation') {
    const path = / ?(.*) has no command /.exec(message)?.[1] ?? '';
    const above = path.split(' ');
    return { name: [...above.slice(1), actual].join(' '), aspect: above.length === 1 ? 'command' : 'sub-command' };
  }
  const below = path.slice(path.split(' ', 1)[0]!.length + 1);
  return code === 'unknown-parameter' && parameter
    ? { name: `${below} ${parameter}`.trim(), aspect: 'option' }
    : undefined;
}

function take(tallies: Map<string, Tally>, call: ReadCall, path: string, weight: number, page: string): void {
  if (call.verdict === 'unknown' && !call.operation) return;
  // Requests of curl are an API's, not a program's.
  if (/^https?:/.test(path)) return;
  const program = path.split(/\s/, 1)[0]!;
  const tally = tallies.get(program) ?? { pages: new Set(), against: new Map(), names: new Map() };
  tallies.set(program, tally);
  tally.pages.add(page);
  for (const [index, finding] of call.findings.entries()) {
    const { severity } = finding;
    const aspect = aspectOf(finding);
    if (severity !== 'error' || !aspect) continue;
    const named = nameOf(call, index, path);
    if (!named) tally.against.set(aspect, (tally.against.get(aspect) ?? new Set()).add(page));
    else {
      const before = tally.names.get(named.name) ?? { weight: 0, pages: new Set(), aspect: named.aspect };
      before.weight += weight;
      before.pages.add(page);
      tally.names.set(named.name, before);
    }
  }
}

function pooled(list: readonly Tally[]): Tally {
  const all: Tally = { pages: new Set(), against: new Map(), names: new Map() };
  for (const [index, { pages, against, names }] of list.entries()) {
    const own = (page: string): string => `${index} ${page}`;
    for (const page of pages) all.pages.add(own(page));
    for (const [aspect, of] of against)
      for (const page of of) all.against.set(aspect, (all.against.get(aspect) ?? new Set()).add(own(page)));
    for (const [name, { aspect, pages: of }] of names)
      all.names.set(own(name), { weight: 0, aspect, pages: new Set([...of].map(own)) });
  }
  return all;
}

/** How many names will be new among as many calls again: those met on one page only (Good and Turing). */
function measuredOf({ pages: all, against, names }: Tally): Measured {
  const counts = new Map([...against].map(([aspect, pages]) => [aspect, pages.size]));
  for (const { pages, aspect } of names.values())
    if (pages.size === 1) counts.set(aspect, (counts.get(aspect) ?? 0) + 1);
  const seen = [...names].filter(([, { weight }]) => weight >= FEWEST_MEETINGS).map(([name]) => name);
  return {
    pages: all.size,
    ...(counts.size > 0 ? { against: Object.fromEntries([...counts].sort()) } : {}),
    ...(seen.length > 0 ? { seen: seen.sort() } : {}),
  };
}

/** Writes how well the documents agree with calls that are right, those of the first half of the corpora. */
export function calibrate(zoo: Zoo, corpora: readonly ReadCorpus[]): void {
  const commands = { ...commandsOf(zoo), judged: new Map(), believeAll: true as const };
  const tallies = new Map<string, Tally>();
  for (const { name, examples } of corpora) {
    for (const example of examples) {
      if (isHeldOut(example)) continue;
      for (const call of readShellWith(commands, example.text).calls)
        take(
          tallies,
          call,
          pathOf(commands.zoo, call, example.text),
          EDITED.has(name) ? FEWEST_MEETINGS : 1,
          pageOf(example),
        );
    }
  }
  tallies.set(RARE, pooled([...tallies.values()].filter(({ pages }) => pages.size < FEWEST_PAGES)));
  const lines = [...tallies]
    .filter(([, { pages }]) => pages.size > 2)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([program, tally]) => `  ${JSON.stringify(program)}: ${JSON.stringify(measuredOf(tally))}`);
  writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`);
  console.error(`written: src/check/shell/trust.json, ${lines.length} programs`);
}
