import type { Call, Finding } from '../../schema/call.ts';
import type { Operation } from '../../schema/operation.ts';

const ROUNDS = 3;

const within = (name: string, path: string): boolean =>
  path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);

/** The call without what the findings fault: a faulty value goes, and what is required becomes a blank. Undefined where nothing can be taken away. */
function without(call: Call, operation: Operation, findings: readonly Finding[]): Call | undefined {
  const missing = new Set(call.missing);
  let kept = call.arguments;
  for (const { code, parameter } of findings) {
    if (parameter === undefined) continue;
    if (code === 'missing-required') {
      // What is written may be read as another operation (`dotnet new --list`), whose requirements are not this one's.
      if (operation.parameters.some((p) => within(p.name, parameter))) missing.add(parameter);
      continue;
    }
    kept = kept.filter((a) => !within(a.name, parameter) && !within(parameter, a.name));
  }
  const required = operation.parameters.filter((p) => p.required).map((p) => p.name);
  for (const name of required) {
    if (!kept.some((a) => within(name, a.name)) && call.arguments.some((a) => within(name, a.name))) missing.add(name);
  }
  if (kept.length === call.arguments.length && missing.size === call.missing.length) return undefined;
  return { ...call, arguments: kept, missing: [...missing] };
}

/**
 * A call that its document accepts: a value that the verifier faults is better left out, and asked for, than an operation thrown away that was
 * understood. In the last resort only what is required stays, as blanks.
 */
export function mend(
  call: Call,
  operation: Operation,
  judge: (call: Call) => Finding[],
): { call: Call; findings: Finding[] } {
  let at = call;
  let findings = judge(at);
  const faults = (): Finding[] => findings.filter((f) => f.severity === 'error');
  for (let round = 0; round < ROUNDS && faults().length > 0; round++) {
    const next = without(at, operation, faults());
    if (!next) break;
    at = next;
    findings = judge(at);
  }
  if (faults().length === 0) return { call: at, findings };
  const bare: Call = {
    ...call,
    arguments: [],
    missing: operation.parameters.filter((p) => p.required).map((p) => p.name),
  };
  const bareFindings = judge(bare);
  return bareFindings.some((f) => f.severity === 'error')
    ? { call: at, findings }
    : { call: bare, findings: bareFindings };
}
