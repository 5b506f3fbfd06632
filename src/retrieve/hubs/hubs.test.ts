import { describe, expect, it } from 'vitest';
import { HubRanker, type HubText, taskOf } from './hub-ranker.ts';
import { overlap, Vocabulary } from './vocabulary.ts';

const at = (...numbers: number[]): Float32Array => Float32Array.from(numbers);

const TEXTS: HubText[] = [
  {
    kind: 'document',
    domain: 'Image Classification',
    call: "load('resnet')",
    text: 'classify images by resnet',
    vector: at(1, 0, 0),
  },
  {
    kind: 'document',
    domain: 'Image Classification',
    call: "load('mobilenet')",
    text: 'small classifier of images for phones',
    vector: at(0.9, 0.1, 0),
  },
  {
    kind: 'document',
    domain: 'Text-To-Speech',
    call: "load('tts')",
    text: 'speech from written text',
    vector: at(0, 0, 1),
  },
  { kind: 'ask', domain: 'Text-to-Speech', text: 'read a book aloud', vector: at(0, 0.2, 0.9) },
  { kind: 'ask', domain: 'Image Classification', call: "load('gone')", text: 'name the bird', vector: at(0.9, 0.2, 0) },
];

describe('hubs', () => {
  const ranker = new HubRanker(TEXTS);

  it.each([
    ['which bird is it, on phones', at(0.9, 0.2, 0), "load('mobilenet')"],
    ['read the news aloud', at(0, 0.2, 0.9), "load('tts')"],
  ])('%s', (request, vector, call) => {
    expect(ranker.rank(request, vector)[0]?.call).toBe(call);
  });

  it('never name a call that has no document', () => {
    const calls = ranker.rank('name the bird', at(0.9, 0.2, 0)).map((hit) => hit.call);
    expect(calls.sort()).toEqual(["load('mobilenet')", "load('resnet')", "load('tts')"]);
  });

  it('answer the same each time', () => {
    const again = new HubRanker(TEXTS);
    expect(again.rank('any image', at(1, 0, 0))).toEqual(ranker.rank('any image', at(1, 0, 0)));
  });

  it('know tasks by their probability', () => {
    const tasks = ranker.tasks('read aloud', at(0, 0, 1));
    expect(tasks[0]?.task).toBe(taskOf('Text-to-Speech'));
    expect(tasks.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
  });

  it.each([
    ['Text-To-Speech', 'Text-to-Speech'],
    ['Audio Audio Classification', 'Audio Classification'],
    ['Document Question Answer', 'Document Question Answering'],
  ])('%s is %s', (one, other) => {
    expect(taskOf(one)).toBe(taskOf(other));
  });

  it('compare texts by their words', () => {
    const vocabulary = new Vocabulary(['red fish', 'blue fish', 'a boat']);
    const fish = vocabulary.vector('red fish');
    expect(overlap(fish, fish)).toBeCloseTo(1);
    expect(overlap(fish, vocabulary.vector('boat'))).toBe(0);
    expect(vocabulary.vector('unknown words').terms).toHaveLength(0);
  });
});
