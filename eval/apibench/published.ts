import type { SgNode } from '@ast-grep/napi';
import { parseCode } from '../../src/verify/parse/code-tree.ts';
import type { Hub, HubRecord } from './data.ts';

/**
 * The published scorer's behaviour, re-created for comparison, with its quirks: this is NOT how calls should be matched (see
 * docs/subtree-matching.md). Written anew from a description of what it does; no code of it is here.
 */
export interface PublishedVerdict {
  /** Position of the record that the answer is taken for; undefined: "hallucination". */
  record?: number;
  /** Torch Hub answers without the tag are neither right nor a hallucination. */
  untagged?: true;
}

/** A node as the scorer sees it. */
interface Candidate {
  first: string | undefined;
  text: string;
}

/** All nodes with children, the way a stack gives them: the last child's first. */
function candidatesOf(root: SgNode): Candidate[] {
  const found: Candidate[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const children = node.children();
    found.push({ first: children[0]?.text(), text: node.text() });
    for (const child of children) if (!child.isLeaf()) stack.push(child);
  }
  return found;
}

interface Pattern {
  record: number;
  name: string;
  texts: string[];
}

const PUNCTUATION = new Set(['(', ')', ',']);

/** Which arguments of a record must be found, by the hub. */
function argumentTexts(hub: Hub, list: SgNode): string[] {
  return list.children().flatMap((child) => {
    const text = child.text();
    const value = child.children()[2]?.text();
    if (hub === 'torchhub') return /repo_or_dir|model/.test(text) && value !== undefined ? [value] : [];
    const byValue = hub === 'huggingface' ? text.includes('=') : /model ?=/.test(text);
    if (byValue) return value === undefined ? [] : [value];
    return PUNCTUATION.has(text) ? [] : [text];
  });
}

const unquoted = (text: string): string => text.replace(/^'+/, '').replace(/'+$/, '');

function patternOf(hub: Hub, { api_call }: HubRecord, record: number): Pattern | undefined {
  const call = parseCode('python', api_call).children()[0]?.children()[0];
  const [name, list] = call?.children() ?? [];
  if (!name || !list) return undefined;
  const texts = argumentTexts(hub, list).map(unquoted);
  return texts.length > 0 ? { record, name: name.text(), texts } : undefined;
}

export class PublishedScorer {
  private readonly patterns: Pattern[];

  constructor(
    private readonly hub: Hub,
    records: readonly HubRecord[],
  ) {
    this.patterns = records.flatMap((record, index) => patternOf(hub, record, index) ?? []);
  }

  /** The part of an answer that is parsed; undefined where Torch Hub's finds no tag. */
  private callText(answer: string): string | undefined {
    const [whole = '', behind] = answer.split('api_call');
    if (behind === undefined) return this.hub === 'torchhub' ? undefined : whole;
    const [output = ''] = behind.split('api_provider');
    const colon = output.indexOf(':');
    const bracket = output.lastIndexOf(')');
    return output.slice((colon === -1 ? 0 : colon) + 2, bracket === -1 ? -1 : bracket + 1);
  }

  judge(answer: string): PublishedVerdict {
    const text = this.callText(answer);
    if (text === undefined) return { untagged: true };
    const candidates = candidatesOf(parseCode('python', text));
    const byName = new Map<string, Candidate>();
    for (const one of candidates) if (one.first !== undefined && !byName.has(one.first)) byName.set(one.first, one);
    const last = candidates.at(-1)!;
    for (const { record, name, texts } of this.patterns) {
      // No node of that name: the loop has run through, and what it looked at last is taken.
      const node = byName.get(name) ?? last;
      if (texts.every((one) => node.text.includes(one))) return { record };
    }
    return {};
  }
}
