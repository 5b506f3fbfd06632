import { type Command, forEachChild, type HereDoc, type SyntaxNode } from 'unbash';
import { parseShell, type ShellCommand, wordsOf } from '../../verify/parse/shell-words.ts';

/** A simple command of a script. */
export interface ScriptCommand extends ShellCommand {
  /** The here-document that it reads. */
  heredoc?: { start: number; end: number; quoted: boolean };
}

export interface Script {
  /** In the order of the text, those of substitutions, loops and functions too. */
  commands: ScriptCommand[];
  /** Names that the script itself gives a meaning: functions and aliases. */
  defined: ReadonlySet<string>;
  /** Variables that hold one literal wherever they are read. */
  constants: ReadonlyMap<string, string>;
  errors: readonly { message: string; pos: number }[];
}

/** Commands that give their arguments a value that nobody sees here. */
const ASSIGNING = /^(?:read|mapfile|readarray|getopts|unset|let|printf)$/;
/** A name that the surroundings may set. */
const LITERAL_VALUE = /^[\w./:@%+,=-]*(?: [\w./:@%+,=-]+)*$/;

class Collector {
  readonly commands: ScriptCommand[] = [];
  readonly defined = new Set<string>();
  private readonly values = new Map<string, string | undefined>();

  readonly visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case 'Command':
        this.command(node);
        break;
      case 'Function':
        this.defined.add(node.name.value);
        break;
      case 'For':
      case 'Select':
        this.values.set(node.name.value, undefined);
        break;
      case 'Assignment':
        this.assign(node.name, node.append || node.index || node.value.type !== 'Word' ? undefined : node.value);
        break;
      case 'ParameterExpansion':
        if (node.operation?.type === 'Default' && node.operation.operator.endsWith('='))
          this.values.set(node.parameter, undefined);
        break;
      case 'CommandExpansion':
        // Its positions are of a text of its own.
        if (node.script?.source !== undefined) return;
        break;
    }
    forEachChild(node, this.visit);
  };

  constants(): Map<string, string> {
    const known = new Map<string, string>();
    for (const [name, value] of this.values) if (value !== undefined) known.set(name, value);
    return known;
  }

  private assign(name: string, word: { text: string; value: string; parts?: unknown } | undefined): void {
    const literal = word && word.parts === undefined ? word.value : undefined;
    const quoted = word && /^(?:'[^']*'|"[^"$`\\]*")$/.test(word.text) ? word.value : undefined;
    const value = literal ?? quoted;
    const clash = this.values.has(name) && this.values.get(name) !== value;
    this.values.set(name, clash || value === undefined || !LITERAL_VALUE.test(value) ? undefined : value);
  }

  private command(node: Command): void {
    const words = wordsOf(node);
    if (words.length === 0) return;
    const program = words[0]!.value;
    if (program === 'alias') for (const { value } of words.slice(1)) this.defined.add(value.split('=', 1)[0]!);
    if (ASSIGNING.test(program))
      for (const { value } of words.slice(1)) this.values.set(value.split('=', 1)[0]!, undefined);
    const heredoc = node.redirects.find((one): one is HereDoc => one.type === 'HereDoc');
    this.commands.push({
      words,
      start: words[0]!.start,
      end: words.at(-1)!.end,
      ...(heredoc
        ? { heredoc: { start: heredoc.body.pos, end: heredoc.body.end, quoted: heredoc.delimiter?.quoted ?? false } }
        : {}),
    });
  }
}

export function readScript(text: string): Script {
  const tree = parseShell(text);
  const collector = new Collector();
  collector.visit(tree);
  return {
    commands: collector.commands,
    defined: collector.defined,
    constants: collector.constants(),
    errors: tree.errors ?? [],
  };
}
