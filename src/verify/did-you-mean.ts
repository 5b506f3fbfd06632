/** Edits between two words (insert, delete, replace, swap neighbours), at most `limit`; `limit + 1` where there are more. */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let best = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + same);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        best = Math.min(best, before[column - 2]! + 1);
      }
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return Math.min(previous[other.length]!, limit + 1);
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_. ]/g, '');

/** `install` and `uninstall` are near in letters only: whoever writes one never means the other. */
export function areOpposites(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const [, dashes = '', bare = ''] = /^(-*)(.*)$/.exec(short.toLowerCase())!;
  const longer = long.toLowerCase();
  if (bare.length < 2 || !longer.startsWith(dashes) || !longer.endsWith(bare)) return false;
  return /^-*(?:un|de|dis|re|non|no|in|u|x)-?$/.test(longer.slice(dashes.length, longer.length - bare.length));
}

/** The candidates that `name` may have been meant for, nearest first. */
export function nearest(name: string, candidates: Iterable<string>): string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  const found: { candidate: string; distance: number }[] = [];
  const bare = plain(name);
  for (const candidate of candidates) {
    if (areOpposites(name, candidate)) continue;
    const distance = plain(candidate) === bare ? 0.5 : editDistance(name, candidate, limit);
    if (distance <= limit && distance > 0) found.push({ candidate, distance });
  }
  return found.sort((one, other) => one.distance - other.distance).map(({ candidate }) => candidate);
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz-'];

/** All words one edit away. */
export function* editsOf(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at++) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    if (tail.length > 0) yield head + tail.slice(1);
    if (tail.length > 1) yield head + tail[1] + tail[0] + tail.slice(2);
    for (const letter of LETTERS) {
      yield head + letter + tail;
      if (tail.length > 0) yield head + letter + tail.slice(1);
    }
  }
}
