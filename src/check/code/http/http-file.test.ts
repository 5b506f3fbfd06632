import { describe, expect, it } from 'vitest';
import { codeZoo } from '../sample-zoo.ts';
import { readHttpFile } from './http-file.ts';

const zoo = codeZoo();
const read = (text: string): string[] =>
  readHttpFile(zoo, text).calls.map(({ verdict, operation, findings }) =>
    [verdict, operation, ...findings.map(({ code }) => code)].filter((part) => part !== undefined).join(' '),
  );

describe('HTTP files', () => {
  it.each([
    ['GET https://api.github.com/repos/a/b/issues?state=open', ['right github:issues/list-for-repo']],
    [
      'https://api.github.com/repos/a/b/issues HTTP/1.1\nAuthorization: Bearer {{token}}',
      ['right github:issues/list-for-repo'],
    ],
    [
      '@host = https://api.github.com\n### one\nGET {{host}}/repos/{{owner}}/b/issues\n  ?state=opn',
      ['wrong github:issues/list-for-repo not-in-enum'],
    ],
    [
      'POST https://api.github.com/repos/a/b/issues\nContent-Type: application/json\n\n{"title": "x"}\n\n###\nGET https://example.org/',
      ['right github:issues/create'],
    ],
    ['POST https://api.github.com/repos/a/b/issues\n\n{"title": 3}', ['wrong github:issues/create wrong-type']],
    ['POST https://api.github.com/repos/a/b/issues\n\n< ./body.json', ['right github:issues/create']],
    ['GET https://api.github.com/repos/a/b/isues', ['wrong unknown-operation']],
    ['GET {{url}}', ['not-checked']],
    ['# a comment alone', []],
  ])('%s', (text, want) => expect(read(text)).toEqual(want));
});
