import { describe, expect, it } from 'vitest';
import { enumeration } from './enumerations.ts';

/** Every word may be a member, but for those in `not`. */
function members(request: string, taken: string, not: string[] = []): string[] {
  const words = [...request.matchAll(/[\w/.-]+(?<!\.)/g)]
    .map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }))
    .filter(({ text }) => !['and', 'or', 'with', ...not].includes(text));
  return enumeration(request, words.find(({ text }) => text === taken)!, words).map(({ text }) => text);
}

describe('enumeration', () => {
  it.each([
    ['install curl, jq and htop with apt', 'curl', ['curl', 'jq', 'htop']],
    ['install curl, jq and htop with apt', 'jq', ['curl', 'jq', 'htop']],
    ['install curl, jq and htop with apt', 'htop', ['curl', 'jq', 'htop']],
    ['labels bug and frontend, give it to me', 'bug', ['bug', 'frontend']],
    ['labels bug and frontend', 'frontend', ['bug', 'frontend']],
    ['may get, list and watch pods', 'get', ['get', 'list', 'watch']],
    ['columns a, b, c, and d', 'b', ['a', 'b', 'c', 'd']],
  ])('%s: %s', (request, taken, all) => expect(members(request, taken)).toEqual(all));

  it.each([
    ['a verb that is another call', 'kill nginx and restart', 'nginx', []],
    ['a noun behind two', 'stop web and api servers', 'web', []],
    ['no "and"', 'name web, size small', 'web', []],
    ['alone', 'stop web', 'web', []],
    ['what may be no member', 'install curl, jq and htop', 'curl', ['htop']],
  ])('none: %s', (_, request, taken, not) => expect(members(request, taken, not)).toEqual([]));
});
