import type { Source } from '../schema/operation.ts';
import type { Zoo } from '../zoo/zoo.ts';
import type { CheckFinding } from './report.ts';

const known = new WeakMap<Zoo, Map<string, Source[]>>();

function sourcesOf(zoo: Zoo): Map<string, Source[]> {
  let sources = known.get(zoo);
  if (!sources) {
    sources = new Map(zoo.providers().map((info) => [info.provider, info.sources]));
    known.set(zoo, sources);
  }
  return sources;
}

/** The document that an operation was read from. */
export function sourceOf(zoo: Zoo, id: string): CheckFinding['source'] {
  const ordinal = zoo.byId(id);
  if (ordinal === undefined) return undefined;
  const { provider, origin } = zoo.operation(ordinal);
  const source = sourcesOf(zoo).get(provider)?.[origin.source];
  return source && { name: source.package, version: source.version };
}
