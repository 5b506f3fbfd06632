import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckConfig, defaultConfig } from '../config/config.ts';
import { readFiles } from './read.ts';
import { listFiles, slashed } from './walk.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'gorilla-files-')));
const git = (...args: string[]) =>
  execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { stdio: 'pipe' });

function put(name: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

beforeAll(() => {
  put('.gitignore', 'out/\n*.log.sh\n');
  put('a.sh', 'aws s3 ls\n');
  put('sub/b.sh', 'aws s3 ls\n');
  put('sub/.gitignore', 'private.sh\n');
  put('sub/private.sh', 'aws\n');
  put('sub/x.log.sh', 'aws\n');
  put('out/c.sh', 'aws\n');
  put('node_modules/p/d.sh', 'aws\n');
  put('.github/workflows/ci.yml', 'jobs:\n');
  symlinkSync(join(root, 'a.sh'), join(root, 'link.sh'));
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function names(args: string[], config: Partial<CheckConfig> = {}, changed?: { base?: string }, folder = root) {
  const listed = await listFiles(args, folder, { ...defaultConfig(root), ...config }, changed);
  return listed.map(({ file }) => slashed(relative(root, file))).filter((name) => /\.(sh|yml)$/.test(name));
}

describe('listFiles', () => {
  it('leaves out what git ignores, modules and links', async () =>
    expect(await names(['.'])).toEqual(['.github/workflows/ci.yml', 'a.sh', 'sub/b.sh']));
  it('obeys .gitignore of folders above', async () =>
    expect(await names(['.'], {}, undefined, join(root, 'sub'))).toEqual(['sub/b.sh']));
  it('takes a named file as it is, and each but once', async () =>
    expect(await names(['out/c.sh', 'a.sh', 'a.sh', '.'])).toEqual([
      'out/c.sh',
      'a.sh',
      '.github/workflows/ci.yml',
      'sub/b.sh',
    ]));
  it('excludes and includes by pattern', async () => {
    expect(await names(['.'], { exclude: ['sub/'] })).toEqual(['.github/workflows/ci.yml', 'a.sh']);
    expect(await names(['.'], { include: ['*.sh'], exclude: ['/a.sh'] })).toEqual(['sub/b.sh']);
  });
  it('says which name is not there', () => expect(names(['none.sh'])).rejects.toMatchObject({ code: 'usage' }));
});

describe('--changed', () => {
  it('lists what differs from HEAD or from a base, and what is new', async () => {
    expect(await names(['.'], {}, {})).toEqual([]);
    git('checkout', '-q', '-b', 'topic');
    put('a.sh', 'aws s3 mb\n');
    git('commit', '-q', '-am', 'y');
    put('sub/new.sh', 'aws\n');
    expect(await names(['.'], {}, {})).toEqual(['sub/new.sh']);
    expect(await names(['.'], {}, { base: 'main' })).toEqual(['a.sh', 'sub/new.sh']);
    expect(await names(['sub'], {}, { base: 'main' })).toEqual(['sub/new.sh']);
  });
  it('says what git says', () =>
    expect(names(['.'], {}, { base: 'no-such' })).rejects.toMatchObject({ code: 'tool-failed' }));
});

describe('readFiles', () => {
  const read = (name: string, named = true) => [...readFiles([{ file: join(root, name), named }], root, root)];
  it('passes over binary files, and says what is not UTF-8', () => {
    put('bin.sh', Buffer.from([1, 0, 2]));
    put('latin.sh', Buffer.from([0xe9, 0x0a]));
    expect(read('bin.sh')).toEqual([]);
    expect(read('latin.sh')[0]!.unread).toBe('it is not UTF-8 text');
    expect(read('gone.sh')[0]!.unread).toContain('cannot be read');
  });
  it('writes back with mode and byte order mark', () => {
    put('marked.sh', '\ufeffaws x\r\n');
    chmodSync(join(root, 'marked.sh'), 0o755);
    const [file] = read('marked.sh');
    expect(file!.text).toBe('aws x\r\n');
    file!.write!('aws y\r\n');
    expect(readFileSync(join(root, 'marked.sh'), 'utf8')).toBe('\ufeffaws y\r\n');
    expect(statSync(join(root, 'marked.sh')).mode & 0o777).toBe(0o755);
  });
});
