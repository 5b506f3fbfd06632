import { type Choice, memberOf, placeOf } from './choice.ts';
import { enumeration, type Member } from './enumerations.ts';
import type { Considered } from './second-look.ts';
import { overlap } from './spans.ts';
import type { Target } from './targets.ts';

/** What names one of "`curl`, `jq` and `htop`" for a list names all of them, unless one is somebody else's. */
export function completeLists(
  { request }: Considered,
  choices: readonly Choice[],
  taken: Map<Target, Choice[]>,
  used: readonly { start: number; end: number }[],
): void {
  for (const [target, own] of taken) {
    if (!target.many) continue;
    const places = own.flatMap((choice) => memberOf(choice) ?? []);
    // What is built around words stands in no enumeration.
    if (places.length < own.length) continue;
    const isOwn = (place: Member): boolean =>
      places.some(({ start, end }) => place.start === start && place.end === end);
    const free = (place: Member): boolean => isOwn(place) || !used.some((other) => overlap(place, other));
    // The likeliest of those that stand at one place.
    const members = new Map<string, Member & { choice: Choice }>();
    for (const choice of choices) {
      const place = choice.target === target ? memberOf(choice) : undefined;
      const id = `${place?.start} ${place?.end}`;
      if (place && free(place) && !members.has(id)) members.set(id, { ...place, choice });
    }
    const all = [...members.values()];
    const found = places.map((place) => enumeration(request, place, all)).find((list) => list.length > own.length);
    if (found && places.every((place) => found.some((one) => overlap(place, one))))
      taken.set(
        target,
        found.map(({ choice }) => choice),
      );
  }
}

/** The list before a place that has taken several values, with them: what would stand there may be among them. */
export const listBefore = ({ slot }: Target, taken: ReadonlyMap<Target, Choice[]>): [Target, Choice[]] | undefined =>
  [...taken].find(([other, choices]) => other.many && other.slot >= 0 && other.slot < slot && choices.length > 1);

/** `cp a b` copies one thing: where a list has taken what a place behind it has, its last value is that place's, as the program reads it (`ln -s a b` too). */
export function giveUpLast({ targets, bindings }: Considered, taken: Map<Target, Choice[]>): void {
  for (const place of targets) {
    if (place.many || place.slot < 0 || taken.has(place)) continue;
    const list = listBefore(place, taken);
    if (!list) continue;
    const [target, choices] = list;
    const last = choices.reduce((a, b) => (placeOf(b) > placeOf(a) ? b : a));
    const own = bindings.find(
      (b) => b.target === place && b.span.start === last.binding?.span.start && b.span.end === last.binding.span.end,
    );
    if (!own) continue;
    taken.set(
      target,
      choices.filter((choice) => choice !== last),
    );
    taken.set(place, [{ p: last.p, target: place, binding: own }]);
  }
}
