import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ingestHub } from '../../src/ingest/hub/ingest.ts';
import { renderCall } from '../../src/render/render.ts';
import { teachIngested } from '../../src/retrieve/layers/teach.ts';
import type { Call } from '../../src/schema/call.ts';
import type { Operation } from '../../src/schema/operation.ts';
import { openDefaultEngine } from '../../src/surfaces/cli/open-engine.ts';
import { pathsFrom, rootOf } from '../../src/surfaces/cli/paths.ts';
import { checkCall, isVerified } from '../../src/verify/check-call.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';
import { tagged } from './baselines.ts';
import type { Hub, HubRecord, Question } from './data.ts';

const SOURCE = { package: 'apibench', version: '6ea57973c7a6', licence: 'Apache-2.0' };

/**
 * What our own pipeline answers when it is taught a hub's documents: the call in the benchmark's form, or an empty text. The engine is told which
 * hub is asked, as the published retrievers are. The documents are taught to a folder of their own, which is removed.
 */
export async function answerHub(
  hub: Hub,
  records: readonly HubRecord[],
  questions: readonly Question[],
): Promise<Map<number, string>> {
  const data = mkdtempSync(join(tmpdir(), 'apibench-'));
  const paths = {
    ...pathsFrom(process.env, rootOf(fileURLToPath(new URL('../../src/engine.ts', import.meta.url)))),
    data,
  };
  try {
    const ingested = ingestHub([...records], { provider: hub, source: SOURCE });
    teachIngested({ packsDir: paths.packs, userDir: data }, hub, [ingested]);
    const engine = openDefaultEngine(paths);
    const answers = new Map<number, string>();
    for (const { id, text } of questions) {
      const [best] = await engine.search(text, { scope: [hub], surface: 'python', limit: 1 });
      answers.set(id, best ? tagged(documentedCall(engine.zoo, best.operation)) : '');
    }
    engine.zoo.close();
    return answers;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** The call as the model's document has it: each argument has one value there. It passes the verifier, as any answer does. */
function documentedCall(zoo: Zoo, operation: Operation): string {
  const call: Call = {
    operation: operation.id,
    surface: 'python',
    arguments: operation.parameters.map(({ name, default: value }) => ({
      name,
      value: value ?? null,
      from: { kind: 'default' },
    })),
    missing: [],
  };
  if (!isVerified(checkCall(zoo, call, operation))) return '';
  const line = renderCall(zoo, call, operation).text.trim().split('\n').at(-1)!;
  return line.replace(/^\w+ = /, '');
}
