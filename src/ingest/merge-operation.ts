import type { Operation, Parameter } from '../schema/operation.ts';

/**
 * Joins two readings of one operation: `winner`'s words and shapes stand, `other` fills what it lacks.
 *
 * A parameter is the same where the two share any spelling; the winner's name is canonical. `whole`: the winner's parameters are all there
 * are, so nothing is added, though descriptions and enums still are. Positionals are taken over only where the winner has none at all:
 * two lists of positionals cannot be mixed without changing their order.
 */
export function joinOperations(winner: Operation, other: Operation, whole: boolean): Operation {
  const joined: Operation = { ...winner, parameters: joinParameters(winner.parameters, other.parameters, whole) };
  if (!joined.summary && other.summary) joined.summary = other.summary;
  if (!joined.description && other.description) joined.description = other.description;
  joined.invocations = [
    ...winner.invocations,
    ...other.invocations.filter(
      (one) => !winner.invocations.some((have) => have.surface === one.surface && have.path === one.path),
    ),
  ];
  const examples = [
    ...(winner.examples ?? []),
    ...(other.examples ?? []).filter(
      (one) => !winner.examples?.some((have) => have.call === one.call && have.instruction === one.instruction),
    ),
  ];
  if (examples.length > 0) joined.examples = examples;
  if (other.destructive) joined.destructive = true;
  for (const key of ['version', 'stability', 'since', 'removedIn', 'groups', 'service'] as const) {
    if (joined[key] === undefined && other[key] !== undefined) Object.assign(joined, { [key]: other[key] });
  }
  // A source that knows no services calls each by its program: `compute` says more than `gcloud`.
  if (other.service && joined.service === programOf(winner)) joined.service = other.service;
  return joined;
}

const programOf = ({ invocations }: Operation): string | undefined => invocations[0]?.path.split(' ')[0];

const spellingsOf = (parameter: Parameter): string[] => [parameter.name, ...(parameter.aliases ?? [])];

function joinParameters(winner: Parameter[], other: Parameter[], whole: boolean): Parameter[] {
  const joined = winner.map((parameter) => ({ ...parameter }));
  const bySpelling = new Map<string, Parameter>();
  for (const parameter of joined)
    for (const spelling of spellingsOf(parameter)) bySpelling.set(key(parameter, spelling), parameter);
  const hasPositionals = winner.some((parameter) => parameter.in === 'positional');
  for (const parameter of other) {
    const same = spellingsOf(parameter)
      .map((spelling) => bySpelling.get(key(parameter, spelling)))
      .find((found) => found !== undefined);
    if (same) {
      fill(same, parameter);
      if (parameter.in !== 'positional') addAliases(same, parameter, bySpelling);
      continue;
    }
    if (whole || (parameter.in === 'positional' && hasPositionals)) continue;
    // A positional's name may be an option's elsewhere; names are unique within an operation.
    if (joined.some(({ name }) => name === parameter.name)) continue;
    const aliases = parameter.aliases?.filter((alias) => !bySpelling.has(key(parameter, alias)));
    const { aliases: _, ...rest } = parameter;
    const added: Parameter = aliases?.length ? { ...rest, aliases } : rest;
    joined.push(added);
    for (const spelling of spellingsOf(added)) bySpelling.set(key(added, spelling), added);
  }
  return joined;
}

/** Options and positionals live in different worlds: the positional `name` is not the query parameter `name`. */
function key(parameter: Parameter, spelling: string): string {
  const kind = parameter.in === 'option' || parameter.in === 'flag' ? 'option' : parameter.in;
  return `${kind} ${spelling}`;
}

function fill(winner: Parameter, other: Parameter): void {
  if (!winner.description && other.description) winner.description = other.description;
  if (winner.in !== other.in) return;
  if (winner.default === undefined && other.default !== undefined && winner.type === other.type)
    winner.default = other.default;
  if (!winner.format && other.format && winner.type === other.type) winner.format = other.format;
  if (!winner.enum && other.enum && winner.type === other.type) {
    winner.enum = other.enum;
    if (other.open) winner.open = true;
  }
}

/** A spelling of one long option more (`--local` of `--location`) is not taken over: only what no other parameter has. */
function addAliases(winner: Parameter, other: Parameter, bySpelling: Map<string, Parameter>): void {
  const added = spellingsOf(other).filter((spelling) => !bySpelling.has(key(other, spelling)));
  if (added.length === 0) return;
  winner.aliases = [...(winner.aliases ?? []), ...added];
  for (const spelling of added) bySpelling.set(key(other, spelling), winner);
}
