import { fileURLToPath } from 'node:url';
import { Engine as Answering } from '../../engine.ts';
import { LanguageModel } from '../../model/open.ts';
import { openModels } from '../../models.ts';
import { renderCall, renderText } from '../../render/render.ts';
import { Retriever } from '../../retrieve/retriever.ts';
import { AppError } from '../../schema/error.ts';
import { checkCall } from '../../verify/check-call.ts';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import type { Engine } from './engine.ts';
import { type Paths, pathsFrom, rootOf } from './paths.ts';
import { withBackend } from './with-backend.ts';

/** The engine as it is shipped, over the packs of this machine. `warm`: somebody asks at once, so that the networks are loaded while all else is. Fails: `pack-missing`, `pack-broken`, `pack-too-new`. */
export function openDefaultEngine(
  paths: Paths = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url))),
  warm = false,
): Answering {
  const model = LanguageModel.in(paths.packs);
  if (warm) model?.warm();
  const zoo = EmbeddedZoo.open({ packsDir: paths.packs, userDir: paths.data });
  const retriever = Retriever.open(paths.packs, zoo, model?.search());
  return new Answering(zoo, retriever, openModels(paths.packs, model !== undefined), undefined, model, warn);
}

/** A machine that the networks' runtime does not know still gets answers. */
function warn(cause: unknown): void {
  const why = cause instanceof AppError ? `${cause.message} ${cause.hint}` : String(cause);
  process.emitWarning(`The language model cannot be used, so that words alone decide. ${why}`, {
    code: 'GORILLA_MODEL',
  });
}

/** A process that stays embeds what was taught once it has nothing else to do; one that ends at once does not wait for it. */
const IDLE_MS = 1500;
function embedLater(engine: Answering): { cancel(): void } {
  let cancelled = false;
  const timer = setTimeout(() => {
    // A zoo that is closed on the way has no more documents to give, which is no fault of the model.
    engine.embedTaught().catch((cause: unknown) => {
      if (!cancelled) warn(cause);
    });
  }, IDLE_MS).unref();
  return {
    cancel: () => {
      cancelled = true;
      clearTimeout(timer);
    },
  };
}

/** All of the machinery, put together: the one place that chooses. */
export async function openEngine(paths: Paths, warm = false): Promise<Engine> {
  const answering = openDefaultEngine(paths, warm);
  const { zoo, retriever } = answering;
  const embedding = embedLater(answering);
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
      const rarity = (term: string) => retriever.rarity(term);
      const options = { models: answering.models, ...answering.reading(), rarity, required };
      return (await callFunctions(request, functions, options)).calls;
    },
    close: () => {
      embedding.cancel();
      zoo.close();
    },
  };
}
