import type { Zoo } from './zoo.ts';

/** Sorted, each once: reads every operation from `from` up to `end`, which takes seconds for the whole zoo. */
export function scanCommandPaths(zoo: Pick<Zoo, 'operation' | 'size'>, from = 0, end = zoo.size): string[] {
  const paths = new Set<string>();
  for (let ordinal = from; ordinal < end; ordinal++)
    for (const { surface, path } of zoo.operation(ordinal).invocations) if (surface === 'cli') paths.add(path);
  return [...paths].sort();
}
