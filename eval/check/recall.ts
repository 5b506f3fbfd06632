import { commandsOf } from '../../src/check/shell/commands.ts';
import { readShell } from '../../src/check/shell/read-shell.ts';
import { sourceOf } from '../../src/check/sources.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';
import type { ReadCorpus } from './corpora/all.ts';
import { MUTATIONS, type Mutation, mutate, ordinary, type RightCall, randomOf, rightCall } from './mutate.ts';

/** Found and made, of the vendor's own documents and of those written by hand. */
interface Recalled {
  made: number;
  found: number;
  recall: number;
}

export interface RecallResult {
  calls: number;
  mutations: number;
  found: number;
  recall: number;
  byKind: Record<Mutation, Recalled & { vendor: Recalled; byHand: Recalled }>;
  /** Sub-commands replaced by usual verbs (`kubectl obtain pods`), beside the others. */
  ordinaryVerbs: { vendor: Recalled; byHand: Recalled };
  /** Some that were missed, for a look. */
  missed: { kind: Mutation; text: string; verdict: string }[];
}

const share = (found: number, made: number): number => (made === 0 ? 0 : Number((found / made).toFixed(4)));

/** Different calls that were judged right. */
function rightCalls(zoo: Zoo, corpora: readonly ReadCorpus[]): RightCall[] {
  const commands = commandsOf(zoo);
  const seen = new Set<string>();
  const calls: RightCall[] = [];
  for (const { examples } of corpora)
    for (const { text } of examples)
      for (const read of readShell(zoo, text).calls) {
        const call = read.verdict === 'right' ? rightCall(commands, text, read) : undefined;
        if (!call || seen.has(call.text)) continue;
        seen.add(call.text);
        calls.push(call);
      }
  return calls;
}

function isVendors(zoo: Zoo, { operation }: RightCall): boolean {
  return !/fig|supplement/.test(sourceOf(zoo, operation.id)?.name ?? '');
}

/** Breaks calls that were right, equally often in each way, and asks for the verdict. */
export function measureRecall(zoo: Zoo, corpora: readonly ReadCorpus[], count: number, seed: number): RecallResult {
  const commands = commandsOf(zoo);
  const calls = rightCalls(zoo, corpora);
  const random = randomOf(seed);
  const none = (): Recalled => ({ made: 0, found: 0, recall: 0 });
  const byKind = Object.fromEntries(
    MUTATIONS.map((kind) => [kind, { ...none(), vendor: none(), byHand: none() }]),
  ) as RecallResult['byKind'];
  const missed: RecallResult['missed'] = [];
  for (const kind of MUTATIONS) {
    const all = byKind[kind];
    for (let tries = 0; all.made < count / MUTATIONS.length && tries < count * 20; tries++) {
      const call = calls[Math.floor(random() * calls.length)]!;
      const text = mutate(kind, call, random, commands);
      if (text === undefined) continue;
      const vendor = isVendors(zoo, call);
      const judged = readShell(zoo, text).calls;
      const found = judged.some(({ verdict }) => verdict === 'wrong');
      for (const tally of [all, vendor ? all.vendor : all.byHand]) {
        tally.made++;
        if (found) tally.found++;
      }
      if (!found) missed.push({ kind, text, verdict: judged.map(({ verdict }) => verdict).join(', ') });
    }
    for (const tally of [all, all.vendor, all.byHand]) tally.recall = share(tally.found, tally.made);
  }
  const ordinaryVerbs = { vendor: none(), byHand: none() };
  for (
    let tries = 0;
    ordinaryVerbs.vendor.made + ordinaryVerbs.byHand.made < count / 10 && tries < count * 20;
    tries++
  ) {
    const call = calls[Math.floor(random() * calls.length)]!;
    const text = ordinary(call, random, commands);
    if (text === undefined) continue;
    const tally = isVendors(zoo, call) ? ordinaryVerbs.vendor : ordinaryVerbs.byHand;
    tally.made++;
    if (readShell(zoo, text).calls.some(({ verdict }) => verdict === 'wrong')) tally.found++;
  }
  for (const tally of Object.values(ordinaryVerbs)) tally.recall = share(tally.found, tally.made);
  const made = MUTATIONS.reduce((sum, kind) => sum + byKind[kind].made, 0);
  const found = MUTATIONS.reduce((sum, kind) => sum + byKind[kind].found, 0);
  return { calls: calls.length, mutations: made, found, recall: share(found, made), byKind, ordinaryVerbs, missed };
}
