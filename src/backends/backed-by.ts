import type { Answer, Asking, AskOptions, Candidate, CheckedCall } from '../schema/answer.ts';
import type { Call } from '../schema/call.ts';
import type { Operation } from '../schema/operation.ts';
import type { Zoo } from '../zoo/zoo.ts';
import { type Backend, BackendFailure, type Message } from './backend.ts';
import { type Composed, compose, type Desk } from './compose.ts';
import { described, documented } from './document.ts';
import { promptOf, repairOf, schemaOf } from './prompt.ts';
import { draftsOf } from './reply.ts';

export interface Backed {
  /** For a whole answer, repairs included; then the embedded model's stands. */
  milliseconds: number;
  /** Documents in the prompt. */
  operations?: number;
  /** Further tries after a reply with faults. */
  repairs?: number;
  clock?: () => Date;
}

const CANDIDATES = 5;
const OPERATIONS = 8;
const REPAIRS = 2;

/** What the model's last word came to. `calls` is empty where it says that nothing serves the task. */
interface Verdict {
  calls: CheckedCall[];
}

/** The embedded model's calls of an answer and what the search found, as documents for the model outside. */
function deskOf(zoo: Zoo, request: string, answer: Answer, found: Operation[], options: AskOptions, now: Date): Desk {
  const embedded = new Map<string, Call>();
  for (const { call } of answer.candidates.flatMap(({ calls }) => calls))
    if (!embedded.has(call.operation)) embedded.set(call.operation, call);
  const filled = answer.candidates.flatMap(({ calls }) => calls.map(({ operation }) => operation));
  const operations = [...new Map([...filled, ...found].map((operation) => [operation.id, operation])).values()];
  const documents = documented(zoo, operations, request, options.surface);
  return { zoo, request, now, embedded, documents: new Map(documents.map((one) => [one.operation.id, one])) };
}

function problemsOf(composed: readonly Composed[] | undefined): string[] {
  return composed ? composed.flatMap(({ problems }) => problems) : ['the answer is not the JSON that was asked for'];
}

async function answered(reply: Promise<string>): Promise<string | BackendFailure> {
  try {
    return await reply;
  } catch (failure) {
    return failure instanceof BackendFailure ? failure : new BackendFailure('it failed', failure);
  }
}

/** Asks until a reply has no fault, at most so often; the last one counts as far as it is true. Fails: `BackendFailure`. */
async function converse(backend: Backend, desk: Desk, repairs: number, signal: AbortSignal): Promise<Verdict> {
  const documents = [...desk.documents.values()];
  const schema = schemaOf(documents);
  const known = (id: string) => new Map(desk.embedded.get(id)?.arguments.map(({ name, value }) => [name, value]));
  const messages: Message[] = promptOf(
    desk.request,
    documents.map((one) => described(one, known(one.operation.id))),
  );
  let best: CheckedCall[] | undefined;
  let said: string | undefined;
  for (let round = 0; round <= repairs; round++) {
    const reply = await answered(backend.complete(messages, schema, signal));
    if (reply instanceof BackendFailure) {
      // A reply that was good but for a value is better than none.
      if (best) break;
      throw reply;
    }
    // A model that says the same again has understood nothing, and will not.
    if (reply === said) break;
    said = reply;
    const drafts = draftsOf(reply);
    if (drafts?.length === 0) return { calls: [] };
    const composed = drafts?.map((draft) => compose(draft, desk));
    const calls = composed?.flatMap(({ call }) => call ?? []);
    if (calls && calls.length === composed?.length) best = calls;
    const problems = problemsOf(composed);
    if (problems.length === 0) break;
    messages.push(...repairOf(reply, problems));
  }
  if (!best) throw new BackendFailure('none of its answers passed the checks');
  return { calls: best };
}

const operationsOf = ({ calls }: Pick<Candidate, 'calls'>): string =>
  calls.map(({ operation }) => operation.id).join('\n');

/** The model's candidate before those of the embedded model; where both mean the same operations, it stands for both. */
function merged(answer: Answer, { calls }: Verdict, limit: number): Pick<Answer, 'abstained' | 'candidates'> {
  if (calls.length === 0) return { abstained: true, candidates: answer.candidates.slice(0, limit) };
  const agreed = answer.candidates.find((candidate) => operationsOf(candidate) === operationsOf({ calls }));
  const others = answer.candidates.filter((candidate) => candidate !== agreed);
  const confidence = Math.max((1 + (agreed?.confidence ?? 0)) / 2, others[0]?.confidence ?? 0);
  return { abstained: false, candidates: [{ calls, confidence }, ...others].slice(0, limit) };
}

/**
 * An engine whose best candidate a bigger model composes, from the documents that the engine found and under the same checks: an operation that it may
 * name is one of the documents', a name one of its parameters', a value stands in the request or in the document. When the model is silent, late or
 * does not pass, the engine's own answer stands, and says why.
 */
export function backedBy(engine: Asking & { readonly zoo: Zoo }, backend: Backend, options: Backed): Asking {
  const { milliseconds, operations = OPERATIONS, repairs = REPAIRS, clock = () => new Date() } = options;
  return {
    search: (words, asked) => engine.search(words, asked),
    async ask(request, asked = {}) {
      const started = performance.now();
      const { limit = CANDIDATES } = asked;
      if (asked.offline) return engine.ask(request, asked);
      const whole = await engine.ask(request, { ...asked, limit: CANDIDATES });
      const answer = { ...whole, candidates: whole.candidates.slice(0, limit) };
      try {
        const hits = await engine.search(request, { ...asked, limit: operations });
        const desk = deskOf(
          engine.zoo,
          request,
          answer,
          hits.map(({ operation }) => operation),
          asked,
          clock(),
        );
        if (desk.documents.size === 0) return answer;
        const verdict = await converse(backend, desk, repairs, AbortSignal.timeout(milliseconds));
        const backed = merged(whole, verdict, limit);
        return {
          ...answer,
          ...backed,
          latencyMs: performance.now() - started,
          backend: { model: backend.name, used: true },
        };
      } catch (failure) {
        if (!(failure instanceof BackendFailure)) throw failure;
        const why = failure.message;
        return {
          ...answer,
          latencyMs: performance.now() - started,
          backend: { model: backend.name, used: false, why },
        };
      }
    },
  };
}
