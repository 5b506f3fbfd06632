import type { Environment } from './paths.ts';

/** What a command sees of the world: the real terminal, or in the daemon and in tests one that collects. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** All of the standard input, at most `limitBytes` + 1 bytes of it. */
  stdin(limitBytes: number): Promise<Uint8Array>;
  env: Environment;
  /** A person sits at both ends: questions may be asked. */
  interactive: boolean;
  /** Somebody, not a pipe, reads stderr. */
  errIsTerminal: boolean;
  colour: { out: boolean; err: boolean };
  width: number;
}

/** What of a terminal goes to the daemon with a command. */
export interface TerminalState {
  env: Record<string, string>;
  outIsTerminal: boolean;
  errIsTerminal: boolean;
  width: number;
  /** Base64. */
  stdin?: string;
}

/** The variables that change what is printed; all others stay where they are. */
const PASSED = /^(NO_COLOR|FORCE_COLOR|TERM|LANG|LC_ALL|GORILLA_.*)$/;

export function passedOn(env: Environment): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && PASSED.test(name)) kept[name] = value;
  return kept;
}

/** no-color.org: any value that is not empty switches off; FORCE_COLOR=0 does too, any other forces; else colour is for terminals. */
export function wantsColour(env: Environment, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

/** A terminal that keeps what is written to it. */
export function collectingTerminal(state: TerminalState): Terminal & { written: { out: string; err: string } } {
  const written = { out: '', err: '' };
  return {
    written,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    stdin: async () => Buffer.from(state.stdin ?? '', 'base64'),
    env: state.env,
    interactive: false,
    errIsTerminal: state.errIsTerminal,
    colour: { out: wantsColour(state.env, state.outIsTerminal), err: wantsColour(state.env, state.errIsTerminal) },
    width: state.width,
  };
}
