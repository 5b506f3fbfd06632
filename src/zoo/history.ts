/**
 * When operations and parameters came and went, over the versions that were read. Names are those of the provider's ids
 * (`ec2.StopInstances`), of a parameter with `#` behind (`ec2.StopInstances#Hibernate`).
 */
export interface VersionHistory {
  /** Whose versions these are; a pin may name any of them. */
  names: string[];
  /** Oldest first. Between two of them nothing is known. */
  versions: string[];
  /** By service, then by the rest of the name: the first and the last version that have it, as places in the list. Absent: all have it. */
  spans: Record<string, Record<string, [first: number, last: number]>>;
}

/** By numbers, as versions go: 1.9 before 1.10; what is no number counts as 0. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string): number[] => version.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

const cut = (name: string): [service: string, rest: string] => {
  const at = name.indexOf('.');
  return [name.slice(0, at), name.slice(at + 1)];
};

/** Reads what each version has into spans. A parameter that came and went with its operation is not listed. */
export function historyOf(
  names: string[],
  read: readonly { version: string; has: ReadonlySet<string> }[],
): VersionHistory {
  const ordered = [...read].sort((a, b) => compareVersions(a.version, b.version));
  const spans = new Map<string, [number, number]>();
  for (const [at, { has }] of ordered.entries())
    for (const name of has) {
      const span = spans.get(name);
      if (span) span[1] = at;
      else spans.set(name, [at, at]);
    }
  const history: VersionHistory = { names, versions: ordered.map(({ version }) => version), spans: {} };
  for (const [name, span] of [...spans].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const whole = name.includes('#') ? spans.get(name.slice(0, name.indexOf('#'))) : [0, ordered.length - 1];
    if (whole && whole[0] === span[0] && whole[1] === span[1]) continue;
    const [service, rest] = cut(name);
    (history.spans[service] ??= Object.create(null) as Record<string, [number, number]>)[rest] = span;
  }
  return history;
}

export type Availability =
  /** `since` has it, `pinned` is no newer than a version that has not. */
  | { state: 'not-yet'; since: string }
  /** `pinned` is no older than `gone`, the first version that was read without it. */
  | { state: 'removed'; gone: string };

/** Undefined where the pinned version has it, or where that is not known: between two versions that were read, or of a name never seen. */
export function availability(
  { spans, versions }: VersionHistory,
  name: string,
  pinned: string,
): Availability | undefined {
  const [service, rest] = cut(name);
  const own = Object.hasOwn(spans, service) ? spans[service]! : {};
  const span = Object.hasOwn(own, rest) ? own[rest] : undefined;
  if (!span) return undefined;
  const [first, last] = span;
  const before = versions[first - 1];
  if (before !== undefined && compareVersions(pinned, before) <= 0)
    return { state: 'not-yet', since: versions[first]! };
  const gone = versions[last + 1];
  return gone !== undefined && compareVersions(pinned, gone) >= 0 ? { state: 'removed', gone } : undefined;
}
