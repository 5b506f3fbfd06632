import { existsSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the program keeps things on this machine. */
export interface Paths {
  /** Holds `packs/` and `dist/`: the clone or the installed package. */
  root: string;
  packs: string;
  /** What the person taught the zoo. */
  data: string;
  /** History, and the socket where there is no runtime folder. */
  state: string;
  config: string;
  /** A socket, or on Windows a named pipe. One for each combination of the folders above. */
  socket: string;
}

/** The folder of the package that a file belongs to: the same from the sources as from a build. */
export function rootOf(file: string): string {
  for (let at = dirname(file); ; at = dirname(at))
    if (existsSync(join(at, 'package.json')) || at === dirname(at)) return at;
}

/** A socket's path has room for 104 bytes on macOS, 108 on Linux; one is a closing zero. */
const LONGEST_SOCKET = 100;

/** FNV-1a: tells folders apart in a file name; nothing secret hangs on it, and `crypto` would cost the start some milliseconds. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * The same folders as `places` of the zoo (a test compares them), worked out without a package and for any platform: this runs at every
 * start, before anything else is loaded.
 */
function folders(env: Environment, platform: NodeJS.Platform): { data: string; state: string; config: string } {
  const own = env['GORILLA_HOME'];
  if (own) return { data: join(own, 'data'), state: join(own, 'state'), config: join(own, 'config') };
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  if (platform === 'win32') {
    const local = join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'gorilla');
    const roaming = join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'gorilla');
    return { data: join(local, 'Data'), state: join(local, 'Log'), config: join(roaming, 'Config') };
  }
  if (platform === 'darwin') {
    const at = (kind: string) => join(home, 'Library', kind, 'gorilla');
    return { data: at('Application Support'), state: at('Logs'), config: at('Preferences') };
  }
  const at = (variable: string, ...fallback: string[]) => join(env[variable] || join(home, ...fallback), 'gorilla');
  return {
    data: at('XDG_DATA_HOME', '.local', 'share'),
    state: at('XDG_STATE_HOME', '.local', 'state'),
    config: at('XDG_CONFIG_HOME', '.config'),
  };
}

function socketPath(env: Environment, platform: NodeJS.Platform, state: string, key: string): string {
  if (platform === 'win32') return `\\\\.\\pipe\\gorilla-${userInfo().username}-${key}`;
  const name = `daemon-${key}.sock`;
  const runtime = env['GORILLA_HOME'] ? undefined : env['XDG_RUNTIME_DIR'];
  for (const folder of [runtime ? join(runtime, 'gorilla') : '', state]) {
    if (folder && Buffer.byteLength(join(folder, name)) <= LONGEST_SOCKET) return join(folder, name);
  }
  return join(tmpdir(), `gorilla-${process.getuid?.() ?? 'user'}`, name);
}

export function pathsFrom(env: Environment, root: string, platform: NodeJS.Platform = process.platform): Paths {
  const { data, state, config } = folders(env, platform);
  const packs = env['GORILLA_PACKS'] || join(root, 'packs');
  const key = shortHash([root, packs, data, state, config].join('\0'));
  return {
    root,
    packs,
    data,
    state,
    config: join(config, 'config.json'),
    socket: socketPath(env, platform, state, key),
  };
}
