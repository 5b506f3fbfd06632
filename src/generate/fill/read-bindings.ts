import { type Binding, bind } from './candidates.ts';
import type { FirstLook } from './fill.ts';
import type { ReadTargets } from './second-look.ts';
import { asLiteral, isWhole, type Place, type Span } from './spans.ts';
import type { Target } from './targets.ts';

/** Log-odds of the first look for what it was never shown. */
export const UNSEEN = -12;
/** Log-odds of a value below which the words that the reader points at are not looked at. */
export const HARDLY = -2;

const WORD = /[\p{L}\p{N}_]/u;
const BETWEEN = /^[^\p{L}\p{N}_.;!?]*(?:[\p{L}\p{N}_'’-]+[^\p{L}\p{N}_.;!?]+){0,2}$/u;
const QUOTED = /^(["'`])[^"'`]+\1$|^“[^“”]+”$|^‘[^‘’]+’$/u;

/**
 * Values that only the reader sees: words that no rule would take for one (`before` as a name), and several that no quotes hold together
 * (a title within a sentence).
 */
export function readBindings(look: FirstLook, { reading, shown }: ReadTargets): (Binding & { first: number })[] {
  const known = new Map<Target, Set<string>>();
  for (const { target, span } of look.bindings) {
    const places = known.get(target) ?? new Set();
    known.set(target, places.add(`${span.start} ${span.end}`));
  }
  return shown.flatMap((target, n) => {
    if (target.parameter.in === 'flag' || (reading.use[n] ?? UNSEEN) < HARDLY) return [];
    return whole(reading.runs(n), look).flatMap(({ start, end }) => {
      if (known.get(target)?.has(`${start} ${end}`)) return [];
      const binding = bind(spanAt(look, start, end), target, look.context);
      return binding ? [{ ...binding, first: UNSEEN }] : [];
    });
  });
}

/** The runs to the ends of their words and literals, and neighbours between which no word stands (`a: b`) as one besides. */
function whole(runs: readonly Place[], { request, spans }: FirstLook): Place[] {
  const out: Place[] = [];
  for (const run of runs) {
    let { start, end } = run;
    while (start > 0 && isOneWord(request, start)) start--;
    while (end < request.length && isOneWord(request, end)) end++;
    for (const span of spans) {
      if (!isWhole(span) || span.start >= run.end || span.end <= run.start) continue;
      start = Math.min(start, span.start);
      end = Math.max(end, span.end);
    }
    while (end > start && /[\s,;]/.test(request[end - 1]!)) end--;
    // The end of a sentence is no part of its last word.
    if (/[\p{L}\p{N}]\.$/u.test(request.slice(start, end)) && /^(?:\s|$)/.test(request.slice(end))) end--;
    // Its marks are no part of what is quoted.
    if (QUOTED.test(request.slice(start, end))) [start, end] = [start + 1, end - 1];
    const last = out.at(-1);
    if (!last || start > last.end) out.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  const names = out.flatMap((run) => properName(request, run) ?? []);
  const joined = out.slice(1).flatMap((run, i) => {
    const between = request.slice(out[i]!.end, run.start);
    // A word or two within what is read as one: "Your bread IS ready".
    return BETWEEN.test(between) ? [{ start: out[i]!.start, end: run.end }] : [];
  });
  const called = out.flatMap(({ start, end }) => {
    const more = /^\([^()\s]*\)/.exec(request.slice(end))?.[0].length ?? 0;
    return more > 0 ? [{ start, end: end + more }] : [];
  });
  return [...out, ...joined, ...called, ...names];
}

const CAPITAL = /^\p{Lu}/u;

/** A name of several words of which the reader saw some: "Offer Northfen", "Bakkerij De Haan". */
function properName(request: string, { start, end }: Place): Place | undefined {
  const isCapital = CAPITAL.test(request.slice(start, end));
  const after = isCapital ? (/^(?: \p{Lu}[\p{L}\p{N}'’&-]*)+/u.exec(request.slice(end))?.[0].length ?? 0) : 0;
  const before = /(?:(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}'’&-]* )+$/u.exec(request.slice(0, start))?.[0].length ?? 0;
  return before + after > 0 && start - before > 0 ? { start: start - before, end: end + after } : undefined;
}

/** Whether what stands before and after belongs together: letters of a word, halves of a character. */
const isOneWord = (text: string, at: number): boolean =>
  (WORD.test(text[at]!) && WORD.test(text[at - 1]!)) || /[\uDC00-\uDFFF]/.test(text[at]!);

function spanAt(look: FirstLook, start: number, end: number): Span {
  const same = look.spans.find((s) => s.start === start && s.end === end);
  if (same) return same;
  const text = look.request.slice(start, end);
  const plain = { start, end, text, kind: 'phrase' } as const;
  return { ...plain, value: asLiteral(plain), index: -1, nth: 0, before: [], after: [] };
}
