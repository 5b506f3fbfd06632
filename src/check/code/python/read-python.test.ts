import { describe, expect, it } from 'vitest';
import { codeZoo } from '../sample-zoo.ts';
import { readPython } from './read-python.ts';

const zoo = codeZoo();

/** Each call as `verdict operation: finding codes`. */
function read(text: string): string[] {
  const { calls, nested } = readPython(zoo, text);
  return [
    ...calls.map(({ verdict, operation, findings }) =>
      [verdict, operation, ...findings.map(({ code, start, end }) => `${code}[${text.slice(start, end)}]`)]
        .filter((part) => part !== undefined)
        .join(' '),
    ),
    ...(nested ?? []).map((one) => `$ ${one.text}`),
  ];
}

const S3 = "import boto3\ns3 = boto3.client('s3')\n";
const PUT = 'aws:s3.PutObject';

describe('calls that are right', () => {
  it.each([
    ['a client', `${S3}s3.put_object(Bucket='b', Key='k')`, `right ${PUT}`],
    ['chained', "import boto3\nboto3.client('s3').put_object(Bucket='b', Key='k')", `right ${PUT}`],
    ['imported by name', "from boto3 import client as make\nmake('s3').list_buckets()", 'right aws:s3.ListBuckets'],
    [
      'of a session',
      "import boto3\ns = boto3.Session()\nc = s.client(service_name='s3')\nc.list_buckets()",
      'right aws:s3.ListBuckets',
    ],
    [
      'of a resource',
      "import boto3\nr = boto3.resource('s3')\nr.meta.client.list_buckets()",
      'right aws:s3.ListBuckets',
    ],
    [
      'a field',
      "import boto3\nclass A:\n  def __init__(self):\n    self.c = boto3.client('s3')\n  def f(self):\n    self.c.list_buckets()",
      'right aws:s3.ListBuckets',
    ],
    [
      'a field of the class',
      "import boto3\nclass A:\n  c = boto3.client('s3')\n  def f(self):\n    self.c.list_buckets()",
      'right aws:s3.ListBuckets',
    ],
    [
      'global',
      "import boto3\nc = None\ndef f():\n  global c\n  c = boto3.client('s3')\ndef g():\n  c.list_buckets()",
      'right aws:s3.ListBuckets',
    ],
    [
      'within with',
      "import aioboto3\nasync def f():\n  async with aioboto3.Session().client('s3') as c:\n    await c.list_buckets()",
      'right aws:s3.ListBuckets',
    ],
    ['a method by itself', `${S3}put = s3.put_object\nput(Bucket='b', Key='k')`, `right ${PUT}`],
    ['a constant', `${S3}ACL = 'private'\ns3.put_object(Bucket='b', Key='k', ACL=ACL)`, `right ${PUT}`],
    ['values of the run', `${S3}s3.put_object(Bucket=b, Key=f'{k}.txt', ACL=acl)`, `right ${PUT}`],
    ['a dictionary that is spread', `${S3}s3.put_object(Bucket='b', **{'Key': 'k'})`, `right ${PUT}`],
    ['more from elsewhere', `${S3}s3.put_object(Bucket='b', **more)`, `right ${PUT}`],
    ['a moment as seconds', `${S3}s3.put_object(Bucket='b', Key='k', Expires=1700000000)`, `right ${PUT}`],
    [
      'a copy source as a dictionary',
      `${S3}s3.copy_object(Bucket='b', CopySource={'Bucket': 'x', 'Key': 'y'})`,
      'right aws:s3.CopyObject',
    ],
    [
      "a parameter that the client adds elsewhere, and that is this operation's own",
      "import boto3\nboto3.client('ec2').copy_image(SourceRegion='us-east-1')",
      'right aws:ec2.CopyImage',
    ],
    ['a parameter that the client adds', `${S3}s3.list_buckets(SourceRegion='us-east-1')`, 'right aws:s3.ListBuckets'],
    [
      'nested values of the run',
      "import boto3\nboto3.client('ec2').describe_instances(Filters=[{'Name': 'x', 'Values': [v]}, f])",
      'right aws:ec2.DescribeInstances',
    ],
    [
      'Google',
      "from googleapiclient.discovery import build\nd = build('drive', 'v3')\nd.files().list(pageSize=3, fields='x').execute()",
      'right google:drive.files.list',
    ],
    [
      'Google, where methods have another name than their service',
      "from googleapiclient.discovery import build\nbuild('admin', 'directory_v1').users().get()",
      'right google:directory.users.get',
    ],
    [
      'Google with a body',
      "from googleapiclient.discovery import build\nbuild('drive', 'v3').files().create(body={'name': n}, media_body=m).execute()",
      'right google:drive.files.create',
    ],
    [
      'requests',
      "import requests\nrequests.get('https://api.github.com/repos/a/b/issues', params={'state': 'open'})",
      'right github:issues/list-for-repo',
    ],
    [
      'a formatted URL',
      "import requests\nBASE = 'https://api.github.com'\nrequests.get(f'{BASE}/repos/{o}/{r}/issues')",
      'right github:issues/list-for-repo',
    ],
    [
      'a URL filled in',
      "import requests\nrequests.get('https://api.github.com/repos/%s/%s/issues' % (o, r))",
      'right github:issues/list-for-repo',
    ],
    [
      'a session',
      "import requests\ns = requests.Session()\ns.post('https://api.github.com/repos/a/b/issues', json={'title': t, 'milestone': None})",
      'right github:issues/create',
    ],
    [
      'httpx with a base',
      "import httpx\nwith httpx.Client(base_url='https://api.github.com') as c:\n  c.get('/repos/a/b/issues')",
      'right github:issues/list-for-repo',
    ],
    [
      'JSON as data',
      "import requests, json\nrequests.post('https://api.github.com/repos/a/b/issues', data=json.dumps({'title': 'x'}))",
      'right github:issues/create',
    ],
    [
      'a hub, by place',
      "import torch\ntorch.hub.load('pytorch/vision', 'resnet50', pretrained=True)",
      'right torchhub:torch.hub.load(pytorch/vision,resnet50)',
    ],
    [
      'a hub, by name',
      "from transformers import AutoModel\nAutoModel.from_pretrained(pretrained_model_name_or_path='bert-base-uncased')",
      'right hf:AutoModel.from_pretrained(bert-base-uncased)',
    ],
  ])('%s', (_, text, want) => expect(read(text)).toEqual([want]));

  it('a paginator is checked where it is made and where it is used', () => {
    const text = `${S3}p = s3.get_paginator('list_objects_v2')\nfor page in p.paginate(Bucket='b', PaginationConfig={'PageSize': 1}): pass`;
    expect(read(text)).toEqual(['right aws:s3.ListObjectsV2', 'right aws:s3.ListObjectsV2']);
  });
});

describe('calls that are wrong', () => {
  it.each([
    ['an invented method', `${S3}s3.put_objekt(Bucket='b')`, 'wrong unknown-operation[put_objekt]'],
    ['an invented paginator', `${S3}s3.get_paginator('list_objekts_v2')`, 'wrong unknown-operation[list_objekts_v2]'],
    [
      'an invented argument',
      `${S3}s3.put_object(Bucket='b', Key='k', Akl='private')`,
      `wrong ${PUT} unknown-parameter[Akl='private']`,
    ],
    [
      'a value out of the enum',
      `${S3}s3.put_object(Bucket='b', Key='k', ACL='public')`,
      `wrong ${PUT} not-in-enum[ACL='public']`,
    ],
    [
      'a missing argument',
      `${S3}s3.put_object(Bucket='b')`,
      `wrong ${PUT} missing-required[s3.put_object(Bucket='b')]`,
    ],
    ['by position', `${S3}s3.list_buckets('x')`, "wrong aws:s3.ListBuckets unexpected-positional['x']"],
    [
      'a field beside a value of the run',
      "import boto3\nboto3.client('ec2').describe_instances(Filters=[{'Nam': n, 'Values': v}])",
      'wrong aws:ec2.DescribeInstances unknown-parameter[Nam]',
    ],
    [
      'a wrong type',
      "import boto3\nboto3.client('ec2').describe_instances(MaxResults='3')",
      "wrong aws:ec2.DescribeInstances wrong-type[MaxResults='3']",
    ],
    [
      'a Google method',
      "from googleapiclient.discovery import build\nbuild('drive', 'v3').files().lst()",
      'wrong unknown-operation[lst]',
    ],
    [
      'a Google field',
      "from googleapiclient.discovery import build\nbuild('drive', 'v3').files().create(body={'nme': 'x'})",
      'wrong google:drive.files.create unknown-parameter[nme]',
    ],
    [
      'a path',
      "import requests\nrequests.get('https://api.github.com/repos/a/b/isues')",
      "wrong unknown-operation['https://api.github.com/repos/a/b/isues']",
    ],
    [
      'a query value',
      "import requests\nrequests.get(f'https://api.github.com/repos/{o}/b/issues', params={'state': 'opn'})",
      'wrong github:issues/list-for-repo not-in-enum[opn]',
    ],
  ])('%s', (_, text, want) => expect(read(text)).toEqual([want]));
});

describe('what cannot be known is not judged', () => {
  it.each([
    ['a service of the run', 'import boto3\nboto3.client(name).put_objekt()', ['not-checked']],
    ['a URL of the run', 'import requests\nrequests.get(url)', ['not-checked']],
    [
      'a URL with a hole that fits nothing',
      "import requests\nrequests.get(f'https://api.github.com/{path}/x')",
      ['not-checked'],
    ],
    ['a model of the run', "import torch\ntorch.hub.load('pytorch/vision', name)", ['not-checked']],
    ['a model that was not taught', "import torch\ntorch.hub.load('pytorch/vision', 'resnet51')", ['unknown']],
    ['a service that the zoo lacks', "import boto3\nboto3.client('s4').put_objekt()", ['unknown']],
    [
      'a version that the zoo lacks',
      "from googleapiclient.discovery import build\nbuild('drive', 'v9').files().lst(a=1)",
      ['unknown'],
    ],
    [
      'a method that the zoo has of another version',
      "from googleapiclient.discovery import build\nbuild('drive', 'v3').files().patch(a=1)",
      ['unknown'],
    ],
    ['GraphQL', "import requests\nrequests.post('https://api.github.com/graphql', json=query)", ['unknown']],
    ['all arguments from elsewhere', `${S3}s3.put_object(**options)`, [`not-checked ${PUT}`]],
    ['a command of the run', 'import os\nos.system(command)', ['not-checked']],
  ])('%s', (_, text, want) => expect(read(text)).toEqual(want));
});

describe('what only looks like a call of the zoo is left alone', () => {
  it.each([
    ['a helper of that name', 'def client(x): return x\nclient("s3").put_objekt()'],
    ['a module of that name', 'boto3 = Fake()\nboto3.client("s3").put_objekt()'],
    ['a parameter', `${S3}def f(s3):\n  s3.put_objekt()`],
    ['a parameter of a lambda', `${S3}f = lambda s3: s3.put_objekt()`],
    ['a loop variable', `${S3}def f(xs):\n  for s3 in xs:\n    s3.put_objekt()`],
    ['a comprehension', `${S3}[s3.put_objekt() for s3 in xs]`],
    ['bound twice', "import boto3\ndef f(x):\n  if x: c = boto3.client('s3')\n  else: c = Fake()\n  c.put_objekt()"],
    ['bound later, from within a function', `${S3}def f():\n  s3.put_objekt()\ns3 = Fake()`],
    ['bound again in a loop', `${S3}for x in y:\n  s3.put_objekt()\n  s3 = x`],
    ['unpacked', "import boto3\nc, d = boto3.client('s3'), 1\nc.put_objekt()"],
    ['deleted', `${S3}del s3\ns3.put_objekt()`],
    [
      "another class's field",
      "import boto3\nclass A:\n  def __init__(self): self.c = boto3.client('s3')\nclass B(A):\n  def f(self): self.c.put_objekt()",
    ],
    [
      'a field that differs',
      "import boto3\nclass A:\n  def __init__(self): self.c = boto3.client('s3')\n  def g(self, c): self.c = c\n  def f(self): self.c.put_objekt()",
    ],
    [
      'an own function that makes clients',
      "import boto3\ndef make(n): return boto3.client(n)\nmake('s3').put_objekt()",
    ],
    [
      'what a client has of its own',
      `${S3}s3.upload_file('a', 'b', 'c')\ns3.get_waiter('x').wait(Foo=1)\ns3.exceptions.NoSuchKey(x)\ns3.close()`,
    ],
    ['a computed method', `${S3}getattr(s3, name)(Foo=1)`],
    ['what an operation gives', `${S3}s3.list_buckets`],
    ['a resource', "import boto3\nboto3.resource('s3').Bucket('x').put_objekt()"],
    ['an unknown host', "import requests\nrequests.get('https://example.org/x')"],
    ['a host that is all hole', "import requests\nrequests.get(f'https://{host}/repos/a/b/issues')"],
    ['another get', "cache.get('https://api.github.com/nothing')"],
    [
      'the next page',
      "from googleapiclient.discovery import build\nd = build('drive', 'v3')\nd.files().list_next(a, b)",
    ],
    ['a star import', "from boto3 import *\nclient('s3').put_objekt()"],
    ['text', '"""import boto3; boto3.client("s3").put_objekt()"""'],
    ['nothing of interest', 'print(1)'],
  ])('%s', (_, text) => expect(read(text).filter((one) => !one.startsWith('right'))).toEqual([]));

  it('a constant that changes is no constant', () => {
    expect(read(`${S3}a = 'public'\na += x\ns3.put_object(Bucket='b', Key='k', ACL=a)`)).toEqual([`right ${PUT}`]);
    expect(read(`${S3}p = {'Bucket': 'b'}\np['Key'] = 'k'\ns3.put_object(**p)`)).toEqual([`not-checked ${PUT}`]);
  });
});

describe('command lines', () => {
  it.each([
    ["import subprocess\nsubprocess.run(['git', 'commit', '-m', 'a b'])", "$ git commit -m 'a b'"],
    ["from subprocess import check_output as co\nco(('git', 'log', n))", `$ git log ''"$1"''`],
    ["import subprocess\nsubprocess.Popen(['git', 'add'] + files)", '$ git add $@'],
    ["import subprocess\nsubprocess.run(['git', *rest])", '$ git $@'],
    ["import os\nos.system('git log | head')", '$ git log | head'],
    ["import os\nos.system(f'git log {x} \\'{y}\\' \"{z}\"')", `$ git log $@ ''"$1"'' "$1"`],
    ["import subprocess\nsubprocess.run('git log', shell=True)", '$ git log'],
    ["import subprocess, shlex\nsubprocess.run(shlex.split('git log'))", '$ git log'],
    ["import subprocess\nsubprocess.run('git log'.split())", '$ git log'],
    ["import subprocess\nCMD = 'git'\nsubprocess.call([CMD, 'log'])", '$ git log'],
  ])('%s', (text, want) => expect(read(text)).toEqual([want]));

  it('each character leads back to its place', () => {
    const text = 'import subprocess\nsubprocess.run(["git", "comm\\x69t", "-m", "it\'s"])';
    const [line] = readPython(zoo, text).nested!;
    const at = (part: string): number => line!.offset(line!.text.indexOf(part));
    expect(text.slice(at('git'), at('git') + 3)).toBe('git');
    expect(text.slice(at('commit'), line!.offset(line!.text.indexOf('commit') + 6))).toMatch(/^comm\\x69t/);
  });

  it.each([
    'import subprocess\nsubprocess.run(cmd)',
    'import subprocess\nsubprocess.run([sys.executable, "x"])',
    "import os\nos.popen(f'{x} y')",
  ])('the program is known only when the code runs: %s', (text) => expect(read(text)).toEqual(['not-checked']));
});
