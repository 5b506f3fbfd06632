import { IMPERATIVES } from '../split/data.ts';

/** Words of the request that may be a member of a list: half-open range. */
export interface Member {
  start: number;
  end: number;
}

const COMMA = /^\s?,\s{1,3}$/;
const AND = /^\s?,?\s{1,3}(?:and|or|plus|&)\s{1,3}$/i;
/** What may stand behind a list of two: its sentence goes on without another noun. */
const CLOSED =
  /^(?:\s*$|\s*[.,;:!?)]|\s+(?:in|on|at|of|to|from|for|with|by|via|using|into|onto|as|under|per|please|now|there|here|too|also|again|only)\b)/i;

/**
 * The members of "`a`, `b` and `c`" that `taken` is one of, if all of them may be: what names one of them names all. Of two ("`a` and `b`") the sentence must go on without a noun behind them, and where a verb stands last
 * that none of the others is ("stop `a` and restart") it is another call's. Empty where `taken` is in no such enumeration.
 */
export function enumeration<M extends Member>(request: string, taken: Member, members: readonly M[]): M[] {
  const at = (one: Member, joint: RegExp, side: 'before' | 'after'): M | undefined =>
    members
      .filter((m) =>
        side === 'after'
          ? m.start >= one.end && joint.test(request.slice(one.end, m.start))
          : m.end <= one.start && joint.test(request.slice(m.end, one.start)),
      )
      .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  const own = members.find(({ start, end }) => start === taken.start && end === taken.end);
  if (!own) return [];
  const chain = [own];
  for (let one = at(own, COMMA, 'after'); one; one = at(one, COMMA, 'after')) chain.push(one);
  const last = at(chain.at(-1)!, AND, 'after');
  if (last) chain.push(last);
  // The one that was taken may be the last.
  let first: M | undefined = chain.length === 1 ? at(own, AND, 'before') : at(own, COMMA, 'before');
  const closed = last !== undefined || (chain.length === 1 && first !== undefined);
  for (; first; first = at(first, COMMA, 'before')) chain.unshift(first);
  if (!closed || chain.length < 2) return [];
  const end = chain.at(-1)!;
  const verbs = chain.map((m) => IMPERATIVES.has(request.slice(m.start, m.end).toLowerCase()));
  if (verbs.at(-1) && !verbs.slice(0, -1).some(Boolean)) return [];
  return chain.length > 2 || CLOSED.test(request.slice(end.end)) ? chain : [];
}
