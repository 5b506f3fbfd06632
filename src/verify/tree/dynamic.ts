import { formatDotted, isRecord, type Segment } from '../../schema/dotted.ts';
import type { Json } from '../../schema/operation.ts';
import type { ParsedCall } from '../parse/parsed.ts';

/**
 * Stands in a value for what is known only when the code runs. A private character, so that a text with a hole (`f"/repos/{owner}/x"`) stays a
 * text with the hole in its place, and no text of a person's can be mistaken for one.
 */
export const HOLE = '\u{e010}';

export function hasHole(value: Json): boolean {
  if (typeof value === 'string') return value.includes(HOLE);
  if (Array.isArray(value)) return value.some(hasHole);
  return isRecord(value) && Object.values(value).some(hasHole);
}

/** Takes the holes out of a structure: `null` stands in their places, whose ways are given. */
function withoutHoles(value: Json, way: Segment[], ways: Segment[][]): Json {
  if (typeof value === 'string' && value.includes(HOLE)) {
    ways.push(way);
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => withoutHoles(item, [...way, index], ways));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutHoles(one, [...way, key], ways)]));
}

/**
 * Tells the verifier of the holes in a call's arguments. An argument that is a hole is `dynamic`. A hole within a structure is a blank of the
 * call: what stands beside it is judged all the same, and so a misspelt field next to a variable is found.
 */
export function settleHoles(parsed: ParsedCall, isWholeBody: (name: string) => boolean): ParsedCall {
  const { call } = parsed;
  if (!call) return parsed;
  const missing = [...call.missing];
  const dynamic = new Set(parsed.dynamic);
  let open = parsed.open ?? false;
  const known = call.arguments.filter(({ name }) => !name.includes(HOLE));
  if (known.length < call.arguments.length) open = true;
  const settled = known.map((argument) => {
    const ways: Segment[][] = [];
    const value = withoutHoles(argument.value, [], ways);
    for (const way of ways) {
      const rest = formatDotted(way);
      if (rest === '') dynamic.add(argument.name);
      else if (isWholeBody(argument.name)) missing.push(rest);
      else missing.push(argument.name + (rest.startsWith('[') ? '' : '.') + rest);
    }
    return { ...argument, value };
  });
  const findings = parsed.findings.filter(({ parameter }) => !parameter?.includes(HOLE));
  return {
    ...parsed,
    call: { ...call, arguments: settled, missing },
    findings,
    dynamic,
    ...(open ? { open: true as const } : {}),
  };
}
