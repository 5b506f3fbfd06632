import type { Call, Finding } from '../../schema/call.ts';
import { isWithin } from '../../schema/dotted.ts';
import type { Operation } from '../../schema/operation.ts';

const ROUNDS = 3;

const requiredOf = ({ parameters }: Operation): string[] => parameters.flatMap((p) => (p.required ? [p.name] : []));

/** Whether the parameter, or a field of it, has a value. */
const gives = (given: Call['arguments'], name: string): boolean => given.some((a) => isWithin(name, a.name));

const faultsOf = (findings: readonly Finding[]): Finding[] => findings.filter((f) => f.severity === 'error');

/** The call without what the findings fault: a faulty value goes, and what is required becomes a blank. Undefined where nothing can be taken away. */
function without(call: Call, operation: Operation, findings: readonly Finding[]): Call | undefined {
  const missing = new Set(call.missing);
  let kept = call.arguments;
  for (const { code, parameter } of findings) {
    if (parameter === undefined) continue;
    if (code === 'missing-required') {
      // What is written may be read as another operation (`dotnet new --list`), whose requirements are not this one's.
      if (operation.parameters.some((p) => isWithin(p.name, parameter))) missing.add(parameter);
      continue;
    }
    kept = kept.filter((a) => !isWithin(a.name, parameter) && !isWithin(parameter, a.name));
  }
  for (const name of requiredOf(operation)) {
    if (!gives(kept, name) && gives(call.arguments, name)) missing.add(name);
  }
  if (kept.length === call.arguments.length && missing.size === call.missing.length) return undefined;
  return { ...call, arguments: kept, missing: [...missing] };
}

/** Blanks without those that no document requires: `git push <refspec>` would name a remote. */
const withoutAsking = ({ missing }: Call, required: readonly string[]): string[] =>
  missing.filter((name) => required.some((one) => isWithin(one, name)));

/** Blanks with the places before one that has a value: `git push main` would name a remote, `git push <repository> main` does not. */
function withPlacesBefore({ arguments: given, missing }: Call, { parameters }: Operation): string[] {
  const places = parameters.filter((p) => p.in === 'positional').map(({ name }) => name);
  const last = places.findLastIndex((place) => gives(given, place));
  const open = places.slice(0, Math.max(0, last)).filter((place) => !gives(given, place));
  return [...new Set([...missing, ...open])];
}

/**
 * A call that its document accepts: a value that the verifier faults is better left out, and asked for, than an operation thrown away that was
 * understood. Where it does not say which one, each value stays that can stand beside those before it.
 */
export function mend(
  call: Call,
  operation: Operation,
  judge: (call: Call) => Finding[],
): { call: Call; findings: Finding[] } {
  let at = call;
  let findings = judge(at);
  for (let round = 0; round < ROUNDS && faultsOf(findings).length > 0; round++) {
    const next = without(at, operation, faultsOf(findings));
    if (!next) break;
    at = next;
    findings = judge(at);
  }
  if (faultsOf(findings).length === 0) return { call: at, findings };
  const required = requiredOf(operation);
  for (const missing of [withoutAsking(call, required), withPlacesBefore(call, operation)]) {
    if (missing.length === call.missing.length) continue;
    const other = { ...call, missing };
    const otherFindings = judge(other);
    if (faultsOf(otherFindings).length === 0) return { call: other, findings: otherFindings };
  }
  const missing = [...new Set([...required, ...call.missing])];
  let kept: Call = { ...call, arguments: [], missing: required };
  let keptFindings = judge(kept);
  if (faultsOf(keptFindings).length > 0) return { call: at, findings };
  for (const argument of call.arguments) {
    const given = [...kept.arguments, argument];
    const open = missing.filter((name) => !gives(given, name));
    const more = { ...call, arguments: given, missing: open };
    const moreFindings = judge(more);
    if (faultsOf(moreFindings).length === 0) [kept, keptFindings] = [more, moreFindings];
  }
  return { call: kept, findings: keptFindings };
}
