import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepted, type Line, rejected, skipped, type Verdict } from './judge.ts';

interface Said {
  status: number | null;
  text: string;
}

/**
 * A place in which a program finds nothing of this machine's: an empty home and an empty git repository, no cluster, no Docker, no transport
 * for git. Every command is run so that it ends with its help; should one not, there is nothing here that it could change.
 */
class Sandbox {
  private readonly folder = mkdtempSync(join(tmpdir(), 'judge-'));
  private readonly helps = new Map<string, Said | undefined>();

  constructor() {
    this.run('git', ['init', '-q', '.']);
    this.run('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-q', '--allow-empty', '-m', 'x']);
  }

  /** Undefined where the program is not installed. */
  run(program: string, args: string[]): Said | undefined {
    const { error, status, stdout, stderr } = spawnSync(program, args, {
      cwd: this.folder,
      encoding: 'utf8',
      timeout: 20_000,
      input: '',
      env: {
        PATH: process.env['PATH'],
        HOME: this.folder,
        GIT_ALLOW_PROTOCOL: 'none',
        GIT_CEILING_DIRECTORIES: this.folder,
        GIT_PAGER: 'cat',
        GIT_EDITOR: 'true',
        DOCKER_HOST: `unix://${this.folder}/none.sock`,
        KUBECONFIG: join(this.folder, 'none'),
        CHECKPOINT_DISABLE: '1',
        RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup'),
        LC_ALL: 'C',
      },
    });
    if (error) return undefined;
    return { status, text: `${stdout}\n${stderr}` };
  }

  help(program: string, args: string[]): Said | undefined {
    const key = [program, ...args].join(' ');
    if (!this.helps.has(key)) this.helps.set(key, this.run(program, args));
    return this.helps.get(key);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? '';

/** kubectl, docker, helm, gh: their parser reads all options, values with them, before it sees that help is asked for. */
function cobra(box: Sandbox, program: string, { path, words }: Line): Verdict {
  const own = path.slice(1);
  if (own.some((word, i) => words[i] !== word)) return rejected('the command path does not stand first');
  const blank = words.map((word) => (/^<.*>$/.test(word) ? '1' : word));
  // Of a command that is not installed (a plugin's), help is the parent's.
  const help = box.help(program, [...own, '--help']);
  if (!help) return skipped(`${program} is not installed`);
  if (!help.text.includes(own.join(' '))) return skipped(`${program} here has no ${own.join(' ')}`);
  const said = box.run(program, [...own, '--help', ...blank.slice(own.length)])!;
  return said.status === 0 ? accepted : rejected(firstLine(said.text));
}

/** Commands whose `-h` is looked at before anything else, or means something of its own: they are run as they stand, on the empty repository. */
const AS_IT_STANDS = new Set(
  'log diff show shortlog rev-list blame grep reflog cherry-pick revert submodule'.split(' '),
);
const ELSEWHERE = new Set(['-C', '--git-dir', '--work-tree', '--output', '--exec-path']);

/** git reads its options in order, up to `-h`. */
function git(box: Sandbox, _program: string, { path, words }: Line): Verdict {
  if (words.some((word) => ELSEWHERE.has(word.split('=', 1)[0]!))) return skipped('it would leave the sandbox');
  const cut = words.indexOf('--');
  const asked = cut < 0 ? words : words.slice(0, cut);
  const asItStands = AS_IT_STANDS.has(path[1] ?? '');
  // Only a commit that exists lets it go on to its options.
  const stands = words.map((word) => (/^<.*>$/.test(word) ? 'HEAD' : word));
  const said = box.run('git', asItStands ? stands : [...asked, '-h']);
  if (!said) return skipped('git is not installed');
  if (asItStands && /^usage: git /m.test(said.text)) return rejected(firstLine(said.text));
  const complaint = said.text
    .split('\n')
    .find((line) =>
      /unknown (option|switch|subcommand)|unrecognized argument|invalid option|is not a git command|requires a value|expects a numerical/.test(
        line,
      ),
    );
  return complaint && !/[`']h'/.test(complaint) ? rejected(complaint) : accepted;
}

/** The option names in a program's help; `-[no-]x` and `--[no-]x` are two. */
function optionsIn(help: string): Set<string> {
  const out = new Set<string>();
  for (const [, dashes, no, name] of help.matchAll(/(?<![\w-])(--?)(\[no-\])?([A-Za-z0-9][\w-]*)/g)) {
    out.add(`${dashes}${name}`);
    if (no) out.add(`${dashes}no-${name}`);
  }
  return out;
}

/** What reads nothing before help, or has no parser to ask: the names of the options, against those in the help. */
function listed(helpWords: (path: string[]) => string[][]) {
  return (box: Sandbox, program: string, { path, words }: Line): Verdict => {
    let text = '';
    for (const args of helpWords(path.slice(1))) {
      const said = box.help(program, args);
      if (!said) return skipped(`${program} is not installed`);
      text += said.text;
    }
    const known = optionsIn(text);
    if (known.size < 2) return skipped(`the help of ${path.join(' ')} lists no options`);
    const used = words.flatMap((word) => /^--?[A-Za-z0-9][\w-]*/.exec(word)?.[0] ?? []);
    const isShortRun = (word: string): boolean =>
      /^-[A-Za-z0-9]+$/.test(word) &&
      (known.has(word.slice(0, 2)) || [...word.slice(1)].every((c) => known.has(`-${c}`)));
    const lost = used.filter((word) => !known.has(word) && !isShortRun(word) && !/^-\d+$/.test(word));
    return lost.length === 0 ? accepted : rejected(`its help knows no ${lost.join(', ')}`);
  };
}

/** apply and destroy take what plan takes, and say so only in words. */
const terraform = listed((path) =>
  path[0] === 'apply' || path[0] === 'destroy'
    ? [
        [...path, '-help'],
        ['apply', '-help'],
        ['plan', '-help'],
      ]
    : [[...path, '-help']],
);
const gnu = listed((path) => [[...path, '--help']]);

const JUDGES: Record<string, (box: Sandbox, program: string, line: Line) => Verdict> = {
  kubectl: cobra,
  docker: cobra,
  helm: cobra,
  gh: cobra,
  git,
  terraform,
  cargo: gnu,
  npm: gnu,
  pip: gnu,
  curl: listed(() => [['--help', 'all']]),
  psql: gnu,
  gpg: listed(() => [['--dump-options']]),
  sqlite3: listed(() => [['-help']]),
  ffmpeg: listed(() => [['-h', 'full']]),
  ...Object.fromEntries(
    `tar grep ls du df sort cp mv rm mkdir chmod chown chgrp head tail wc cut uniq gzip find xargs sed diff touch ln stat shuf truncate usermod useradd
      make journalctl systemctl pkill apt mount umount sysctl mysql pg_dump pg_restore python3`
      .split(/\s+/)
      .map((name) => [name, gnu]),
  ),
};

/** The programs that are installed here, each by its own parser or its own help. */
export function judgeInstalled(lines: Line[]): Verdict[] {
  const box = new Sandbox();
  try {
    return lines.map((line) => {
      const program = line.path[0]!;
      const judge = JUDGES[program];
      return judge ? judge(box, program, line) : skipped(`no judge for ${program}`);
    });
  } finally {
    box.close();
  }
}
