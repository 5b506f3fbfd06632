import type { ShellWord } from '../../verify/parse/shell-words.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { isManifest } from '../extract/kind-of-file.ts';
import type { Nested, ReadCall, Reader, Reading } from '../reading.ts';
import { type Commands, commandsOf } from './commands.ts';
import { withConstants } from './constants.ts';
import { judgeLine } from './judge.ts';
import { readCurl } from './read-curl.ts';
import { readScript, type Script, type ScriptCommand } from './script.ts';
import { unquote } from './unquote.ts';
import { isOnlyWrapper, unwrap } from './wrappers.ts';

/** Scripts within scripts, deeper than anybody writes. */
const DEEPEST = 6;
/** The shell's own, and what the zoo cannot help with: no calls. */
const SHELLS_OWN =
  /^(?:[.:[]|\[\[|alias|bg|break|builtin|cd|continue|declare|dirs|disown|echo|enable|eval|exec|exit|export|false|fc|fg|getopts|hash|jobs|let|local|popd|printf|pushd|pwd|read|readonly|return|set|shift|shopt|source|test|times|trap|true|type|typeset|ulimit|umask|unalias|unset|wait|then|do|else|fi|done)$/;
const SHELL = /^(?:ba|z|da|k|a)?sh$/;
/** Of these the words behind the image or the host are a command. */
const RUNS_A_COMMAND = /^(?:docker|podman|nerdctl|docker-compose) /;

class ShellReading {
  readonly calls: ReadCall[] = [];
  readonly problems: Reading['problems'] = [];
  readonly nested: Nested[] = [];
  /** No constant stands in the words of the command at hand. */
  private asWritten = true;

  constructor(
    private readonly commands: Commands,
    private readonly text: string,
    private readonly script: Script,
    private readonly toOuter: (at: number) => number,
    private readonly depth: number,
  ) {}

  read(): void {
    for (const { message, pos } of this.script.errors) this.problems.push({ at: this.toOuter(pos), message });
    for (const command of this.script.commands) this.command(command);
  }

  private command(command: ScriptCommand): void {
    const words = withConstants(command.words, this.script.constants, this.text);
    this.asWritten = words === command.words;
    if (words.length === 0) return;
    this.words(words, false, 0);
    const { heredoc } = command;
    const document = heredoc ? this.text.slice(heredoc.start, heredoc.end) : '';
    // `kubectl apply -f - <<EOF`, or whatever else the document is for.
    if (heredoc && isManifest(document))
      this.nested.push({ language: 'manifest', text: document, offset: (at) => this.toOuter(heredoc.start + at) });
    if (heredoc && SHELL.test(words[0]!.value) && words.every(({ value }, at) => at === 0 || value.startsWith('-')))
      this.inner(document, (at) => this.toOuter(heredoc.start + at));
  }

  private words(words: readonly ShellWord[], open: boolean, depth: number): void {
    const [program] = words;
    if (!program || depth > DEEPEST) return;
    if (program.dynamic || program.blank) {
      this.push({
        verdict: 'not-checked',
        ...rangeOf(words),
        findings: [],
        why: 'its program is known only when it runs',
      });
      return;
    }
    const name = program.value.replace(/^.*\//, '');
    if (this.script.defined.has(name)) return;
    for (const one of unwrap(words)) {
      if (one.kind === 'words') this.words(one.words, open || one.open, depth + 1);
      else if (one.kind === 'script') this.word(one.word);
      else if (one.words.length === 1) this.word(one.words[0]!);
      else this.words(one.words, open, depth + 1);
    }
    if (isOnlyWrapper(name) || SHELLS_OWN.test(name)) return;
    const judged = judgeLine(this.commands, { words, text: this.text, open }, this.asWritten);
    if (!judged) {
      this.push({ verdict: 'unknown', ...rangeOf(words), findings: [], why: `${name} is not in the zoo` });
      return;
    }
    this.push(judged.call);
    const request = name === 'curl' ? readCurl(this.commands.zoo, this.text, words) : undefined;
    if (request) this.push(request);
    const { runs } = judged;
    if (runs && RUNS_A_COMMAND.test(`${name} `) && this.commands.tree.program(runs[0]!.value))
      this.words(runs, open, depth + 1);
  }

  /** A word that is a script. */
  private word(word: ShellWord): void {
    const inner = unquote(this.text, word.start, word.end);
    if (inner) this.inner(inner.text, (at) => this.toOuter(inner.at[at] ?? word.end));
  }

  private inner(text: string, toOuter: (at: number) => number): void {
    if (this.depth >= DEEPEST) return;
    const inner = new ShellReading(this.commands, text, readScript(text), toOuter, this.depth + 1);
    inner.read();
    this.calls.push(...inner.calls);
    this.nested.push(...inner.nested);
  }

  /** Behind the last character: what follows it within may stand elsewhere outside. */
  private endOf(end: number): number {
    return end === 0 ? this.toOuter(0) : this.toOuter(end - 1) + 1;
  }

  private push(call: ReadCall): void {
    this.calls.push({
      ...call,
      start: this.toOuter(call.start),
      end: this.endOf(call.end),
      findings: call.findings.map((finding) => ({
        ...finding,
        ...(finding.start === undefined ? {} : { start: this.toOuter(finding.start) }),
        ...(finding.end === undefined ? {} : { end: this.endOf(finding.end) }),
      })),
    });
  }
}

function rangeOf(words: readonly ShellWord[]): { start: number; end: number } {
  return { start: words[0]!.start, end: words.reduce((far, word) => Math.max(far, word.end), 0) };
}

export function readShellWith(commands: Commands, text: string): Reading {
  const reading = new ShellReading(commands, text, readScript(text), (at) => at, 0);
  reading.read();
  return { calls: reading.calls, problems: reading.problems, nested: reading.nested };
}

/** The commands of a shell text, those within pipelines, substitutions, loops, wrappers and `sh -c` too. */
export const readShell: Reader = (zoo: Zoo, text: string): Reading => readShellWith(commandsOf(zoo), text);
