import { nameOn } from '../../schema/locate.ts';
import type { Json, Operation, Parameter, Surface } from '../../schema/operation.ts';
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
  return { ...call, args, missing };
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
