import type { Entry, EntryExample } from '../../ingest/community/entry.ts';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Operation } from '../../schema/operation.ts';
import type { Engine } from '../cli/engine.ts';
import type { HistoryEntry } from '../cli/history.ts';

const MOST_EXAMPLES = 12;

/**
 * An entry of the community zoo from what was taught. Its examples are requests that the engine answers whole: of the person's own history first, then the
 * operations' summaries, which the person should put in words of their own.
 *
 * Fails: `source-unsupported` where the pack holds shipped operations too, which are not the person's to publish.
 */
export async function entryOf(
  name: string,
  parts: Ingested[],
  engine: Pick<Engine, 'ask'>,
  history: HistoryEntry[],
): Promise<Entry> {
  const [part, ...others] = parts;
  const source = part?.sources[0];
  if (!part || !source || others.length > 0 || part.sources.length > 1)
    throw new AppError(
      'source-unsupported',
      `${name} is joined with what is shipped: it is not one description`,
      'Teach the description under a name of its own, and publish that.',
    );
  return {
    $schema: './entry.schema.json',
    name: part.provider,
    title: part.provider,
    version: source.version,
    licence: source.licence,
    ...(source.attribution ? { attribution: source.attribution } : {}),
    // A path of this machine says nothing to others.
    source: /^https?:/.test(source.package) ? source.package : 'UNKNOWN: put the address of the description here',
    operations: part.operations.map(({ id: _id, provider: _provider, origin: _origin, ...rest }) => rest),
    ...(Object.keys(part.types).length > 0 ? { types: part.types } : {}),
    examples: await examplesOf(part, engine, history),
  };
}

async function examplesOf(
  part: Ingested,
  engine: Pick<Engine, 'ask'>,
  history: HistoryEntry[],
): Promise<EntryExample[]> {
  const examples: EntryExample[] = [];
  const asked = history.map((one) => one.request);
  const drafts = part.operations.map((one) => ({
    request: one.summary.charAt(0).toLowerCase() + one.summary.slice(1),
    operation: one,
  }));
  const wanted: { request: string; operation?: Operation }[] = [...asked.map((request) => ({ request })), ...drafts];
  const ids = new Set(part.operations.map((one) => one.id));
  for (const { request, operation } of wanted) {
    if (examples.length >= MOST_EXAMPLES) break;
    if (request.length < 8 || request.length > 300 || examples.some((one) => one.request === request)) continue;
    // A request of the history counts where it was this API's without anybody saying so.
    const { candidates, abstained } = await engine.ask(request, {
      limit: 1,
      ...(operation ? { scope: [part.provider] } : {}),
    });
    const call = candidates[0]?.calls.length === 1 ? candidates[0].calls[0]?.rendered : undefined;
    if (
      (abstained && !operation) ||
      !call ||
      !ids.has(call.operation) ||
      (operation && call.operation !== operation.id)
    )
      continue;
    examples.push({
      request,
      surface: call.surface,
      op: call.path,
      ...(Object.keys(call.arguments).length > 0 ? { args: call.arguments } : {}),
      ...(call.missing.length > 0 ? { missing: call.missing } : {}),
    });
  }
  return examples;
}
