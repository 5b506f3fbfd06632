import type { Choice } from './choice.ts';
import { overlap, type Place } from './spans.ts';
import type { Target } from './targets.ts';

/** The probability among what is left, and the one before, from which a value is looked at again. */
const LEFT_AT = 0.5;
const LEAST = 0.1;
/** What is ruled out makes nothing more than ten times as likely. */
const FLOOR = 0.1;

/**
 * "wages @ sql-payroll / rg-payroll": once the server is known, the other name is the group's. Values of words that nobody took, for targets that have none, with their probability now that
 * what their words cannot be any more, and what their target cannot have, are ruled out. The likeliest first.
 */
export function whatIsLeft(
  choices: readonly Choice[],
  taken: ReadonlyMap<Target, Choice[]>,
  used: readonly Place[],
): Choice[] {
  const isFree = (words: Place): boolean => !used.some((place) => overlap(place, words));
  // Words that an example or an enumeration has said are taken, too.
  const said = new Set([...taken.values()].flat().map(({ constant }) => constant?.value.toLowerCase()));
  const out: Choice[] = [];
  for (const choice of choices) {
    const { p, target, binding } = choice;
    if (
      !binding ||
      p < LEAST ||
      taken.has(target) ||
      !isFree(binding.span) ||
      said.has(binding.span.text.toLowerCase())
    )
      continue;
    let ofWords = 1;
    let ofTarget = 1;
    for (const other of choices) {
      if (!other.binding) continue;
      if (other.target === target) ofTarget -= isFree(other.binding.span) ? 0 : other.p;
      else if (taken.has(other.target) && overlap(other.binding.span, binding.span)) ofWords -= other.p;
    }
    if (ofWords === 1 && ofTarget === 1) continue;
    const left = p / (Math.max(FLOOR, ofWords) * Math.max(FLOOR, ofTarget));
    if (left >= LEFT_AT) out.push({ ...choice, p: Math.min(left, 1) });
  }
  return out.sort((a, b) => b.p - a.p);
}
