import { isRecord, type Segment, setDotted } from '../../schema/dotted.ts';
import type { Resolve } from '../../schema/locate.ts';
import type { Json, ValueSchema } from '../../schema/operation.ts';
import { readScalar } from '../scalar.ts';

const ANY: ValueSchema = { type: 'any' };

/** `line_items[0][price]` -> `['line_items', 0, 'price']`; `expand[]` is `['expand', -1]`: the next index. */
function waysOf(name: string): Segment[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match?.[2]) return [name];
  const steps = [...match[2].matchAll(/\[([^[\]]*)\]/g)].map(
    ([, step]): Segment => (step === '' ? -1 : /^\d{1,3}$/.test(step!) ? Number(step) : step!),
  );
  return [match[1]!, ...steps];
}

function below(schema: ValueSchema, step: Segment, resolve: Resolve): ValueSchema {
  const shape = resolve(schema);
  if (typeof step === 'number') return shape.type === 'array' ? (shape.items ?? ANY) : ANY;
  return shape.fields?.find(({ name }) => name === step) ?? (shape.type === 'array' ? ANY : (shape.items ?? ANY));
}

/** Pairs of a form or a query as typed values; `schemaOf` gives what the document says of a name. */
export function readPairs(
  pairs: readonly (readonly [string, string])[],
  schemaOf: (name: string) => ValueSchema | undefined,
  resolve: Resolve,
): { [key: string]: Json } {
  let result: Json = {};
  for (const [name, text] of pairs) {
    const whole = schemaOf(name);
    const [head, ...steps] = whole ? [name] : waysOf(name);
    let schema = whole ?? schemaOf(head as string) ?? ANY;
    const way: Segment[] = [head!];
    const top = isRecord(result) ? result[head as string] : undefined;
    for (const step of steps) {
      const object =
        typeof step === 'number' && step >= 0 && resolve(schema).type !== 'array' && resolve(schema).type !== 'any';
      const key: Segment = object ? String(step) : step === -1 ? (Array.isArray(top) ? top.length : 0) : step;
      schema = below(schema, key, resolve);
      way.push(key);
    }
    const shape = resolve(schema);
    if (shape.type === 'array') {
      schema = shape.items ?? ANY;
      way.push(steps.length === 0 && Array.isArray(top) ? top.length : 0);
    }
    result = setDotted(result, way, readScalar(resolve(schema), text));
  }
  return result as { [key: string]: Json };
}
