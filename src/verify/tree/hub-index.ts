import type { Operation } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { SubtreeIndex } from './subtree-index.ts';

/** The sub-tree of loading one model: its call's texts. Switches such as `pretrained=True` are no part of what is loaded. */
export function addHubOperation(index: SubtreeIndex<Operation>, operation: Operation): void {
  for (const { surface, path } of operation.invocations) {
    if (surface !== 'python') continue;
    const literals = operation.parameters
      .filter(({ enum: allowed }) => allowed?.length === 1)
      .map(({ name, in: where, enum: allowed }) => ({
        ...(where === 'positional' ? {} : { name }),
        value: allowed![0]!,
      }));
    index.add(path, literals, operation);
  }
}

const indexes = new WeakMap<Zoo, Map<string, SubtreeIndex<Operation> | undefined>>();

/** The models that a function loads, as sub-trees; undefined where the zoo has no hub with the function. */
export function hubIndex(zoo: Zoo, path: string): SubtreeIndex<Operation> | undefined {
  let known = indexes.get(zoo);
  if (!known) indexes.set(zoo, (known = new Map()));
  if (known.has(path)) return known.get(path);
  const operations = zoo
    .byPath('python', path)
    .map((ordinal) => zoo.operation(ordinal))
    .filter(({ kind }) => kind === 'hub');
  let index: SubtreeIndex<Operation> | undefined;
  if (operations.length > 0) {
    index = new SubtreeIndex();
    for (const operation of operations) addHubOperation(index, operation);
  }
  known.set(path, index);
  return index;
}
