import type { Literal } from '../literal.ts';
import { findLiterals } from '../literals/find-literals.ts';
import { IMPERATIVES } from './data.ts';

/** A part of a request that may be a call of its own: half-open range, without the words that join it to the others. */
export interface Clause {
  text: string;
  start: number;
  end: number;
  /** The verb of the first clause, said once for all: it stands before `text` where that is read, and is not of the range. */
  verb?: string;
}

const ONCE =
  "(?:once|when|as soon as) (?:that(?:['’]s| is)?|it(?:['’]s| is)?|this is|they are|you(?:['’]re| are)?)? ?(?:done|finished|ready|up|through|over|complete|merged|built|pushed|created|stopped|running)";
/** Words that say outright that something else follows. */
const STRONG = new RegExp(
  `\\s{0,4}(?:[,;.:?!–—]\\s{0,4}|\\s)(?:and |but |or )?(?:and then|then|after that|after which|afterwards|after it|next|followed by|finally|lastly|${ONCE})\\b(?:\\s*,)?(?=\\s)\\s{0,4}|\\s{0,4};\\s{1,4}|\\s{0,4}→\\s{1,4}then\\s{1,4}|\\s{1,4}&&\\s{1,4}`,
  'gi',
);
/** Without one of these `STRONG` finds nothing: compiling so large an expression costs a first request 20 ms. */
const HINT = /\b(?:then|after|afterwards|next|followed|finally|lastly|once|when|soon)\b|;|→|&&/i;
/** Joints that count only before a verb. */
const WEAK =
  /\s{0,4}[,.!?]\s{1,4}(?:and\s{1,4}|but\s{1,4}|also\s{1,4}|plus\s{1,4}|please\s{1,4})?|\s{1,4}(?:and|plus|&)\s{1,4}(?:also\s{1,4}|please\s{1,4}|afterwards\s{1,4}|finally\s{1,4}|only\s{1,4})?/gi;
const OPENING = /^\s{0,4}(?:first(?:ly)?[,:]?\s{1,4}|please\s{1,4})/i;
const TRAILING = /[\s,;.:–—]+(?:and|first|too)?$|\s{1,4}(?:afterwards|first)[.!]?$/i;
const NOT_THEN = /\b(?:if|by|since|until|back|now and|every now and)\b[^,;.]{0,60}$/i;

interface Joint {
  start: number;
  end: number;
}

function inLiteral(joint: Joint, literals: Literal[]): boolean {
  return literals.some((literal) => joint.start < literal.end && literal.start < joint.end);
}

/** Does a verb stand at once behind the joint: "and push", ", delete it"? */
function verbFollows(request: string, at: number): boolean {
  const word = /^[a-z]+(?:-[a-z]+)?/i.exec(request.slice(at, at + 24))?.[0].toLowerCase();
  return (
    word !== undefined &&
    IMPERATIVES.has(word) &&
    !/^\w+(?:['’]s|-|\/|=)/.test(request.slice(at, at + 24).replace(/^[a-z]+-[a-z]+/i, ''))
  );
}

function jointsOf(request: string, literals: Literal[]): Joint[] {
  const joints: Joint[] = [];
  for (const match of HINT.test(request) ? request.matchAll(STRONG) : []) {
    const joint = { start: match.index, end: match.index + match[0].length };
    const ifThen =
      /\bthen\b/i.test(match[0]) &&
      !/[,;]/.test(match[0]) &&
      NOT_THEN.test(request.slice(Math.max(0, joint.start - 80), joint.start)) &&
      /\bif\b/i.test(request.slice(Math.max(0, joint.start - 80), joint.start));
    if (!ifThen && !inLiteral(joint, literals)) joints.push(joint);
  }
  for (const match of request.matchAll(WEAK)) {
    const joint = { start: match.index, end: match.index + match[0].length };
    if (!verbFollows(request, joint.end) || inLiteral(joint, literals)) continue;
    if (!joints.some((other) => joint.start < other.end && other.start < joint.end)) joints.push(joint);
  }
  return joints.sort((a, b) => a.start - b.start);
}

function clause(request: string, from: number, to: number): Clause | undefined {
  const opening = OPENING.exec(request.slice(from, to))?.[0].length ?? 0;
  const lead = /^\s*/.exec(request.slice(from + opening, to))?.[0].length ?? 0;
  const start = from + opening + lead;
  // Only the last characters can be joining words: a long tail of spaces must not be searched from each of them.
  const tail = TRAILING.exec(request.slice(Math.max(start, to - 40), to))?.[0].length ?? 0;
  const end = Math.max(start, to - tail);
  // "test it; fine? then reload": an interjection is no call.
  return /[\p{L}\d]/u.test(request.slice(start, end)) &&
    !/^(?:ok|okay|fine|good|done|great|ready|all good)$/i.test(request.slice(start, end))
    ? { text: request.slice(start, end), start, end }
    : undefined;
}

/**
 * The parts of a request that may be calls of their own, in order: split at words such as "and then" and before verbs. At least one clause
 * unless the request is empty. A candidate only: the engine decides whether the parts are calls.
 */
export function splitClauses(request: string, literals: Literal[] = findLiterals(request)): Clause[] {
  return clausesBetween(request, jointsOf(request, opaqueOf(literals)));
}

const opaqueOf = (literals: Literal[]): Literal[] =>
  literals.filter(
    (literal) => literal.end - literal.start > 1 && !['number', 'name', 'duration', 'size'].includes(literal.type),
  );

/** How many words may be the verb of a call, and how many join: the more, the more is asked for. */
export function countJoints(request: string): { verbs: number; joints: number } {
  const words = request.toLowerCase().match(/[a-z]+(?:-[a-z]+)?/g) ?? [];
  const joints = request.match(/[,;:.] |\b(?:and|plus|then|with|so|before|after|it|that|them|there)\b/gi) ?? [];
  return { verbs: words.filter((word) => IMPERATIVES.has(word)).length, joints: joints.length };
}

/** Joints before a thing: "a network called lab plus a container in it". */
const THINGS = /\s{0,4},?\s{1,4}(?:and|plus|as well as|along with)\s{1,4}(?:also\s{1,4})?(?=[a-z])/gi;

/**
 * The parts of a request that asks for several things with one verb, or none ("create a topic clicks and a subscription clicks-etl on it"), each later one with
 * the verb of the first. One clause where there is no such joint. A candidate only, as above.
 */
export function splitThings(request: string, literals: Literal[] = findLiterals(request)): Clause[] {
  const opaque = opaqueOf(literals);
  const joints = [...request.matchAll(THINGS)]
    .map((m) => ({ start: m.index, end: m.index + m[0].length }))
    .filter((joint) => !inLiteral(joint, opaque));
  const clauses = clausesBetween(request, joints);
  const first = /^[a-z]+(?=\s)/i.exec(clauses[0]?.text ?? '')?.[0];
  const verb =
    first && (IMPERATIVES.has(first.toLowerCase()) || /^(?:new|list|show|get)$/i.test(first)) ? first : undefined;
  return clauses.map((c, n) => (n > 0 && verb && !verbFollows(request, c.start) ? { ...c, verb } : c));
}

function clausesBetween(request: string, joints: readonly Joint[]): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (const joint of [...joints, { start: request.length, end: request.length }]) {
    const part = clause(request, from, joint.start);
    if (part) clauses.push(part);
    from = joint.end;
  }
  return clauses;
}
