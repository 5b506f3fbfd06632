import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeVectors, encodeVectors, VectorTable } from '../model/vectors.ts';
import type { Json } from '../schema/operation.ts';
import { sampleZoo } from '../verify/sample-zoo.ts';
import type { WrittenRequest } from './asks/requests.ts';
import { DenseSearch } from './dense.ts';
import { writeIndexes } from './index/write.ts';
import { type RetrieveOptions, Retriever } from './retriever.ts';

const COMMIT = { op: 'git commit', args: { '--message': 'fix login' } };
const RUN = { op: 'docker run', args: { '<0>': 'web', '--detach': true } };
const STOP = { op: 'aws ec2 stop-instances', args: { '--instance-ids': 'i-0abc12345' } };
const NOWHERE = { op: 'no such command', args: {} };

const request = (
  line: string,
  text: string,
  ...calls: { op: string; args: Record<string, Json> }[]
): WrittenRequest => ({
  text,
  line,
  voice: 0,
  kind: 'compound',
  meant: [calls.map(({ op, args }) => ({ op, args, surface: 'cli', missing: [], provider: op.split(' ', 1)[0] }))],
});
const REQUESTS = [
  request('a:1', 'commit it saying fix login, then run web in the background', COMMIT, RUN),
  request('b:1', 'save this as fix login and have web running', COMMIT, RUN),
  request('c:1', 'run web in the background, and i-0abc12345 can stop', RUN, STOP),
  request('d:1', 'commit and do what nobody has', COMMIT, NOWHERE),
];
const DIMENSIONS = 16;
/** A unit vector, the less along the first axis the further it is from the request. */
const away = (far: number): Float32Array =>
  Float32Array.from({ length: DIMENSIONS }, (_, d) => (d === 0 ? Math.cos(far) : d === 1 ? Math.sin(far) : 0));

const zoo = sampleZoo();
const folder = mkdtempSync(join(tmpdir(), 'joined-'));
let retriever: Retriever;
const ordinal = (path: string): number => zoo.byPath('cli', path)[0]!;

beforeAll(() => {
  writeIndexes(zoo, REQUESTS, folder, 'test');
  const table = (rows: Float32Array[]): VectorTable =>
    new VectorTable(decodeVectors(encodeVectors(rows, DIMENSIONS, 'test'), 'test'));
  const documents = Array.from({ length: zoo.size }, () => away(1.5));
  retriever = Retriever.open(
    folder,
    undefined,
    new DenseSearch(table([]), table(documents), table([0.2, 0.9, 0.5].map(away))),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const near = (options: RetrieveOptions = {}) =>
  retriever
    .joinedNear({ ...retriever.query('anything'), vector: away(0) }, options)
    .map(({ operations, asks }) => ({ operations, lines: asks.map(({ ask }) => ask.line) }));

describe('requests for several things', () => {
  it('are lists of operations, nearest first, each with its requests', () =>
    expect(near()).toEqual([
      { operations: [ordinal('git commit'), ordinal('docker run')], lines: ['a:1', 'b:1'] },
      { operations: [ordinal('docker run'), ordinal('aws ec2 stop-instances')], lines: ['c:1'] },
    ]));

  it('do not answer themselves', () =>
    expect(near({ without: ({ line }) => line === 'a:1' }).map(({ lines }) => lines)).toEqual([['c:1'], ['b:1']]));

  it('count only if every operation does', () =>
    expect(near({ providers: new Set(['git', 'docker']) }).map(({ lines }) => lines)).toEqual([['a:1', 'b:1']]));

  it('are nothing without a vector', () => expect(retriever.joinedNear(retriever.query('anything'))).toEqual([]));

  it('say of each operation what is said of it', () => {
    expect(retriever.joinedOf(ordinal('aws ec2 stop-instances'))).toEqual([
      {
        text: 'run <word> in the background, and <aws-id> can stop',
        line: 'c:1',
        voice: 0,
        arguments: { '--instance-ids': '$1' },
      },
    ]);
    expect(retriever.joinedOf(ordinal('git commit')).map(({ line }) => line)).toEqual(['a:1', 'b:1']);
  });
});
