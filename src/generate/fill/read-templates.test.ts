import { describe, expect, it } from 'vitest';
import { Casebook } from './cases.ts';
import { readTemplates } from './read-templates.ts';
import { sampleLook, sampleReading, sampleTarget } from './sample-look.ts';

const ASKED = Casebook.ofAll([{ text: 'scale front to <number>', line: 'a', arguments: { '--value': `front=\${0}` } }]);

/** A reader that points at these words for its only parameter. */
function values(request: string, words: string[], use = 3, near = ASKED): string[] {
  const shown = [sampleTarget('--value')];
  const reading = sampleReading({
    use: [use],
    strongest: [3],
    span: (_, start, end) => {
      const mean = words.includes(request.slice(start, end)) ? 4 : -8;
      return { mean, least: mean, beside: -8 };
    },
  });
  return readTemplates(sampleLook(request, shown), { reading, shown, near }).map(({ value }) => value);
}

describe('values built around the words that the reader points at', () => {
  const request = 'we need six of them: raise service web in swarm mode';
  it('are built as those of asks with other surroundings', () => expect(values(request, ['web'])).toEqual(['web=6']));
  it('are none without such an ask', () => expect(values(request, ['web'], 3, Casebook.of([]))).toEqual([]));
  it('are none where it points at nothing', () => expect(values(request, [])).toEqual([]));
  it('are none where it sees no value', () => expect(values(request, ['web'], -5)).toEqual([]));
});
