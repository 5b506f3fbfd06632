import type { Ingested, Parameter, Skip } from '../../schema/operation.ts';

/** Which of two parameters of one name stays: the operation's own before a common one, a required one before an optional one, else the first. */
function better(one: Parameter, other: Parameter): Parameter {
  const rank = (parameter: Parameter): number => (parameter.global ? 0 : 2) + (parameter.required ? 1 : 0);
  return rank(other) > rank(one) ? other : one;
}

/**
 * Parameter names are unique within an operation, but documents have a `fields` in the query and another in the body, or one option twice.
 * Changes the operations; returns what was left out.
 */
export function keepParametersUnique(ingested: Ingested[]): Skip[] {
  const skips: Skip[] = [];
  for (const operation of ingested.flatMap((part) => part.operations)) {
    const byName = new Map<string, Parameter>();
    for (const parameter of operation.parameters) {
      const known = byName.get(parameter.name);
      byName.set(parameter.name, known ? better(known, parameter) : parameter);
    }
    if (byName.size === operation.parameters.length) continue;
    for (const parameter of operation.parameters)
      if (byName.get(parameter.name) !== parameter)
        skips.push({
          pointer: `${operation.id} ${parameter.name}`,
          reason: `the ${parameter.in} has the name of another parameter, which stays`,
        });
    operation.parameters = operation.parameters.filter((parameter) => byName.get(parameter.name) === parameter);
  }
  return skips;
}
