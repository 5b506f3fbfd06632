import { nameOn } from '../../schema/locate.ts';
import type { Json, Operation, Parameter, Surface } from '../../schema/operation.ts';
import { neededBeside, positionalsOf, shareOut } from '../../schema/positionals.ts';
import type { MeantCall } from './requests.ts';

/**
 * A written call with its arguments under the names that the document has them by: another spelling of an option (`az group delete --name`) is that option, and
 * `--no-promote` is `--promote` that is false. What the document does not know stays as it is.
 */
export function asDocumented(operation: Operation, call: MeantCall): MeantCall {
  if (call.surface !== 'cli') return call;
  const args: Record<string, Json> = {};
  for (const [key, value] of Object.entries(call.args)) {
    const found = spelled(operation.parameters, key, call.surface);
    if (found === undefined) args[key] = value;
    else args[found.name] ??= found.denied ? denial(value) : value;
  }
  const missing = call.missing.map((key) => spelled(operation.parameters, key, call.surface)?.name ?? key);
  return inTheirPlaces(operation, { ...call, args, missing });
}

const slotOf = (key: string): number => Number(/^<(\d+)>$/.exec(key)?.[1] ?? -1);

/** Words in the places that the program reads them in: the only word of `git blame [revision] file` is the file. */
function inTheirPlaces(operation: Operation, call: MeantCall): MeantCall {
  const places = positionalsOf(operation);
  const keys = [...Object.keys(call.args), ...call.missing].filter((key) => slotOf(key) >= 0);
  keys.sort((a, b) => slotOf(a) - slotOf(b));
  // Where a place is left open, it was said which is meant; what takes the rest has all places from its own on.
  if (keys.some((key, n) => slotOf(key) !== n) || places.length < 2) return call;
  const renamed = new Map<string, string>();
  const needed = neededBeside(operation, places, new Set(Object.keys(call.args)));
  for (const [place, words] of shareOut(needed, keys).taken) {
    const slot = places.indexOf(place);
    const isLast = slot === places.length - 1;
    words.forEach((key, n) => {
      renamed.set(key, `<${slot + (isLast ? n : 0)}>`);
    });
  }
  const args: Record<string, Json> = {};
  for (const [key, value] of Object.entries(call.args)) {
    const name = renamed.get(key) ?? key;
    const before = args[name];
    args[name] = before === undefined ? value : [before, value].flat();
  }
  return { ...call, args, missing: call.missing.map((key) => renamed.get(key) ?? key) };
}

function spelled(
  parameters: readonly Parameter[],
  key: string,
  surface: Surface,
): { name: string; denied: boolean } | undefined {
  if (!key.startsWith('-') || parameters.some((one) => nameOn(one, surface) === key)) return undefined;
  const alias = parameters.find((one) => one.aliases?.includes(key));
  if (alias) return { name: nameOn(alias, surface), denied: false };
  const denied = parameters.find((one) => one.negatable && nameOn(one, surface) === key.replace(/^--no-/, '--'));
  return denied && { name: nameOn(denied, surface), denied: true };
}

const denial = (value: Json): Json => (value === false || value === 'false' ? 'true' : 'false');
