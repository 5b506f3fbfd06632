import { fileURLToPath } from 'node:url';
import { Engine as Answering, type Models, openModels } from '../../engine.ts';
import { LanguageModel } from '../../model/open.ts';
import { renderCall, renderText } from '../../render/render.ts';
import { Retriever } from '../../retrieve/retriever.ts';
import { checkCall } from '../../verify/check-call.ts';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import type { Engine } from './engine.ts';
import { type Paths, pathsFrom, rootOf } from './paths.ts';
import { withBackend } from './with-backend.ts';

/** The engine as it is shipped, over the packs of this machine. Fails: `pack-missing`, `pack-broken`, `pack-too-new`. */
export function openDefaultEngine(
  paths: Paths = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url))),
): Answering {
  const zoo = EmbeddedZoo.open({ packsDir: paths.packs, userDir: paths.data });
  const model = LanguageModel.in(paths.packs);
  const retriever = Retriever.open(paths.packs, zoo, model?.search());
  return new Answering(zoo, retriever, openModels(paths.packs, model !== undefined), undefined, model);
}

/** All of the machinery, put together: the one place that chooses. */
export async function openEngine(paths: Paths): Promise<Engine> {
  const answering = openDefaultEngine(paths);
  const { zoo, retriever } = answering;
  let models: Models | undefined;
  return {
    zoo,
    ask: withBackend(answering, paths.config),
    search: (words, options) => answering.search(words, options),
    render: (call, operation, style) => renderText(zoo, call, operation, style),
    renderCall: (call, operation) => renderCall(zoo, call, operation),
    check: (call, operation) => checkCall(zoo, call, operation),
    read: async (text, style) => (await import('./read-calls.ts')).readCalls(zoo, text, style),
    callFunctions: async (request, functions, { required }) => {
      const { callFunctions } = await import('../../functions/call-functions.ts');
      models ??= openModels(paths.packs, false);
      const rarity = (term: string) => retriever.rarity(term);
      return callFunctions(request, functions, { models, rarity, required }).calls;
    },
    close: () => zoo.close(),
  };
}
