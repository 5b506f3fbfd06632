import { Engine } from '../../src/engine.ts';
import { LanguageModel } from '../../src/model/open.ts';
import { type Models, openModels } from '../../src/models.ts';
import { Retriever } from '../../src/retrieve/retriever.ts';
import { EmbeddedZoo } from '../../src/zoo/embedded.ts';
import { type Steered, steered } from './steered.ts';
import { SwappedZoo } from './swapped-zoo.ts';

/** The shipped engine over documents that can be changed under it. Models, vectors and indexes are frozen. */
export interface Bench {
  engine: Engine;
  zoo: SwappedZoo;
  steer: Steered['steer'];
  /** Which models answered: `words` alone, or with the language model. */
  model: 'words' | 'language model';
}

const CLOCK = new Date('2026-05-04T10:00:00Z');

/** Takes the language model where there is one. Fails: `pack-missing`, `pack-broken`, `pack-too-new`. */
export function openBench(packsDir: string): Bench {
  const shipped = EmbeddedZoo.open({ packsDir });
  const zoo = new SwappedZoo(shipped);
  const model = LanguageModel.in(packsDir);
  const { retriever, steer } = steered(Retriever.open(packsDir, shipped, model?.search()), zoo.besideAt);
  const models: Models = openModels(packsDir, model !== undefined);
  const engine = new Engine(zoo, retriever, models, () => CLOCK, model);
  return { engine, zoo, steer, model: model ? 'language model' : 'words' };
}
