import type { CheckedCall } from '../../../schema/answer.ts';
import type { Call } from '../../../schema/call.ts';
import type { Surface } from '../../../schema/operation.ts';
import { SURFACES, styleFor } from '../../cli/style.ts';
import type { Backend } from '../backend.ts';
import { withArgument } from '../conversation/continue.ts';

/** A call on each surface; null where the operation has no form there, or its values have none. */
export type InLanguages = Record<Surface, string | null>;

/**
 * The same call in the four languages. Values have other types there (a list in Python is words on a command line), so the request is
 * filled anew for each surface; what a person gave is added. A form that the verifier does not pass is none.
 */
export async function inLanguages(backend: Backend, call: Call, request: string): Promise<InLanguages> {
  const texts: InLanguages = { cli: null, http: null, python: null, typescript: null };
  const [shown] = await backend.show(call.operation);
  const operation = shown!.operation;
  for (const surface of SURFACES) {
    if (surface === call.surface) {
      texts[surface] = (await backend.fill(call, styleFor(surface, 'linux'), request)).text;
      continue;
    }
    const has = operation.invocations.some(
      (each) => each.surface === surface || (each.surface === 'http' && surface !== 'cli'),
    );
    if (!has) continue;
    const answer = await backend.ask(request, { surface, scope: [operation.provider], limit: 5, unlikely: true });
    const twin = answer.candidates.flatMap((each) => each.calls).find((each) => each.call.operation === call.operation);
    texts[surface] = await textOn(backend, surface, call, twin, request);
  }
  return texts;
}

async function textOn(
  backend: Backend,
  surface: Surface,
  call: Call,
  twin: CheckedCall | undefined,
  request: string,
): Promise<string | null> {
  const given = call.arguments.filter((argument) => argument.from.kind === 'person');
  const tries: Call[] = [{ ...call, surface }];
  // Only where it says as much: a filling that leaves out what the call has is another call.
  if (twin) {
    const filled = given.reduce(withArgument, twin.call);
    const names = new Set(filled.arguments.map((argument) => argument.name));
    if (call.arguments.every((argument) => names.has(argument.name))) tries.unshift(filled);
  }
  for (const one of tries) {
    const { text, findings } = await backend.fill(one, styleFor(surface, 'linux'), request);
    if (!findings.some((finding) => finding.severity === 'error')) return text;
  }
  return null;
}
