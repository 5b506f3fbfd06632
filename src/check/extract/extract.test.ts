import { describe, expect, it } from 'vitest';
import { extract, isOfInterest } from './extract.ts';

/** Each word of the snippets that has letters and digits only stands in the file where its offsets say. */
function wordsOf(path: string, text: string): { language: string; words: string[] }[] {
  return extract({ path, text }).snippets.map((snippet) => {
    const words = [...snippet.text.matchAll(/(?<![\w$])[\w-]+/g)].map((match) => {
      const start = snippet.offset(match.index);
      const end = snippet.offset(match.index + match[0].length - 1) + 1;
      expect(text.slice(start, end)).toBe(match[0]);
      return match[0];
    });
    return { language: snippet.language, words };
  });
}

const said = (path: string, text: string): string[] => wordsOf(path, text).map(({ words }) => words.join(' '));

describe('what a file holds', () => {
  it.each([
    ['deploy.sh', 'aws s3 ls\n', ['aws s3 ls']],
    ['bin/deploy', '#!/usr/bin/env bash\naws s3 ls\n', ['usr bin env bash aws s3 ls']],
    ['bin/data', 'aws s3 ls\n', []],
    [
      'Makefile',
      'all: x\n\t@aws s3 ls $$HOME \\\n\t  more\n\tkubectl get pods\nX = 1\n',
      ['aws s3 ls more', 'kubectl get pods'],
    ],
    [
      'package.json',
      '{"name": "x", "scripts": {"a": "aws s3 ls \\"x y\\" z", "b": "tsc"}}',
      ['aws s3 ls x y z', 'tsc'],
    ],
    [
      'Dockerfile',
      'FROM x\nRUN apt-get update \\\n  # why\n  && apt-get install -y git\n',
      ['apt-get update apt-get install -y git'],
    ],
    ['Dockerfile', 'FROM x\nCMD ["git", "status"]\n', ['git status']],
    ['Dockerfile', 'FROM x\nRUN --mount=type=cache,target=/x git gc\n', ['git gc']],
    ['Dockerfile', 'FROM x\nRUN <<EOF\ngit gc\ngit fsck\nEOF\n', ['git gc git fsck']],
    ['Dockerfile', 'FROM x\nHEALTHCHECK --interval=5s CMD curl -f x\n', ['curl -f x']],
    ['a/Dockerfile.dev', 'FROM x\nONBUILD RUN git gc\n', ['git gc']],
    [
      '.github/workflows/ci.yml',
      'jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n      - run: |\n          aws s3 ls ${{ x }}\n            git gc\n      - run: >-\n          git\n          status\n      - run: "git \\"log\\" x"\n      - shell: cmd\n        run: dir\n',
      ['npm test', 'aws s3 ls git gc', 'git status', 'git log x'],
    ],
    [
      '.gitlab-ci.yml',
      'a:\n  script:\n    - git gc\n    - |\n      git fsck\n  before_script: git log\n',
      ['git gc', 'git fsck', 'git log'],
    ],
    [
      'README.md',
      '# x\n\n```sh\naws s3 ls\n```\n\n- y\n\n  ```console\n  $ git gc\n  done\n  $ git \\\n    log\n  ```\n',
      ['aws s3 ls', 'git gc git log'],
    ],
    ['README.md', '```\nno language\n```\n\n    indented\n', []],
  ])('%s %j', (path, text, expected) => {
    expect(said(path, text)).toEqual(expected);
  });

  it.each([
    ['x.py', 'python'],
    ['x.mts', 'typescript'],
    ['x.http', 'http'],
    ['x.ps1', 'powershell'],
  ])('%s is one snippet of %s', (path, language) => {
    const { snippets } = extract({ path, text: 'x' });
    expect(snippets.map((one) => one.language)).toEqual([language]);
  });

  it('knows a step by its shell', () => {
    const text =
      'jobs:\n  a:\n    runs-on: windows-latest\n    steps:\n      - run: git gc\n      - shell: python\n        run: print(1)\n';
    expect(wordsOf('.github/workflows/x.yaml', text).map(({ language }) => language)).toEqual(['powershell', 'python']);
  });

  it('says what it cannot read, and goes on', () => {
    const { problems } = extract({ path: '.gitlab-ci.yml', text: 'a:\n  script: [x\nb: "' });
    expect(problems.length).toBeGreaterThan(0);
  });

  it.each([
    ['a/b.sh', true],
    ['a/b', 'ask'],
    ['a/b.txt', false],
    ['a/b.d.ts', false],
    ['.github/workflows/x.yml', true],
    ['k8s/x.yml', 'ask'],
  ])('%s is of interest: %s', (path, expected) => {
    expect(isOfInterest(path)).toBe(expected);
  });
});
