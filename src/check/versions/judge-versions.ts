import { locate } from '../../schema/locate.ts';
import type { Operation } from '../../schema/operation.ts';
import { parseText } from '../../verify/verify-text.ts';
import { type Availability, availability, type VersionHistory } from '../../zoo/history.ts';
import { resolve, type Zoo } from '../../zoo/zoo.ts';
import { Places } from '../places.ts';
import type { CheckedPlace, CheckFinding, FileReport } from '../report.ts';
import type { SourceFile } from '../snippet.ts';

/** A provider's history, and the version of it that is in use. */
export interface Pinned {
  history: VersionHistory;
  version: string;
}

interface Named {
  /** As the history has it. */
  name: string;
  /** As the call has it; absent of the operation. */
  said?: string;
}

/** The operation, and on a command line its options: `--hibernate` is `ec2.StopInstances#Hibernate`. */
function namesIn(zoo: Zoo, operation: Operation, { text }: CheckedPlace): Named[] {
  const own = operation.id.slice(operation.provider.length + 1);
  const names: Named[] = [{ name: own }];
  const program = operation.invocations.find(({ surface }) => surface === 'cli')?.path.split(' ', 1)[0];
  if (program === undefined || !new RegExp(`(?:^|[\\s/])${program}\\s`).test(text)) return names;
  const [read] = parseText(zoo, text, 'posix', operation).calls;
  for (const { name } of read?.call?.arguments ?? []) {
    const located = locate(operation, name, (schema) => resolve(zoo, operation.provider, schema));
    const field = located?.parameter.names?.python ?? located?.parameter.names?.typescript;
    if (located && field !== undefined) names.push({ name: `${own}#${field}`, said: located.parameter.name });
  }
  return names;
}

function wordsOf(what: string, of: string, version: string, found: Availability): string {
  return found.state === 'not-yet'
    ? `${what} is not in ${of} ${version} yet; ${found.since} has it`
    : `${what} is no longer in ${of} ${version}; it was gone by ${found.gone}`;
}

function findingsOf(zoo: Zoo, call: CheckedPlace, pins: ReadonlyMap<string, Pinned>, places: Places): CheckFinding[] {
  const ordinal = call.operation === undefined ? undefined : zoo.byId(call.operation);
  if (ordinal === undefined) return [];
  const operation = zoo.operation(ordinal);
  const pin = pins.get(operation.provider);
  if (!pin) return [];
  const of = pin.history.names[1] ?? operation.provider;
  const found: CheckFinding[] = [];
  for (const { name, said } of namesIn(zoo, operation, call)) {
    const state = availability(pin.history, name, pin.version);
    if (!state) continue;
    const at = said === undefined ? -1 : call.text.indexOf(said);
    const start = at < 0 ? call.place.start : call.place.start + at;
    found.push({
      id: state.state === 'not-yet' ? 'not-yet-available' : 'removed',
      severity: 'error',
      message: wordsOf(said ?? operation.name, of, pin.version, state),
      place: at < 0 ? call.place : places.range(start, start + said!.length),
      source: { name: of, version: state.state === 'not-yet' ? state.since : state.gone },
    });
    // What the operation lacks, its parameters lack too.
    if (said === undefined) break;
  }
  return found;
}

/** Adds what the pinned versions do not have. A call whose operation is not in the zoo is left as it is. */
export function judgeVersions(
  zoo: Zoo,
  file: SourceFile,
  report: FileReport,
  pins: ReadonlyMap<string, Pinned>,
): FileReport {
  if (pins.size === 0) return report;
  const places = new Places(file.text);
  const calls = report.calls.map((call): CheckedPlace => {
    const found = findingsOf(zoo, call, pins, places);
    return found.length === 0 ? call : { ...call, verdict: 'wrong', findings: [...call.findings, ...found] };
  });
  return { ...report, calls };
}
