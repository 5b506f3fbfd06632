import { join } from 'node:path';
import envPaths from 'env-paths';

/** Folders of a user; none need exist. */
export interface Places {
  /** What the user has taught: lost if removed. */
  data: string;
  config: string;
  /** May be removed at any time. */
  cache: string;
  /** History, sockets, logs. */
  state: string;
}

/** By XDG on Linux, by each platform's custom on macOS and Windows; all below `GORILLA_HOME` where that is set. */
export function places(env: NodeJS.ProcessEnv = process.env): Places {
  const home = env['GORILLA_HOME'];
  if (home) {
    return {
      data: join(home, 'data'),
      config: join(home, 'config'),
      cache: join(home, 'cache'),
      state: join(home, 'state'),
    };
  }
  const { data, config, cache, log } = envPaths('gorilla', { suffix: '' });
  return { data, config, cache, state: log };
}
