import { AppError } from '../schema/error.ts';
import { type Backend, BackendFailure } from './backend.ts';
import { OpenAiCompatible } from './openai-compatible.ts';

/** As it stands in the configuration: `backend.url`, `backend.model`, `backend.keyEnv`. */
export interface BackendConfig {
  url: string;
  model: string;
  keyEnv: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

const invalid = (message: string, hint: string): AppError => new AppError('config-invalid', message, hint);

/** One that cannot be asked, and says why with each answer. */
const silent = (name: string, why: string): Backend => ({
  name,
  complete: () => Promise.reject(new BackendFailure(why)),
});

/**
 * The backend that is configured; undefined where there is none. The key is read from the environment, for a configuration file is copied and
 * shown; without it nothing breaks, for the embedded model is there. Fails: `config-invalid`.
 */
export function backendOf({ url, model, keyEnv }: BackendConfig, env: NodeJS.ProcessEnv): Backend | undefined {
  if (url === '') return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw invalid(
      'backend.url is no http(s) address.',
      'It looks like http://127.0.0.1:8080/v1: gorilla config set backend.url …',
    );
  if (parsed.username !== '' || parsed.password !== '')
    throw invalid('backend.url holds a password.', 'Put the key into a variable and its name into backend.keyEnv.');
  if (keyEnv === '') return new OpenAiCompatible({ url, model });
  if (parsed.protocol === 'http:' && !LOOPBACK.test(parsed.hostname))
    throw invalid(
      `The key would go to ${parsed.hostname} unencrypted.`,
      'Use https, or no key: gorilla config unset backend.keyEnv',
    );
  const key = env[keyEnv]?.trim();
  return key
    ? new OpenAiCompatible({ url, model, key })
    : silent(model, `${keyEnv} is not set where gorilla started (gorilla daemon stop starts it anew)`);
}
