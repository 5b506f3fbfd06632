import type { Zoo } from '../../zoo/zoo.ts';
import { operationsOf } from './provider-operations.ts';

const methods = new WeakMap<Zoo, Map<string, string[]>>();

/** The methods of an AWS service as Python names them; none: the zoo has no such service. Read at the first call that the zoo does not have. */
export function awsMethods(zoo: Zoo, service: string): string[] {
  let known = methods.get(zoo);
  if (!known) methods.set(zoo, (known = new Map()));
  let list = known.get(service);
  if (list) return list;
  list = [];
  for (const operation of operationsOf(zoo, 'aws', `${service}.`)) {
    const path = operation.invocations.find(({ surface }) => surface === 'python')?.path;
    if (path?.startsWith(`${service}.`)) list.push(path.slice(service.length + 1));
  }
  known.set(service, list);
  return list;
}
