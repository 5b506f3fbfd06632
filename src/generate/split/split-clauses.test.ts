import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countJoints, splitClauses, splitThings } from './split-clauses.ts';

const CASES: [string, string[]][] = [
  [
    'stop i-07ee, wait until it is really stopped, then bake an AMI named golden-jan from it',
    ['stop i-07ee', 'wait until it is really stopped', 'bake an AMI named golden-jan from it'],
  ],
  ['create the bucket acme-raw and then turn on versioning', ['create the bucket acme-raw', 'turn on versioning']],
  [
    'commit what is staged as "bump deps and push", push to origin main',
    ['commit what is staged as "bump deps and push"', 'push to origin main'],
  ],
  ['uncordon gke-n2, afterwards label it tier=batch', ['uncordon gke-n2', 'label it tier=batch']],
  ['first build the image, then push it', ['build the image', 'push it']],
  ['unzip release.zip; after that restart nginx', ['unzip release.zip', 'restart nginx']],
  ['scale web to 0 followed by delete the service', ['scale web to 0', 'delete the service']],
  ['deploy the chart. Once done, show its pods', ['deploy the chart', 'show its pods']],
  ['attach dist/app.tgz and publish', ['attach dist/app.tgz', 'publish']],
  ['test the nginx config; fine? then reload nginx', ['test the nginx config', 'reload nginx']],
  ['list pods and services in shop', ['list pods and services in shop']],
  ['say "first this; then that" to #ops', ['say "first this; then that" to #ops']],
  ['if the queue is empty then delete orders-dlq', ['if the queue is empty then delete orders-dlq']],
  ['tag i-0abc env=prod', ['tag i-0abc env=prod']],
  ['', []],
];

describe('splitThings', () => {
  it.each<[string, string[]]>([
    ['make topic clicks and a subscription etl on it', ['make topic clicks', 'make: a subscription etl on it']],
    ['a network lab plus a container pg in it', ['a network lab', 'a container pg in it']],
    ['stop web and start it again', ['stop web', 'start it again']],
    ['say "this and that"', ['say "this and that"']],
    ['list pods', ['list pods']],
  ])('%s', (request, want) =>
    expect(splitThings(request).map(({ text, verb }) => (verb ? `${verb}: ${text}` : text))).toEqual(want),
  );
});

describe('splitClauses', () => {
  it.each(CASES)('%s', (request, want) => expect(splitClauses(request).map((clause) => clause.text)).toEqual(want));

  it('gives ranges of the request, in order', () => {
    const piece = fc.constantFrom(
      'stop it',
      ' and then ',
      ', then ',
      '; ',
      ' and push',
      '. ',
      'first ',
      '"a; b"',
      ' ',
      ', ',
      'x',
      '&&',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 15 }).map((parts) => parts.join('')),
        ),
        (request) => {
          let last = 0;
          for (const clause of splitClauses(request)) {
            expect(clause.start).toBeGreaterThanOrEqual(last);
            expect(clause.text).toBe(request.slice(clause.start, clause.end));
            last = clause.end;
          }
        },
      ),
    );
  });

  it.each([' ', ',', 'and ', 'then ', '; ', 'if then ', '. '])(
    'takes 8,000 characters of %j in its stride',
    (piece) => {
      const start = performance.now();
      splitClauses(piece.repeat(8000 / piece.length));
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});

describe('how much is asked for', () => {
  it.each<[string, number, number]>([
    ['create user ada', 1, 0],
    ['create user ada, and she belongs in admins', 1, 2],
    ['stop web, then remove it', 2, 3],
    ['', 0, 0],
  ])('%s', (request, verbs, joints) => expect(countJoints(request)).toEqual({ verbs, joints }));
});
