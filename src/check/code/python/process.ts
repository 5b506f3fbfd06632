import type { SgNode } from '@ast-grep/napi';
import { argumentOf, type CallTree, named } from '../../../verify/tree/call-tree.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import type { PythonTree } from '../../../verify/tree/python-tree.ts';
import type { PlacedText } from '../../../verify/tree/text-value.ts';
import type { Nested } from '../../reading.ts';
import { shellOfText, shellOfWords } from '../nested-shell.ts';

const PROGRAMS = /^subprocess\.(?:run|call|check_call|check_output|Popen)$/;
const SHELLS =
  /^(?:os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput)|asyncio\.(?:subprocess\.)?create_subprocess_shell)$/;
const WORDS = /^asyncio\.(?:subprocess\.)?create_subprocess_exec$/;

export const runsPrograms = (path: string): boolean => PROGRAMS.test(path) || SHELLS.test(path) || WORDS.test(path);

/** The words of a list of arguments; what is not literal is one word that is not known, and a spread any number of them. */
function wordsOf(tree: PythonTree, items: readonly SgNode[]): (PlacedText | undefined)[] | undefined {
  const words = items
    .filter((item) => item.kind() !== 'comment')
    .map((item) => (item.kind() === 'list_splat' ? undefined : (tree.text(item) ?? hole(item))));
  const [program] = words;
  // Without a literal program there is nothing to look up.
  return program && !program.text.includes(HOLE) ? words : undefined;
}

function hole(node: SgNode): PlacedText {
  const start = node.range().start.index;
  return { text: HOLE, at: [start, start] };
}

function listOf(node: SgNode): SgNode[] | undefined {
  if (node.kind() === 'list' || node.kind() === 'tuple') return node.namedChildren();
  return undefined;
}

/** `['aws', 's3'] + files`: what is added is any number of words. */
function listWords(tree: PythonTree, node: SgNode): (PlacedText | undefined)[] | undefined {
  const items = listOf(node);
  if (items) return wordsOf(tree, items);
  if (node.kind() !== 'binary_operator' || node.field('operator')?.text() !== '+') return undefined;
  const left = listWords(tree, node.field('left')!);
  if (!left) return undefined;
  const right = listOf(node.field('right')!);
  return [...left, ...((right && wordsAfter(tree, right)) ?? [undefined])];
}

function wordsAfter(tree: PythonTree, items: readonly SgNode[]): (PlacedText | undefined)[] {
  return items
    .filter((item) => item.kind() !== 'comment')
    .map((item) => (item.kind() === 'list_splat' ? undefined : (tree.text(item) ?? hole(item))));
}

/** `'aws s3 ls'.split()` and `shlex.split('aws s3 ls')` are a command line. */
function splitText(tree: PythonTree, node: SgNode, isShlex: (callee: SgNode) => boolean): PlacedText | undefined {
  if (node.kind() !== 'call') return undefined;
  const callee = node.field('function')!;
  const [first] = node.field('arguments')?.namedChildren() ?? [];
  if (isShlex(callee)) return first && tree.text(first);
  if (callee.kind() !== 'attribute' || callee.field('attribute')?.text() !== 'split' || first) return undefined;
  return tree.text(callee.field('object')!);
}

/** The command line that a call of `subprocess` or `os` runs: `'dynamic'` where it is not known, undefined where none is run. */
export function commandOf(
  tree: PythonTree,
  path: string,
  call: CallTree,
  isShlex: (callee: SgNode) => boolean,
): Nested | 'dynamic' | undefined {
  const first = argumentOf(call, 0, SHELLS.test(path) ? 'command' : 'args') ?? argumentOf(call, 0, 'cmd');
  if (WORDS.test(path)) {
    const words = wordsOf(
      tree,
      (call.node.field('arguments')?.namedChildren() ?? []).filter((one) => one.kind() !== 'keyword_argument'),
    );
    return words ? shellOfWords(words) : 'dynamic';
  }
  if (!first) return undefined;
  const text = tree.text(first.node);
  if (SHELLS.test(path) || named(call, 'shell')?.value === true) {
    if (text && !/^\s*\u{e010}/u.test(text.text)) return shellOfText(text);
    if (!listOf(first.node)) return 'dynamic';
  }
  const line = splitText(tree, first.node, isShlex);
  if (line && !/^\s*\u{e010}/u.test(line.text)) return shellOfText(line);
  const words = listWords(tree, first.node);
  if (words) return shellOfWords(words);
  // One text without a shell is the name of a program.
  return text ? undefined : 'dynamic';
}
