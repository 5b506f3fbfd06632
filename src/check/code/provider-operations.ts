import type { Operation } from '../../schema/operation.ts';
import type { ProviderInfo, Zoo } from '../../zoo/zoo.ts';

const infos = new WeakMap<Zoo, ProviderInfo[]>();

export function providersOf(zoo: Zoo): ProviderInfo[] {
  let known = infos.get(zoo);
  if (!known) infos.set(zoo, (known = zoo.providers()));
  return known;
}

/** Up to so many operations are read one by one; a pack has them in the order of their ids, so that of more a part can be found. */
const FEW = 2000;

function* span(zoo: Zoo, base: number, end: number, prefix: string): Generator<Operation> {
  let low = base;
  if (end - base > FEW) {
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (zoo.operation(middle).id < prefix) low = middle + 1;
      else high = middle;
    }
  }
  for (let ordinal = low; ordinal < end; ordinal++) {
    const operation = zoo.operation(ordinal);
    if (operation.id.startsWith(prefix)) yield operation;
    else if (end - base > FEW) return;
  }
}

/** The operations whose ids begin with `provider:` and `head`, without a walk through the whole zoo. */
export function* operationsOf(zoo: Zoo, provider: string, head = ''): Generator<Operation> {
  let base = 0;
  for (const info of providersOf(zoo)) {
    const end = base + info.operations;
    if (info.provider === provider && end <= zoo.size && zoo.operation(base).provider === provider)
      yield* span(zoo, base, end, `${provider}:${head}`);
    base = end;
  }
}
