import { describe, expect, it } from 'vitest';
import { codeZoo } from '../sample-zoo.ts';
import { readTypescript } from './read-typescript.ts';

const zoo = codeZoo();

function read(text: string): string[] {
  const { calls, nested } = readTypescript(zoo, text);
  return [
    ...calls.map(({ verdict, operation, findings }) =>
      [verdict, operation, ...findings.map(({ code, start, end }) => `${code}[${text.slice(start, end)}]`)]
        .filter((part) => part !== undefined)
        .join(' '),
    ),
    ...(nested ?? []).map((one) => `$ ${one.text}`),
  ];
}

const PUT = 'aws:s3.PutObject';
const COMMAND = "import { PutObjectCommand } from '@aws-sdk/client-s3';\n";
const OCTOKIT = "import { Octokit } from '@octokit/rest';\nconst octokit = new Octokit();\n";
const LIST = 'github:issues/list-for-repo';
const CREATE = 'github:issues/create';
const URL = 'https://api.github.com/repos/a/b/issues';

describe('calls that are right', () => {
  it.each([
    ['a command', `${COMMAND}await c.send(new PutObjectCommand({ Bucket: 'b', Key: k }));`, `right ${PUT}`],
    [
      'under another name',
      "import { PutObjectCommand as P } from '@aws-sdk/client-s3';\nnew P({ Bucket, Key: 'k' })",
      `right ${PUT}`,
    ],
    [
      'of a namespace',
      "import * as s3 from '@aws-sdk/client-s3';\nnew s3.PutObjectCommand({ Bucket: 'b', Key: 'k' })",
      `right ${PUT}`,
    ],
    [
      'required',
      "const { PutObjectCommand } = require('@aws-sdk/client-s3');\nnew PutObjectCommand({ Bucket: 'b', Key: 'k' })",
      `right ${PUT}`,
    ],
    ['with more', `${COMMAND}new PutObjectCommand({ Bucket: 'b', ...more })`, `right ${PUT}`],
    [
      'an aggregated client',
      "import { S3 } from '@aws-sdk/client-s3';\nconst s3 = new S3({});\ns3.putObject({ Bucket: 'b', Key: 'k' })",
      `right ${PUT}`,
    ],
    [
      'a field of a class',
      "import { S3 } from '@aws-sdk/client-s3';\nclass A { s3 = new S3({}); f() { this.s3.putObject({ Bucket: 'b', Key: 'k' }) } }",
      `right ${PUT}`,
    ],
    [
      'a paginator',
      "import { paginateListObjectsV2 } from '@aws-sdk/client-s3';\npaginateListObjectsV2({ client }, { Bucket: 'b' })",
      'right aws:s3.ListObjectsV2',
    ],
    [
      'Octokit',
      `${OCTOKIT}octokit.rest.issues.create({ owner, repo, title: 'x', milestone: null });`,
      `right ${CREATE}`,
    ],
    ['Octokit without rest', `${OCTOKIT}await octokit.issues.create({ owner, repo, title });`, `right ${CREATE}`],
    [
      'Octokit of an action',
      "import * as github from '@actions/github';\nconst o = github.getOctokit(t);\no.rest.issues.create({ ...github.context.repo, title: 'x' })",
      `right ${CREATE}`,
    ],
    [
      'a part of Octokit',
      `${OCTOKIT}const { rest } = octokit;\nrest.issues.create({ owner, repo, title });`,
      `right ${CREATE}`,
    ],
    [
      'by its type',
      "async function f(o: Octokit) { await o.rest.issues.create({ owner, repo, title }) }\nimport 'octokit'",
      `right ${CREATE}`,
    ],
    [
      'a route',
      `${OCTOKIT}octokit.request('GET /repos/{owner}/{repo}/issues', { owner: 'a', repo: 'b', headers: { a: 'b' } });`,
      `right ${LIST}`,
    ],
    [
      'paginate',
      `${OCTOKIT}octokit.paginate(octokit.rest.issues.listForRepo, { owner, repo, state: 'all' });`,
      `right ${LIST}`,
    ],
    ['fetch', `await fetch('${URL}?state=open');`, `right ${LIST}`],
    [
      'fetch with a template',
      "const base = 'https://api.github.com';\nfetch(`${base}/repos/${o}/${r}/issues`, { method: 'POST', body: JSON.stringify({ title }) })",
      `right ${CREATE}`,
    ],
    ['axios', `import axios from 'axios';\naxios.get('${URL}', { params: { state: 'all' } })`, `right ${LIST}`],
    ['axios with data', `import axios from 'axios';\naxios.post('${URL}', { title: t })`, `right ${CREATE}`],
    [
      'an axios of its own',
      "import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://api.github.com' });\napi.get('/repos/a/b/issues')",
      `right ${LIST}`,
    ],
    [
      'axios by options',
      `const axios = require('axios');\naxios({ method: 'post', url: '${URL}', data: { title: t } })`,
      `right ${CREATE}`,
    ],
    ['got', `import got from 'got';\nawait got.post('${URL}', { json: { title: 'x' } }).json()`, `right ${CREATE}`],
  ])('%s', (_, text, want) => expect(read(text)).toEqual([want]));
});

describe('calls that are wrong', () => {
  it.each([
    [
      'an invented command',
      "import { PutObjektCommand } from '@aws-sdk/client-s3';\nnew PutObjektCommand({})",
      'wrong unknown-operation[PutObjektCommand]',
    ],
    [
      'an invented method',
      "import { S3 } from '@aws-sdk/client-s3';\nnew S3({}).putObjekt({})",
      'wrong unknown-operation[putObjekt]',
    ],
    [
      'an invented field',
      `${COMMAND}new PutObjectCommand({ Bucket: 'b', Key: 'k', Akl: 'private' })`,
      `wrong ${PUT} unknown-parameter[Akl: 'private']`,
    ],
    [
      'a value out of the enum',
      `${COMMAND}new PutObjectCommand({ Bucket: 'b', Key: 'k', ACL: 'public' })`,
      `wrong ${PUT} not-in-enum[ACL: 'public']`,
    ],
    [
      'a missing field',
      `${COMMAND}new PutObjectCommand({ Bucket: 'b' })`,
      `wrong ${PUT} missing-required[new PutObjectCommand({ Bucket: 'b' })]`,
    ],
    [
      'an Octokit method',
      `${OCTOKIT}octokit.rest.issues.creat({ owner, repo, title })`,
      'wrong unknown-operation[creat]',
    ],
    [
      'an Octokit field',
      `${OCTOKIT}octokit.rest.issues.create({ owner, repo, title, label: [] })`,
      `wrong ${CREATE} unknown-parameter[label]`,
    ],
    [
      'a route',
      `${OCTOKIT}octokit.request('GET /repos/{owner}/{repo}/isues', {})`,
      "wrong unknown-operation['GET /repos/{owner}/{repo}/isues']",
    ],
    ['a query', `fetch('${URL}?state=opn')`, `wrong ${LIST} not-in-enum[opn]`],
    [
      'a body',
      `fetch('${URL}', { method: 'POST', body: JSON.stringify({ title: 3 }) })`,
      `wrong ${CREATE} wrong-type[fetch('${URL}', { method: 'POST', body: JSON.stringify({ title: 3 }) })]`,
    ],
  ])('%s', (_, text, want) => expect(read(text)).toEqual([want]));
});

describe('what cannot be known, and what only looks like a call, is left alone', () => {
  it.each([
    ['a URL of the run', 'fetch(url)', ['not-checked']],
    ['all from elsewhere', `${COMMAND}new PutObjectCommand(input)`, [`not-checked ${PUT}`]],
    [
      'a package that the zoo lacks',
      "import { FooCommand } from '@aws-sdk/client-foo';\nnew FooCommand({})",
      ['unknown'],
    ],
    ['a group of a plug-in', `${OCTOKIT}octokit.rest.plugin.thing({})`, ['unknown']],
    ['a class of this file', 'class PutObjektCommand {}\nnew PutObjektCommand({ a: 1 }); octokit', []],
    ["somebody else's command", "import { PutObjektCommand } from './own';\nnew PutObjektCommand(); fetch", []],
    ['an own fetch', `function fetch(x) {}\nfetch('https://api.github.com/nothing')`, []],
    ['fetch as a parameter', `function f(fetch) { fetch('https://api.github.com/nothing') }`, []],
    ['a parameter named octokit', 'function f(octokit) { octokit.rest.issues.creat({}) }', []],
    [
      'a name that is assigned twice',
      `${OCTOKIT.replace('const', 'let')}octokit = other;\noctokit.rest.issues.creat({})`,
      [],
    ],
    ['a shadowing block', `${OCTOKIT}{ const octokit = other; octokit.rest.issues.creat({}) }`, []],
    ['a default', `${OCTOKIT}const { issues = x } = octokit.rest; issues.creat({})`, []],
    ['a computed member', `${OCTOKIT}octokit.rest.issues[name]({}); octokit.rest['issues'].creat({})`, []],
    ['graphql', `${OCTOKIT}octokit.graphql('query {}'); octokit.hook.before('x', y); octokit.auth()`, []],
    ['another class', "import { S3 } from 'aws-sdk';\nnew S3().putObjekt({}); fetch", []],
    ['a subclass', `${OCTOKIT}class My extends Octokit {}\nnew My().rest.issues.creat({})`, []],
    [
      "the clients' own methods",
      "import { S3 } from '@aws-sdk/client-s3';\nconst s = new S3({}); s.send(x); s.destroy();",
      [],
    ],
    ['an unknown host', "fetch('https://example.org/x'); fetch('/api/x')", []],
    ['exec of a pattern', "const m = /x/.exec('aws foo'); fetch", []],
    ['JSX', "import { useState } from 'react';\nexport const A = () => <a onClick={() => fetch('/x')}>x</a>;", []],
  ])('%s', (_, text, want) => expect(read(text)).toEqual(want));
});

describe('command lines', () => {
  it.each([
    ["import { execSync } from 'node:child_process';\nexecSync('git log')", '$ git log'],
    ["const cp = require('child_process');\ncp.exec(`git log ${x} '${y}'`, cb)", `$ git log $@ ''"$1"''`],
    [
      "import { spawn } from 'child_process';\nspawn('git', ['commit', '-m', 'a b', x, ...y])",
      `$ git commit -m 'a b' ''"$1"'' $@`,
    ],
    [
      "import { exec } from 'child_process';\nimport { promisify } from 'util';\nconst run = promisify(exec);\nawait run('git log')",
      '$ git log',
    ],
    ["import { execa } from 'execa';\nawait execa('git', ['log'])", '$ git log'],
    ["import { $ } from 'zx';\nawait $`git log ${x}`", '$ git log $@'],
    ["import { spawn } from 'child_process';\nspawn('git', args)", '$ git $@'],
  ])('%s', (text, want) => expect(read(text)).toEqual([want]));
});
