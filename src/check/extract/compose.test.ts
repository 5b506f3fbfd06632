import { describe, expect, it } from 'vitest';
import { extract } from './extract.ts';

const service = (body: string): string => `services:\n  web:\n    image: x\n${body.replace(/^/gm, '    ')}\n`;

const said = (text: string, path = 'compose.yaml'): string[] => extract({ path, text }).snippets.map((one) => one.text);

describe('what a compose file runs', () => {
  it.each<[string, string, string[]]>([
    ['a shell line', 'command: sh -c "git gc && git fsck"', ['sh -c "git gc && git fsck"']],
    ['words', 'command: ["bash", "-c", "git gc"]', ["bash -c 'git gc'"]],
    ["an argument of an entrypoint that is the image's", 'command: server --port 80', []],
    ['an entrypoint and its arguments', 'entrypoint: [git]\ncommand: [log, "--oneline"]', ['git log --oneline']],
    ['an entrypoint alone', 'entrypoint: /usr/bin/git status', ['/usr/bin/git status']],
    ['a folded script', 'command: >\n  bash -c "git gc\n  && git log"', ['bash -c "git gc && git log"\n']],
    [
      'a check in words',
      'healthcheck:\n  test: ["CMD", "curl", "-f", "http://localhost"]',
      ['curl -f http://localhost'],
    ],
    [
      'a check for a shell',
      'healthcheck:\n  test: ["CMD-SHELL", "pg_isready -U x || exit 1"]',
      ['pg_isready -U x || exit 1'],
    ],
    ['a check as a line', 'healthcheck:\n  test: curl -f http://localhost', ['curl -f http://localhost']],
    ['no check', 'healthcheck:\n  test: ["NONE"]', []],
    ['what compose puts in', 'command: git log ${BRANCH:-main} $$HOME', ['git log $@ $HOME']],
    ['nothing', 'command:', []],
  ])('%s', (_, body, expected) => {
    expect(said(service(body))).toEqual(expected);
  });

  it.each([
    ['docker-compose.yml', 1],
    ['docker-compose.prod.yaml', 1],
    ['ops/compose.override.yml', 1],
    ['compose-dev.yaml', 1],
    ['decompose.yaml', 0],
  ])('%s: %i', (path, count) => {
    expect(said(service('command: git gc'), path)).toHaveLength(count);
  });

  it('knows where a word stands', () => {
    const text = service('command: ["bash", "-c", "git \\"gc\\" --autoo"]');
    const [snippet] = extract({ path: 'compose.yaml', text }).snippets;
    const at = snippet!.text.indexOf('--autoo');
    expect(text.slice(snippet!.offset(at), snippet!.offset(at + 6) + 1)).toBe('--autoo');
  });

  it('says what it cannot read', () => {
    expect(extract({ path: 'compose.yaml', text: 'services: [' }).problems.length).toBeGreaterThan(0);
  });
});
