import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES, meaningOf } from '../../schema/error.ts';
import { firstWord, normalised } from './argv.ts';
import { failureOf } from './failure.ts';
import { linesOf } from './lines.ts';
import { maskSecrets } from './mask.ts';
import { nearest } from './nearest.ts';
import { oneLine, table } from './paint.ts';
import { checkedRequest, MAX_REQUEST_CHARACTERS, textOf } from './request.ts';
import { styleOfText } from './style.ts';
import { wantsColour } from './terminal.ts';

describe('maskSecrets', () => {
  it.each([
    ['set the password to hunter2', 'set the password to ***'],
    ['aws configure set aws_secret_access_key wJalrXUtnFEMI', 'aws configure set aws_secret_access_key ***'],
    ['curl -H "Authorization: Bearer abcdef123456"', 'curl -H "Authorization: Bearer ***"'],
    ['mysql --password=s3cret -u root', 'mysql --password=*** -u root'],
    ['git clone https://ann:s3cret@example.com/x.git', 'git clone https://ann:***@example.com/x.git'],
    ['use key AKIAIOSFODNN7EXAMPLE', 'use key ***'],
    ['push with ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'push with ***'],
    ['charge with sk_live_abcdefgh12345678', 'charge with ***'],
    ['az login --password "two words" now', 'az login --password *** now'],
    ['token: eyJhbGciOi.eyJzdWIiOi.c2ln', 'token: ***'],
  ])('%s', (text, masked) => expect(maskSecrets(text)).toBe(masked));

  it.each([
    'list the tokens of my account',
    'rotate the secret named db',
    'list my buckets',
    'kubectl get secrets -n web',
  ])('leaves: %s', (text) => expect(maskSecrets(text)).toBe(text));

  it('masks no further the second time', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) => maskSecrets(maskSecrets(`--password ${text}`)).length <= `--password ${text}`.length + 3,
      ),
    );
  });
});

describe('argv', () => {
  it.each([
    [
      ['list', 'pods'],
      ['ask', 'list', 'pods'],
    ],
    [
      ['search', 'pods'],
      ['search', 'pods'],
    ],
    [['show me the pods'], ['ask', 'show me the pods']],
    [
      ['--', 'show', 'me'],
      ['ask', '--', 'show', 'me'],
    ],
    [
      ['--scope', 'show', 'list', 'x'],
      ['ask', '--scope', 'show', 'list', 'x'],
    ],
    [
      ['--json', 'search', 'x'],
      ['--json', 'search', 'x'],
    ],
    [['help'], ['--help']],
    [
      ['help', 'zoo'],
      ['zoo', '--help'],
    ],
    [
      ['help', 'me', 'find', 'files'],
      ['ask', 'help', 'me', 'find', 'files'],
    ],
    [['--help'], ['--help']],
    [['-'], ['ask', '-']],
    [[], ['ask']],
  ])('%j', (argv, want) => expect(normalised(argv)).toEqual(want));

  it('finds the first word', () => expect(firstWord(['--limit', '3', '--json', 'zoo'])).toBe('zoo'));
});

describe('requests', () => {
  const code = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return (error as AppError).code;
    }
    return 'none';
  };
  it.each([
    ['', 'empty-request'],
    [' \n\t', 'empty-request'],
    ['a\0b', 'binary-input'],
    ['x'.repeat(MAX_REQUEST_CHARACTERS + 1), 'request-too-long'],
    ['x'.repeat(100_000), 'request-too-long'],
    ['x'.repeat(MAX_REQUEST_CHARACTERS), 'none'],
  ])('text %#', (text, want) => expect(code(() => checkedRequest(text))).toBe(want));
  it.each([
    [Buffer.from([0xff, 0xfe, 0x00]), 'binary-input'],
    [Buffer.from('a\0'), 'binary-input'],
    [Buffer.from('größer als 5 MB'), 'none'],
  ])('bytes %#', (bytes, want) => expect(code(() => textOf(bytes))).toBe(want));
});

describe('linesOf', () => {
  const all = async (parts: (string | Uint8Array)[], limit = 1000) => {
    const lines: (string | undefined)[] = [];
    async function* input() {
      yield* parts;
    }
    for await (const line of linesOf(input(), limit)) lines.push(line.text);
    return lines;
  };
  it('joins chunks, keeps U+2028, needs no last line end', async () => {
    expect(await all(['a\nb', 'c\n\n"\u2028"'])).toEqual(['a', 'bc', '', '"\u2028"']);
  });
  it('gives up on what is too long or no text, and goes on', async () => {
    expect(await all(['x'.repeat(20), 'y\nok\n', Buffer.from([0xff, 10]), 'end'], 10)).toEqual([
      undefined,
      'ok',
      undefined,
      'end',
    ]);
  });
  it('equals splitting, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.integer({ min: 1, max: 7 }),
        async (texts, step) => {
          const bytes = Buffer.from(texts.map((text) => `${text.replaceAll('\n', ' ')}\n`).join(''));
          const parts: Uint8Array[] = [];
          for (let at = 0; at < bytes.length; at += step) parts.push(bytes.subarray(at, at + step));
          expect(await all(parts, 10_000)).toEqual(bytes.toString().split('\n').slice(0, -1));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('nearest', () => {
  it.each([
    ['limt', 'limit'],
    ['stlye', 'style'],
    ['kubctl', 'kubectl'],
    ['zzzzzz', undefined],
  ])('%s', (word, want) => expect(nearest(word, ['limit', 'style', 'kubectl'])).toBe(want));
});

describe('failureOf', () => {
  it.each(ERROR_CODES)('%s has words, a way out and an exit status', (code) => {
    const failure = failureOf(new AppError(code, 'What happened.', 'How to mend it.'), {
      json: false,
      colour: false,
      debug: false,
    });
    expect(failure.exit).toBeGreaterThan(0);
    expect(failure.text).toContain('How to mend it.');
    expect(failure.text).toContain(`docs/errors.md#${code}`);
  });
  it('shows a trace only when asked', () => {
    const text = (debug: boolean) => failureOf(new Error('boom'), { json: false, colour: false, debug }).text;
    expect(text(false)).toContain('(internal)');
    expect(text(false)).not.toContain('text.test');
    expect(text(true)).toContain('text.test');
  });
  it('knows what the system means', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    expect(failureOf(full, { json: true, colour: false, debug: false }).exit).toBe(6);
  });
});

describe('paint', () => {
  it('cuts to width and shows no control characters', () => {
    expect(oneLine('a\x1b[31m\nb', 80)).toBe('a [31m b');
    expect(oneLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(
      table(
        [
          ['a', 'long text that is cut'],
          ['bcd', 'e'],
        ],
        16,
      ),
    ).toEqual(['a    long text…', 'bcd  e']);
  });
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ])('colour %j', (env, terminal, want) => expect(wantsColour(env, terminal)).toBe(want));
});

describe('styleOfText', () => {
  it.each([
    ['git push -f', 'posix'],
    ['curl -X POST https://x.io', 'curl'],
    ['GET /repos/a/b', 'http'],
    ["import boto3\nboto3.client('s3').list_buckets()", 'python'],
    ['await octokit.rest.issues.create({})', 'typescript'],
  ])('%s', (text, want) => expect(styleOfText(text)).toBe(want));
});

describe('docs/errors.md', () => {
  it('explains every code, and no other', () => {
    const text = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
    expect([...text.matchAll(/^## (\S+)$/gm)].map((match) => match[1])).toEqual(ERROR_CODES);
    for (const code of ERROR_CODES)
      expect(text).toContain(`${meaningOf(code).title}. Exit status ${meaningOf(code).exit},`);
  });
});
