import { tokenize } from '../tokenize.ts';
import { type Example, type Point, Softmax } from './softmax.ts';
import { overlap, Vocabulary } from './vocabulary.ts';

/** What is known of a model: its document, or a request that it serves. */
export interface HubText {
  kind: 'document' | 'ask';
  text: string;
  /** The text's vector of the encoder. */
  vector: Float32Array;
  /** The hub's word for the task. */
  domain: string;
  /** The call that loads the model; a request may say its domain alone. */
  call?: string;
}

export interface HubHit {
  call: string;
  domain: string;
  /** Orders the hits; comparable within one request alone. */
  score: number;
}

export interface HubSettings {
  /** How sharply nearness decides between the models of a domain. */
  sharpness: number;
  /** What shared words are worth beside nearness of meaning. */
  words: number;
  /** What the domain's probability is worth beside the model's evidence. */
  domain: number;
  /** What the classifier of calls is worth. */
  call: number;
  /** A request that somebody wrote counts more than a document in learning domains. */
  askWeight: number;
}

export const HUB_SETTINGS: HubSettings = { sharpness: 14, words: 1, domain: 3, call: 1, askWeight: 4 };

const DOMAIN_ROUNDS = 24;
const CALL_ROUNDS = 8;

interface Known extends Point {
  text: HubText;
  domain: number;
  /** How much it counts as evidence for its call. */
  weight: number;
}

/**
 * Which model of a hub serves a request: first the task (a classifier learned from the hub's own documents and from written requests), then the
 * model within it. Each document and each request of a model is evidence for it, the more the nearer it is; so a model with many
 * documents is thought of first where nothing else is said.
 */
export class HubRanker {
  private readonly domains: string[] = [];
  private readonly known: Known[];
  /** The domain of a call is that of its first document. */
  private readonly domainOf = new Map<string, string>();
  private readonly vocabulary: Vocabulary;
  /** Which task, and which call. */
  private readonly softmax: Softmax;
  private readonly calls: Softmax;
  private readonly callNumbers = new Map<string, number>();

  constructor(
    texts: readonly HubText[],
    private readonly settings: HubSettings = HUB_SETTINGS,
  ) {
    this.vocabulary = new Vocabulary(texts.map(({ text }) => text));
    for (const { kind, call, domain } of texts)
      if (kind === 'document' && call !== undefined && !this.domainOf.has(call)) this.domainOf.set(call, domain);
    const documents = countCalls(texts, 'document');
    const asks = countCalls(texts, 'ask');
    const asksPerDocument = sum(asks.values()) / Math.max(1, sum(documents.values()));
    this.known = texts.map((text) => {
      const { kind, call = '' } = text;
      // How often a model is thought of is told by its documents, not by how much was written of it.
      const weight = kind === 'document' ? 1 : ((documents.get(call) ?? 0) / asks.get(call)!) * asksPerDocument;
      return {
        ...this.vocabulary.vector(text.text),
        vector: text.vector,
        text,
        domain: this.numberOf(text.domain),
        weight,
      };
    });
    const examples = this.known.map(
      (known): Example => ({
        ...known,
        class: known.domain,
        weight: known.text.kind === 'ask' ? settings.askWeight : 1,
      }),
    );
    this.softmax = Softmax.learn(examples, this.domains.length, this.vocabulary.size, DOMAIN_ROUNDS);
    for (const call of this.domainOf.keys()) this.callNumbers.set(call, this.callNumbers.size);
    const ofCalls = this.known.flatMap((known): Example[] => {
      const number = known.text.call === undefined ? undefined : this.callNumbers.get(known.text.call);
      return number === undefined ? [] : [{ ...known, class: number, weight: Math.min(1, known.weight) }];
    });
    this.calls = Softmax.learn(ofCalls, this.callNumbers.size, this.vocabulary.size, CALL_ROUNDS);
  }

  /** All calls that have a document, the best first. `vector`: the request's. */
  rank(request: string, vector: Float32Array): HubHit[] {
    const { sharpness, words, domain: worth, call: callWorth } = this.settings;
    const query: Point = { ...this.vocabulary.vector(request), vector };
    const probabilities = this.softmax.probabilities(query);
    const byCall = this.calls.probabilities(query);
    const evidence = new Map<string, number>();
    for (const known of this.known) {
      const { call } = known.text;
      if (call === undefined || !this.domainOf.has(call)) continue;
      const near = dot(known.vector, vector) + words * overlap(known, query);
      evidence.set(call, (evidence.get(call) ?? 0) + known.weight * Math.exp(sharpness * near));
    }
    return [...evidence]
      .map(([call, weight]): HubHit => {
        const domain = this.domainOf.get(call)!;
        const p = probabilities[this.numberOf(domain)]!;
        return {
          call,
          domain,
          score:
            Math.log(weight) +
            worth * Math.log(p + 1e-6) +
            callWorth * Math.log(byCall[this.callNumbers.get(call)!]! + 1e-7),
        };
      })
      .sort((a, b) => b.score - a.score || (a.call < b.call ? -1 : 1));
  }

  /** The hub's tasks by their probability. */
  tasks(request: string, vector: Float32Array): { task: string; probability: number }[] {
    const probabilities = this.softmax.probabilities({ ...this.vocabulary.vector(request), vector });
    return this.domains
      .map((task, n) => ({ task, probability: probabilities[n]! }))
      .sort((a, b) => b.probability - a.probability);
  }

  /** Of a task; hubs write one name in several ways. */
  private numberOf(domain: string): number {
    const name = taskOf(domain);
    const known = this.domains.indexOf(name);
    return known >= 0 ? known : this.domains.push(name) - 1;
  }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, n) => all + n, 0);

/** How many texts of a kind each call has; under an empty name those that say a task alone. */
function countCalls(texts: readonly HubText[], kind: HubText['kind']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind: own, call = '' } of texts) if (own === kind) counts.set(call, (counts.get(call) ?? 0) + 1);
  return counts;
}

/** `Audio Audio Classification` and `Audio Classification`, `Text-To-Speech` and `Text-to-Speech` are one task each. */
export function taskOf(domain: string): string {
  return [...new Set(tokenize(domain.toLowerCase()))].join(' ');
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < one.length; d++) sum += one[d]! * other[d]!;
  return sum;
}
