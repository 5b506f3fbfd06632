import { type Choice, textOf } from './choice.ts';
import type { Considered } from './second-look.ts';
import { overlap } from './spans.ts';
import type { Target } from './targets.ts';

/** `tcp/5432` where the protocol is given already: the port is the rest of it. What one target has of a literal another has not again. */
export function leaveTaken({ bindings }: Considered, taken: Map<Target, Choice[]>): void {
  const values = new Map([...taken].map(([target, [choice]]) => [target, choice && textOf(choice)]));
  for (const [target, own] of taken) {
    const [choice] = own;
    const whole = choice?.binding?.span;
    // A part of a literal is none itself.
    if (own.length !== 1 || !whole?.literal) continue;
    const parts = bindings.filter(({ span }) => span.kind.startsWith('part:') && overlap(span, whole));
    const elsewhere = parts.find(({ span }) =>
      [...values].some(([other, text]) => other !== target && text === span.text),
    );
    const rest = elsewhere && parts.find((part) => part.target === target && part.span.kind !== elsewhere.span.kind);
    if (rest) taken.set(target, [{ p: choice!.p, target, binding: rest }]);
  }
}
