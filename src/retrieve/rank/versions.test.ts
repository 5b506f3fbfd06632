import { describe, expect, it } from 'vitest';
import { olderVersions } from './versions.ts';

const of = (request: string, ...paths: string[]): number[] => [
  ...olderVersions(
    request,
    paths.map((path) => ({ provider: 'google', path })),
  ),
];

describe('older versions of an operation', () => {
  it.each<[string, string, string[], number[]]>([
    ['an older number', 'copy it', ['POST /drive/v2/files/{id}/copy', 'POST /drive/v3/files/{id}/copy'], [0]],
    ['a test of the same', 'run it', ['POST /v1/x', 'POST /v1beta2/x', 'POST /v1alpha1/x'], [1, 2]],
    ['the one that is asked for', 'copy it with v2', ['POST /drive/v2/files', 'POST /drive/v3/files'], []],
    ['other operations', 'copy it', ['GET /drive/v2/files', 'POST /drive/v3/files'], []],
    ['no versions', 'copy it', ['docker cp', 'docker run'], []],
  ])('%s', (_, request, paths, older) => expect(of(request, ...paths)).toEqual(older));

  it('are of one provider', () => {
    const paths = [
      { provider: 'a', path: 'GET /v1/x' },
      { provider: 'b', path: 'GET /v2/x' },
    ];
    expect(olderVersions('get x', paths).size).toBe(0);
  });
});
