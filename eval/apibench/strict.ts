import type { SgNode } from '@ast-grep/napi';
import type { Json } from '../../src/schema/operation.ts';
import { nodesOf, parseCode } from '../../src/verify/parse/code-tree.ts';
import { HOLE } from '../../src/verify/tree/dynamic.ts';
import { PythonTree } from '../../src/verify/tree/python-tree.ts';
import { type MatchArgument, SubtreeIndex } from '../../src/verify/tree/subtree-index.ts';
import type { HubRecord } from './data.ts';

/** A call as it is compared: its function, and its texts. */
export interface HubCall {
  callee: string;
  arguments: MatchArgument[];
}

const DOTTED = /^[A-Za-z_][\w.]*$/;

/** `transformers.AutoModel.from_pretrained` and `AutoModel.from_pretrained` are one function, `tensorflow_hub.load` is `hub.load`. */
function calleeOf(text: string): string {
  return text.replace(/^tensorflow_hub\./, 'hub.').replace(/^(?:transformers|diffusers|sentence_transformers)\./, '');
}

/** Texts within an argument that is itself a call (`tokenizer=AutoTokenizer.from_pretrained('x')`). */
function innerTexts(tree: PythonTree, node: SgNode): Json[] {
  return nodesOf(node, 'string')
    .map((one) => tree.value(one))
    .filter((value) => typeof value === 'string' && !value.includes(HOLE));
}

/** The calls of a Python text whose function is a plain dotted name, the outer ones first. */
export function callsOf(text: string): HubCall[] {
  const tree = new PythonTree(parseCode('python', text));
  return tree.calls().flatMap((node) => {
    const callee = node.field('function')?.text() ?? '';
    if (!DOTTED.test(callee)) return [];
    const given = tree.callTree(node).arguments.flatMap(({ name, value, node: argument }): MatchArgument[] => {
      const own = name === undefined ? {} : { name };
      if (typeof value === 'string' && !value.includes(HOLE)) return [{ ...own, value }];
      // By place, so that what follows keeps its own.
      const here: MatchArgument = { ...own, value: HOLE };
      return [here, ...innerTexts(tree, argument).map((one) => ({ name: '*', value: one }))];
    });
    return [{ callee: calleeOf(callee), arguments: given }];
  });
}

/** The call that a record documents. */
function patternOf(apiCall: string): HubCall | undefined {
  return callsOf(apiCall)[0];
}

/** The call that an answer gives, in the tagged form of the benchmark or as plain code. */
export function answerText(answer: string): string {
  const clean = answer.replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll("\\'", "'");
  const behind = clean.split(/<*\s*['"]?api_call['"]?\s*>*/)[1];
  if (behind === undefined) return clean;
  const [call = ''] = behind.split(/[<'",\s]*api_provider/);
  return call.replace(/^[\s:'">\\]+/, '').replace(/[\s,'"<\\]+$/, '');
}

export interface StrictVerdict {
  /** The answer is the gold call: the function and all of its texts. */
  exact: boolean;
  /** It is the call of a record with the gold's domain. */
  domain: boolean;
  /** It is no record's call. */
  hallucinated: boolean;
}

/** Our scorer: a call is a record's call where function and literals are the record's, by value. Nothing else counts as found. */
export class StrictScorer {
  private readonly index = new SubtreeIndex<HubRecord>();

  constructor(records: readonly HubRecord[]) {
    for (const record of records) {
      const pattern = patternOf(record.api_call);
      // A call without a text names no model.
      if (pattern?.arguments.some(({ value }) => value !== HOLE))
        this.index.add(pattern.callee, pattern.arguments, record);
    }
  }

  judge(answer: string, gold: { call: string; domain: string }): StrictVerdict {
    const text = answerText(answer);
    const calls = callsOf(text);
    const found = calls.flatMap((call) => this.index.match(call.callee, call.arguments));
    const pattern = patternOf(gold.call);
    // Some gold answers are no Python: those are compared as text.
    const exact = pattern ? calls.some((call) => holds(call, pattern)) : squeezed(text) === squeezed(gold.call);
    return {
      exact,
      domain: exact || found.some(({ domain }) => domain === gold.domain),
      hallucinated: found.length === 0 && !exact,
    };
  }
}

const squeezed = (text: string): string => text.replace(/^['"\s]+|['"\s]+$/g, '').replace(/\s+/g, ' ');

/** The function of the pattern, with all of its texts in whatever argument: some gold answers give by place what may only be named. */
function holds(call: HubCall, pattern: HubCall): boolean {
  const texts = new Set(call.arguments.map(({ value }) => value));
  return call.callee === pattern.callee && pattern.arguments.every(({ value }) => value === HOLE || texts.has(value));
}
