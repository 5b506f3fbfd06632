import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleZoo } from '../verify/sample-zoo.ts';
import type { WrittenRequest } from './asks/requests.ts';
import { writeIndexes } from './index/write.ts';
import { Retriever } from './retriever.ts';

const asked = (line: string, text: string, op: string): WrittenRequest => ({
  text,
  line,
  voice: 0,
  kind: 'full',
  meant: [[{ op, args: {}, surface: 'cli', missing: [], provider: op.split(' ', 1)[0] }]],
});
const folder = mkdtempSync(join(tmpdir(), 'retriever-'));
let retriever: Retriever;

beforeAll(() => {
  const requests = [
    asked('a:1', 'save my changes', 'git commit'),
    asked('b:1', 'halt the box', 'aws ec2 stop-instances'),
  ];
  writeIndexes(sampleZoo(), requests, folder, 'test');
  retriever = Retriever.open(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a search in two halves', () => {
  it('finds what it finds in one', () => {
    const query = retriever.query('save the changes');
    const whole = retriever.retrieve(query);
    expect(retriever.retrieve(query, {}, retriever.byWords(query))).toEqual(whole);
  });

  it('finds the same when another begins in between', () => {
    const [first, second] = ['save the changes', 'halt the big box'].map((text) => retriever.query(text));
    const whole = retriever.retrieve(first!);
    const begun = retriever.byWords(first!);
    const other = retriever.byWords(second!);
    expect(retriever.retrieve(first!, {}, begun)).toEqual(whole);
    expect(retriever.retrieve(second!, {}, other)).toEqual(retriever.retrieve(second!));
  });
});
