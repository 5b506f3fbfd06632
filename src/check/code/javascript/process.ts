import type { CallTree } from '../../../verify/tree/call-tree.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import type { PlacedText } from '../../../verify/tree/text-value.ts';
import { bare, type TypescriptTree } from '../../../verify/tree/typescript-tree.ts';
import type { Nested } from '../../reading.ts';
import { shellOfText, shellOfWords } from '../nested-shell.ts';

const LINES =
  /^(?:child_process#exec(?:Sync)?|execa#execa?Command(?:Sync)?|@actions\/exec#(?:exec|getExecOutput)|shelljs#exec)$/;
const WORDS =
  /^(?:child_process#(?:spawn|execFile)(?:Sync)?|execa#(?:execa|execaSync|default)|cross-spawn#default|@actions\/exec#(?:exec|getExecOutput))$/;
const TAGS = /^(?:zx#\$|execa#\$|bun#\$)$/;

export const runsProgram = (path: string): boolean => LINES.test(path) || WORDS.test(path) || TAGS.test(path);

const begins = (text: PlacedText): boolean => !/^\s*\u{e010}/u.test(text.text);

function hole(start: number): PlacedText {
  return { text: HOLE, at: [start, start] };
}

/** The command line of `exec('…')`, `spawn('aws', […])`, `$`…``: `'dynamic'` where it is not known, undefined where none is run. */
export function commandOf(tree: TypescriptTree, path: string, call: CallTree): Nested | 'dynamic' | undefined {
  const tagged = call.node.field('arguments');
  if (tagged?.kind() === 'template_string') {
    const text = TAGS.test(path) ? tree.text(tagged) : undefined;
    return text && begins(text) ? shellOfText(text) : undefined;
  }
  const [first, second] = call.arguments;
  if (!first || TAGS.test(path)) return undefined;
  const program = tree.text(first.node);
  if (!program || !begins(program)) return 'dynamic';
  const list = second && bare(second.node).kind() === 'array' ? bare(second.node) : undefined;
  if (!WORDS.test(path) || (LINES.test(path) && !list)) return shellOfText(program);
  // A list that is made elsewhere is any number of words.
  const isVariable = second && bare(second.node).kind() !== 'object';
  const words = list
    ?.namedChildren()
    .filter((item) => item.kind() !== 'comment')
    .map((item) =>
      item.kind() === 'spread_element' ? undefined : (tree.text(item) ?? hole(item.range().start.index)),
    );
  return shellOfWords([program, ...(words ?? (isVariable ? [undefined] : []))]);
}
