import { table } from '../../schema/table.ts';
import type { ShellWord } from '../../verify/parse/shell-words.ts';

/** A program that runs what stands behind it. */
interface Wrapper {
  /** Its options that take the next word as their value. */
  valued?: RegExp;
  /** Words of its own before the command: `timeout 5 …`. */
  own?: number;
  /** `A=b` may stand before the command. */
  assignments?: true;
  /** An option that takes a script: `sh -c '…'`. Letters may be joined with it (`-lc`). */
  script?: RegExp;
  /** Its words, joined, are a script: `eval`, `ssh host …`. */
  joined?: true;
  /** More arguments come from its input. */
  open?: true;
  /** The option that names a word to be replaced (`xargs -I{}`). */
  replaces?: RegExp;
  /** With these options it runs nothing. */
  not?: RegExp;
  /** The command stands behind one of these words only: `--`. */
  behind?: RegExp;
}

const SHELL: Wrapper = { script: /^-[a-zA-Z]*c$/, valued: /^(?:-o|-O|--rcfile|--init-file)$/ };
const BEHIND_DASHES: Wrapper = { behind: /^--$/ };

const WRAPPERS: Record<string, Wrapper> = table({
  sudo: {
    valued: /^(?:-[ughCTRDprt]|--(?:user|group|host|prompt|chdir|role|type))$/,
    assignments: true,
    not: /^-[lVvKke]$/,
  },
  doas: { valued: /^-[uC]$/ },
  env: { valued: /^(?:-[uC]|--(?:unset|chdir))$/, assignments: true, not: /^-S/ },
  nohup: {},
  time: { valued: /^-[fo]$/ },
  command: { not: /^-[vV]$/ },
  builtin: {},
  exec: { valued: /^-a$/ },
  nice: { valued: /^(?:-n|--adjustment)$/ },
  ionice: { valued: /^-[cnp]$/ },
  chrt: { own: 1 },
  taskset: { own: 1, valued: /^-p$/ },
  timeout: { own: 1, valued: /^(?:-[sk]|--(?:signal|kill-after))$/ },
  stdbuf: { valued: /^-[ioe]$/ },
  setsid: {},
  unbuffer: {},
  chronic: {},
  caffeinate: { valued: /^-[tw]$/ },
  strace: { valued: /^-[abeEIoOpPsSuUX]$/ },
  ltrace: { valued: /^-[aAeFlnopsux]$/ },
  xargs: {
    valued: /^(?:-[InPLdEsa]|--(?:max-args|max-procs|max-lines|delimiter|eof|max-chars|arg-file|replace))$/,
    open: true,
    replaces: /^(?:-I|--replace=?|-i)(.*)$/,
  },
  watch: { valued: /^(?:-[nq]|--interval|--equexit)$/, joined: true },
  eval: { joined: true },
  ssh: { own: 1, valued: /^-[BbcDEeFIiJLlmOopQRSWw]$/, joined: true },
  su: { script: /^(?:-c|--command)$/ },
  runuser: { script: /^(?:-c|--command)$/, valued: /^-u$/ },
  flock: { own: 1, valued: /^(?:-[wE]|--(?:timeout|conflict-exit-code))$/, script: /^-c$/ },
  chroot: { own: 1, valued: /^(?:--userspec|--groups)$/ },
  gosu: { own: 1 },
  'su-exec': { own: 1 },
  'dumb-init': {},
  tini: {},
  sh: SHELL,
  bash: SHELL,
  zsh: SHELL,
  dash: SHELL,
  ksh: SHELL,
  ash: SHELL,
  'aws-vault': BEHIND_DASHES,
  op: BEHIND_DASHES,
  doppler: BEHIND_DASHES,
  chamber: BEHIND_DASHES,
  dotenv: BEHIND_DASHES,
  dotenvx: BEHIND_DASHES,
  mise: BEHIND_DASHES,
  kubectl: BEHIND_DASHES,
  oc: BEHIND_DASHES,
  find: { behind: /^-(?:exec|execdir|ok|okdir)$/ },
  fd: { behind: /^(?:-[xX]|--exec|--exec-batch)$/ },
});

/** What a wrapper runs. */
export type Wrapped =
  | { kind: 'words'; words: readonly ShellWord[]; open: boolean }
  | { kind: 'script'; word: ShellWord }
  /** The words joined by blanks are a script. */
  | { kind: 'joined'; words: readonly ShellWord[] };

/** Programs that are looked at themselves too, beside what they run. */
const ALSO_ITSELF = /^(?:kubectl|oc|find|fd|op|mise|doppler|aws-vault|chamber|dotenvx?)$/;

export function isOnlyWrapper(program: string): boolean {
  return WRAPPERS[program] !== undefined && !ALSO_ITSELF.test(program);
}

/** `{}` and the like stand for what is not known here. */
function replaced(words: readonly ShellWord[], token: string): ShellWord[] {
  return words.map((word) => (word.value.includes(token) ? { ...word, dynamic: true } : word));
}

function behindMark(words: readonly ShellWord[], mark: RegExp): Wrapped[] {
  const found: Wrapped[] = [];
  for (let at = 1; at < words.length; at++) {
    if (!mark.test(words[at]!.value)) continue;
    let end = at + 1;
    while (end < words.length && words[end]!.value !== ';' && words[end]!.value !== '+') end++;
    const inner = words.slice(at + 1, mark.test('--') ? undefined : end);
    const open = words[end]?.value === '+';
    if (inner.length > 0) found.push({ kind: 'words', words: replaced(inner, '{}'), open });
    if (mark.test('--')) break;
    at = end;
  }
  return found;
}

/** What the first word's program runs of the words behind it; empty for a program that runs none of them. */
export function unwrap(words: readonly ShellWord[]): Wrapped[] {
  const wrapper = WRAPPERS[words[0]!.value.replace(/^.*\//, '')];
  if (!wrapper) return [];
  if (wrapper.behind) return behindMark(words, wrapper.behind);
  let own = wrapper.own ?? 0;
  let token: string | undefined;
  let at = 1;
  for (; at < words.length; at++) {
    const { value } = words[at]!;
    if (wrapper.not?.test(value)) return [];
    if (wrapper.script?.test(value)) {
      const word = words[at + 1];
      return word ? [{ kind: 'script', word }] : [];
    }
    const replaces = wrapper.replaces?.exec(value);
    if (replaces) token = replaces[1] || (value === '-I' ? words[at + 1]?.value : '{}');
    if (value === '--') {
      at++;
      break;
    }
    if (value.startsWith('-') && value !== '-') at += wrapper.valued?.test(value) ? 1 : 0;
    else if (wrapper.assignments && /^\w+=/.test(value)) continue;
    else if (own > 0) own--;
    else if (wrapper.script) return [];
    else break;
  }
  const inner = words.slice(at);
  if (inner.length === 0) return [];
  if (wrapper.joined) return [{ kind: 'joined', words: inner }];
  const known = token === undefined ? inner : replaced(inner, token);
  return [{ kind: 'words', words: known, open: wrapper.open === true && token === undefined }];
}
