import type { Binding } from './candidates.ts';
import { type Choice, placeOf, textOf } from './choice.ts';
import type { Considered } from './second-look.ts';
import { isWhole, overlap, type Place } from './spans.ts';
import type { Target } from './targets.ts';

/** From which probability the word behind a command is its own, */
const NEXT_AT = 0.1;
/** and from which what is quoted is the command line. */
const LINE_AT = 0.5;

/** Where a document has a command and its arguments in two places (`docker exec CONTAINER COMMAND ARG…`), the place of the command. */
const placeBefore = (targets: readonly Target[], rest: Target): Target | undefined =>
  rest.parameter.rest ? targets.find(({ slot, many }) => slot >= 0 && slot === rest.slot - 1 && !many) : undefined;

/** A command that the request quotes whole, as a value of the rest of the line. */
const isCommandLine = ({ target, span, value }: Binding): boolean =>
  target.parameter.rest === true && span.kind === 'quoted' && Array.isArray(value);

/** What others ran that stands within a command which this request quotes: its own words are meant. */
export function isOfCommandLine({ target, constant }: Choice, choices: readonly Choice[]): boolean {
  if (constant?.source !== 'case') return false;
  const isMeant = ({ span }: Binding): boolean =>
    choices.some((one) => one.binding?.span === span && one.target.slot >= 0 && one.p > LINE_AT);
  return choices.some(
    ({ binding: line }) =>
      line !== undefined &&
      isCommandLine(line) &&
      (line.target === target || line.target.slot === target.slot + 1) &&
      [line.value].flat().includes(constant.value) &&
      isMeant(line),
  );
}

/** "run redis-cli info in the pod": the words right behind what is run are its own. */
export function goOn(request: string, choices: readonly Choice[], taken: Map<Target, Choice[]>, used: Place[]): void {
  for (const [target, own] of taken) {
    if (!target.parameter.rest || !target.many) continue;
    let end = Math.max(...own.map(({ binding }) => binding?.span.end ?? -1));
    for (let next: Choice | undefined; end >= 0; end = next.binding!.span.end) {
      next = choices.find(
        ({ target: other, binding, p }) =>
          other === target &&
          binding !== undefined &&
          p >= NEXT_AT &&
          isWhole(binding.span) &&
          binding.span.start > end &&
          request.slice(end, binding.span.start).trim() === '' &&
          !used.some((place) => overlap(place, binding.span)),
      );
      if (!next) break;
      own.push(next);
      used.push(next.binding!.span);
    }
  }
}

/** `docker exec box 'php occ'`: where a document has the command and its arguments in two places, the first word is the command. */
export function shareCommand({ targets, bindings }: Considered, taken: Map<Target, Choice[]>): void {
  for (const rest of targets) {
    const place = placeBefore(targets, rest);
    if (!place) continue;
    const whole = taken.get(place)?.[0];
    const line = bindings.find((b) => b.target === rest && b.span === whole?.binding?.span && isCommandLine(b));
    if (whole && line) {
      taken.delete(place);
      taken.set(rest, [{ p: whole.p, target: rest, binding: line }]);
    }
    const own = taken.get(place)?.[0];
    const [choice, ...more] = [...(taken.get(rest) ?? [])].sort((a, b) => placeOf(a) - placeOf(b));
    if (more.length > 0) {
      if (own && textOf(own) === textOf(choice!)) taken.set(rest, more);
      continue;
    }
    const words = choice?.binding?.value;
    if (!choice?.binding || !Array.isArray(words)) continue;
    const [first = ''] = words;
    if (own && textOf(own) !== first) continue;
    if (!own)
      taken.set(place, [{ p: choice.p, target: place, binding: { ...choice.binding, target: place, value: first } }]);
    if (words.length > 1) taken.set(rest, [{ ...choice, binding: { ...choice.binding, value: words.slice(1) } }]);
    else taken.delete(rest);
  }
}
