import { describe, expect, it } from 'vitest';
import type { Json, Operation, Parameter } from '../schema/operation.ts';
import { callOf } from '../verify/hostile.ts';
import { AWS, CHARGE, DEPLOY, EVERY_KIND, HUB, ISSUES, SAMPLES, sampleZoo } from '../verify/sample-zoo.ts';
import { renderCall, renderText, type Style } from './render.ts';

const zoo = sampleZoo();
const operationOf = (path: string) => SAMPLES.find(({ name }) => name === path)!;

type Row = [path: string, values: Record<string, Json>, missing: string[], want: string];

describe('a POSIX command line', () => {
  const rows: Row[] = [
    ['git commit', { '--message': "it's $HOME" }, [], "git commit --message 'it'\\''s $HOME'"],
    ['git commit', { '--message': '-m' }, [], 'git commit --message=-m'],
    ['git push', { '--force-with-lease': true, repository: 'origin' }, [], 'git push --force-with-lease origin'],
    ['deno run', { '--allow-net': true, script: 'main.ts' }, [], 'deno run main.ts --allow-net'],
    [
      'prog do thing',
      { '-x': '-5', target: '-t', source: 'a' },
      ['--name'],
      'prog do thing -x-5 --name <name> -- a -t',
    ],
    [
      'prog do thing',
      { '--verbose': false, '-out': 'plan', 'if=': '/dev/sda' },
      [],
      'prog do thing --no-verbose -out=plan if=/dev/sda',
    ],
    [
      'prog do thing',
      { '--label': ['a', 'b c'], '--verb': ['get', 'list'] },
      [],
      "prog do thing --label a --label 'b c' --verb get,list",
    ],
    ['find', { '-name': '*.log', path: '/srv' }, [], "find /srv -name '*.log'"],
    ['kubectl exec', { pod: 'web', command: ['ls', '-l'], '--tty': true }, [], 'kubectl exec --tty web -- ls -l'],
    [
      'docker run',
      { image: 'nginx', command: ['ls', '-l'], '--env': ['A=b', 'C=d'] },
      [],
      'docker run --env A=b --env C=d nginx ls -l',
    ],
    [
      'aws ec2 stop-instances',
      { '--instance-ids': ['i-1', 'i-2'] },
      [],
      'aws ec2 stop-instances --instance-ids i-1 i-2',
    ],
    [
      'aws ec2 stop-instances',
      { '--instance-ids': ['-1', 'b'] },
      [],
      'aws ec2 stop-instances --instance-ids \'["-1","b"]\'',
    ],
    [
      'aws ec2 stop-instances',
      {
        '--filters': [{ Name: 'tag:env', Values: ['a', 'b'] }, { Name: 'a b' }],
        '--config.Name': 'x',
        '--config.Inner.Name': 'y',
      },
      ['--instance-ids'],
      'aws ec2 stop-instances --filters Name=tag:env,Values=a,b \'{"Name":"a b"}\' --config \'Name=x,Inner={Name=y}\' --instance-ids <instance-ids>',
    ],
    [
      'az tag',
      { '--tags': { env: 'prod', team: 'a b' }, '--group': 'rg' },
      [],
      "az tag --tags env=prod 'team=a b' --group rg",
    ],
  ];
  it.each(rows)('%s %j, blanks %j', (path, values, missing, want) => {
    const operation = operationOf(path);
    expect(renderText(zoo, callOf(operation.id, 'cli', values, missing), operation, 'posix')).toBe(want);
  });
});

describe('a PowerShell command line', () => {
  const rows: Row[] = [
    ['git commit', { '--message': "it's `$x`" }, [], "git commit --message 'it''s `$x`'"],
    ['git commit', { '--message': 'a\u2019b' }, [], "git commit --message 'a\u2019\u2019b'"],
    [
      'aws ec2 stop-instances',
      { '--config': { Name: 'a b' } },
      ['--instance-ids'],
      'aws ec2 stop-instances --config \'{"Name":"a b"}\' --instance-ids <instance-ids>',
    ],
    ['find', { '-name': '-a.b', path: '.' }, [], "find . -name '-a.b'"],
  ];
  it.each(rows)('%s %j, blanks %j', (path, values, missing, want) => {
    const operation = operationOf(path);
    expect(renderText(zoo, callOf(operation.id, 'cli', values, missing), operation, 'powershell')).toBe(want);
  });
});

describe('an answer on the command line', () => {
  it('numbers positionals, blanks keep their place, a variadic one takes several', () => {
    const call = callOf(EVERY_KIND.id, 'cli', { '--force': true, '--count': 5, source: ['a', 'b'] }, [
      'target',
      '--name',
    ]);
    expect(renderCall(zoo, call, EVERY_KIND)).toEqual({
      operation: EVERY_KIND.id,
      surface: 'cli',
      path: 'prog do thing',
      arguments: { '--force': true, '--count': '5', '<0>': 'a', '<1>': 'b' },
      missing: ['--name', '<2>'],
      text: 'prog do thing --force --count 5 --name <name> a b <target>',
    });
  });
  it('an operand without dashes is a word among others', () => {
    const dd = operationOf('dd');
    const call = callOf(dd.id, 'cli', { if: 'debian.iso', bs: '4M' });
    expect(renderCall(zoo, call, dd)).toMatchObject({
      arguments: { '<0>': 'if=debian.iso', '<1>': 'bs=4M' },
      text: 'dd if=debian.iso bs=4M',
    });
  });
  it('writes structures as they stand on the line', () => {
    const call = callOf(AWS.id, 'cli', { '--instance-ids': ['i-1'], '--config': { Name: 'x', Size: 3 } });
    expect(renderCall(zoo, call, AWS).arguments).toEqual({ '--instance-ids': ['i-1'], '--config': 'Name=x,Size=3' });
  });
});

describe('an HTTP answer', () => {
  it('carries the request, typed, with encoded path values and the auth placeholder', () => {
    const call = callOf(
      ISSUES.id,
      'http',
      { owner: 'a/b', per_page: 50, 'filter.Size': 3, 'filter.Values[0]': 'x', title: 'T' },
      ['repo'],
    );
    expect(renderCall(zoo, call, ISSUES)).toEqual({
      operation: ISSUES.id,
      surface: 'http',
      path: 'POST /repos/{owner}/{repo}/issues',
      arguments: { owner: 'a/b', per_page: 50, 'filter.Size': 3, 'filter.Values[0]': 'x', title: 'T' },
      missing: ['repo'],
      text: `curl 'https://api.example.com/repos/a%2Fb/<repo>/issues?per_page=50' -H 'Authorization: Bearer <token>' -H 'Content-Type: application/json' -d '{"filter":{"Size":3,"Values":["x"]},"title":"T"}'`,
      method: 'POST',
      url: 'https://api.example.com/repos/a%2Fb/<repo>/issues',
      query: { per_page: 50 },
      headers: { Authorization: 'Bearer <token>', 'Content-Type': 'application/json' },
      body: { filter: { Size: 3, Values: ['x'] }, title: 'T' },
    });
  });
  it('reaches into a whole body without its name', () => {
    const call = callOf(
      DEPLOY.id,
      'http',
      { namespace: 'prod', 'spec.replicas': 3, 'metadata.labels.app\\.io/x': 'y' },
      ['metadata.name'],
    );
    const { body, missing, arguments: given } = renderCall(zoo, call, DEPLOY);
    expect(body).toEqual({ spec: { replicas: 3 }, metadata: { labels: { 'app.io/x': 'y' }, name: '<metadata.name>' } });
    expect(missing).toEqual(['metadata.name']);
    expect(given).toEqual({ namespace: 'prod', 'spec.replicas': 3, 'metadata.labels.app\\.io/x': 'y' });
  });
});

describe('code', () => {
  const rows: [Style, string, string][] = [
    [
      'python',
      renderText(
        zoo,
        callOf(AWS.id, 'python', { '--instance-ids': ['i-1'], '--config.On': true }, ['--max-items']),
        AWS,
        'python',
      ),
      "import boto3\n\nec2 = boto3.client('ec2')\nresponse = ec2.stop_instances(InstanceIds=['i-1'], Config={'On': True}, MaxItems='<max-items>')",
    ],
    [
      'typescript',
      renderText(zoo, callOf(AWS.id, 'typescript', { '--instance-ids': ['i-1'] }), AWS, 'typescript'),
      "import { EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';\n\nconst client = new EC2Client({});\nconst response = await client.send(new StopInstancesCommand({ InstanceIds: ['i-1'] }));",
    ],
    [
      'python',
      renderText(zoo, callOf(HUB.id, 'python', { model: 'bert-base-uncased', cache: true }), HUB, 'python'),
      "from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained('bert-base-uncased', cache=True)",
    ],
    [
      'python',
      renderText(zoo, callOf(ISSUES.id, 'python', { owner: 'o', repo: 'r', title: 'T' }), ISSUES, 'python'),
      "import requests\n\nresponse = requests.post('https://api.example.com/repos/o/r/issues', headers={'Authorization': 'Bearer <token>'}, json={'title': 'T'})",
    ],
    [
      'typescript',
      renderText(zoo, callOf(ISSUES.id, 'typescript', { owner: 'o', repo: 'r', title: 'T' }), ISSUES, 'typescript'),
      "import { Octokit } from 'octokit';\n\nconst octokit = new Octokit({ auth: '<token>' });\nconst response = await octokit.rest.issues.create({ owner: 'o', repo: 'r', title: 'T' });",
    ],
    [
      'typescript',
      renderText(zoo, callOf(CHARGE.id, 'http', { id: 'c', amount: 5, currency: 'eur' }), CHARGE, 'typescript'),
      "const response = await fetch('https://pay.example.com/v1/charges/c:confirm', {\n  method: 'POST',\n  body: new URLSearchParams([['amount', '5'], ['currency', 'eur']]),\n});",
    ],
    [
      'curl',
      renderText(
        zoo,
        callOf(CHARGE.id, 'http', { id: 'c', amount: 5, metadata: { a: 'x y' } }, ['currency']),
        CHARGE,
        'curl',
      ),
      "curl https://pay.example.com/v1/charges/c:confirm --data-urlencode amount=5 --data-urlencode 'metadata[a]=x y' --data-urlencode 'currency=<currency>'",
    ],
  ];
  it.each(rows)('%s', (_, text, want) => {
    expect(text).toBe(want);
  });
});

it.each<[string, Json, string]>([
  ['an expression of the document', "torch.device('cpu')", "revision=torch.device('cpu')"],
  ['a list of the document', '[1, 2]', 'revision=[1, 2]'],
  ['a text of the document', 'main', "revision='main'"],
  ['what the document does not write', "os.system('x')", "revision='os.system(\\'x\\')'"],
])('writes %s as it stands there', (_, value, text) => {
  const parameters: Parameter[] = [
    { name: 'revision', in: 'option', type: 'string', ...(value === "os.system('x')" ? {} : { default: value }) },
  ];
  const name = `f(revision=${value === 'main' ? "'main'" : value === "os.system('x')" ? '1' : value})`;
  const operation: Operation = { ...HUB, name, parameters };
  expect(renderText(zoo, callOf(HUB.id, 'python', { revision: value }), operation, 'python')).toContain(text);
});

it('names the surface that an operation does not have', () => {
  expect(() => renderText(zoo, callOf(HUB.id, 'cli', {}), HUB, 'posix')).toThrow('cannot be written as posix');
});
