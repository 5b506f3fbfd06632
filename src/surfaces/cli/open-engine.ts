import { fileURLToPath } from 'node:url';
import { Engine as Answering, openModels } from '../../engine.ts';
import { renderCall, renderText } from '../../render/render.ts';
import { Retriever } from '../../retrieve/retriever.ts';
import { checkCall } from '../../verify/check-call.ts';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import type { Engine } from './engine.ts';
import { type Paths, pathsFrom, rootOf } from './paths.ts';

/** The engine as it is shipped, over the packs of this machine. Fails: `pack-missing`, `pack-broken`, `pack-too-new`. */
export function openDefaultEngine(
  paths: Paths = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url))),
): Answering {
  const zoo = EmbeddedZoo.open({ packsDir: paths.packs, userDir: paths.data });
  return new Answering(zoo, Retriever.open(paths.packs, zoo), openModels(paths.packs));
}

/** All of the machinery, put together: the one place that chooses. */
export async function openEngine(paths: Paths): Promise<Engine> {
  const answering = openDefaultEngine(paths);
  const { zoo } = answering;
  return {
    zoo,
    ask: (request, options) => answering.ask(request, options),
    search: (words, options) => answering.search(words, options),
    render: (call, operation, style) => renderText(zoo, call, operation, style),
    renderCall: (call, operation) => renderCall(zoo, call, operation),
    check: (call, operation) => checkCall(zoo, call, operation),
    read: async (text, style) => (await import('./read-calls.ts')).readCalls(zoo, text, style),
    close: () => zoo.close(),
  };
}
