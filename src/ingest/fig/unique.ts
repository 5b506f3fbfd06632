import type { Parameter } from '../../schema/operation.ts';

/** Each spelling belongs to the first parameter that has it; a parameter whose name is taken falls out. */
export function uniqueSpellings(parameters: Parameter[]): Parameter[] {
  const taken = new Set<string>();
  const kept: Parameter[] = [];
  for (const { aliases, ...parameter } of parameters) {
    if (taken.has(parameter.name)) continue;
    taken.add(parameter.name);
    const free = (aliases ?? []).filter((alias) => !taken.has(alias));
    for (const alias of free) taken.add(alias);
    kept.push(free.length > 0 ? { ...parameter, aliases: free } : parameter);
  }
  return kept;
}
