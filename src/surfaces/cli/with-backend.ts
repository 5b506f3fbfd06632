import type { Asking, AskOptions } from '../../schema/answer.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { type Config, loadConfig } from './config.ts';

/** What a change of the configuration makes anew. */
const keyOf = (config: Config): string =>
  JSON.stringify([config['backend.url'], config['backend.model'], config['backend.keyEnv'], config['backend.seconds']]);

async function madeFor(
  config: Config,
  engine: Asking & { readonly zoo: Zoo },
  env: NodeJS.ProcessEnv,
): Promise<Asking> {
  const [{ backedBy }, { backendOf }] = await Promise.all([
    import('../../backends/backed-by.ts'),
    import('../../backends/settings.ts'),
  ]);
  const backend = backendOf(
    { url: config['backend.url'], model: config['backend.model'], keyEnv: config['backend.keyEnv'] },
    env,
  );
  return backend ? backedBy(engine, backend, { milliseconds: config['backend.seconds'] * 1_000 }) : engine;
}

/**
 * The engine, with the backend that the configuration names at the time of each request; without one, the engine as it is. A process that runs for days
 * follows `gorilla config set`. Fails: `config-invalid`.
 */
export function withBackend(
  engine: Asking & { readonly zoo: Zoo },
  configFile: string,
  env: NodeJS.ProcessEnv = process.env,
): Asking['ask'] {
  let made: { key: string; asking: Promise<Asking> } | undefined;
  return async (request: string, options: AskOptions = {}) => {
    if (options.offline) return engine.ask(request, options);
    const config = loadConfig(configFile);
    if (config['backend.url'] === '') return engine.ask(request, options);
    const key = keyOf(config);
    if (made?.key !== key) made = { key, asking: madeFor(config, engine, env) };
    return (await made.asking).ask(request, options);
  };
}
