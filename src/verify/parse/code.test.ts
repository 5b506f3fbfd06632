import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../schema/call.ts';
import type { Json } from '../../schema/operation.ts';
import { sampleZoo } from '../sample-zoo.ts';
import { type TextKind, verifyText } from '../verify-text.ts';

const zoo = sampleZoo();
const AWS = 'aws:ec2.StopInstances';
const ISSUES = 'github:issues/create';

/** Other people's ways of writing what we write in one way. */
describe('reading code and requests', () => {
  type Row = [
    kind: TextKind,
    text: string,
    operation: string | undefined,
    values: Record<string, Json>,
    codes: FindingCode[],
  ];
  const rows: Row[] = [
    ['python', "boto3.client('ec2').stop_instances(InstanceIds=['i'])", AWS, { '--instance-ids': ['i'] }, []],
    [
      'python',
      'ec2 = session.client(service_name="ec2")\nec2.stop_instances(InstanceIds=["i"], MaxItems=n)',
      AWS,
      { '--instance-ids': ['i'], '--max-items': null },
      [],
    ],
    ['python', 'ec2 = boto3.client("ec2")\nec2.stop_instances(**options)', AWS, {}, []],
    [
      'python',
      'ec2 = boto3.client("ec2")\nec2.stop_instances(InstanceIds="i")',
      AWS,
      { '--instance-ids': 'i' },
      ['wrong-type'],
    ],
    [
      'python',
      'ec2 = boto3.client("ec2")\nec2.stop_instances(InstanceIDs=["i"])',
      AWS,
      { InstanceIDs: ['i'] },
      ['unknown-parameter'],
    ],
    ['python', 'ec2 = boto3.client("ec2")\nec2.halt_instances()', undefined, {}, ['unknown-operation']],
    [
      'python',
      'import transformers\nm = transformers.AutoModel.from_pretrained("bert-base-uncased")',
      'hub:bert',
      { model: 'bert-base-uncased' },
      [],
    ],
    ['python', 'm = AutoModel.from_pretrained("bert-huge")', 'hub:bert', { model: 'bert-huge' }, ['not-in-enum']],
    [
      'python',
      "requests.request('POST', 'https://api.example.com/repos/o/r/issues', json={'title': 't', 'tilte': 1})",
      ISSUES,
      { owner: 'o', repo: 'r', title: 't' },
      ['unknown-parameter'],
    ],
    [
      'typescript',
      "import { StopInstancesCommand as S, StopInstancesCommand } from '@aws-sdk/client-ec2';\nawait c.send(new StopInstancesCommand({ InstanceIds: [`i`], MaxItems }));",
      AWS,
      { '--instance-ids': ['i'], '--max-items': null },
      [],
    ],
    [
      'typescript',
      "import { HaltCommand } from '@aws-sdk/client-ec2';\nnew HaltCommand({})",
      undefined,
      {},
      ['unknown-operation'],
    ],
    [
      'typescript',
      "octokit.issues.create({ owner: 'o', repo: 'r', title: 't', per_page: '5' })",
      ISSUES,
      { owner: 'o', repo: 'r', title: 't', per_page: '5' },
      ['wrong-type'],
    ],
    [
      'typescript',
      "fetch('https://api.example.com/repos/o/r/issues?per_page=5', { method: 'post', body: JSON.stringify({ title: 't' }) })",
      ISSUES,
      { owner: 'o', repo: 'r', title: 't', per_page: 5 },
      [],
    ],
    [
      'curl',
      `curl -sS -XPOST https://api.example.com/repos/o/r/issues -H "Accept: x" --json '{"title": "t", "draft": true}'`,
      ISSUES,
      { owner: 'o', repo: 'r', title: 't', draft: true },
      [],
    ],
    [
      'curl',
      `curl https://api.example.com/repos/o/r/issues -d '{"title": "t"}'`,
      ISSUES,
      { owner: 'o', repo: 'r', title: 't' },
      [],
    ],
    [
      'curl',
      'curl https://pay.example.com/v1/charges/c%2F1:confirm -d amount=5 -d currency=eur -d "metadata[a]=b" -d "line_items[0][quantity]=2"',
      'pay:charge',
      { id: 'c/1', amount: 5, currency: 'eur', metadata: { a: 'b' }, line_items: [{ quantity: 2 }] },
      [],
    ],
    [
      'curl',
      'curl https://pay.example.com/v1/charges/c:confirm -d amount=much',
      'pay:charge',
      { id: 'c', amount: 'much' },
      ['wrong-type', 'missing-required'],
    ],
    ['http', '{"method":"POST","url":"https://api.example.com/nothing"}', undefined, {}, ['unknown-operation']],
    [
      'http',
      '{"method":"POST","url":"https://api.example.com/repos/o/r/issues","body":{"title":5}}',
      ISSUES,
      { owner: 'o', repo: 'r', title: 5 },
      ['wrong-type'],
    ],
  ];
  it.each(rows)('%s: %s', (kind, text, operation, values, codes) => {
    const { calls } = verifyText(zoo, text, kind);
    expect(calls).toHaveLength(1);
    expect(calls[0]!.call?.operation).toBe(operation);
    expect(Object.fromEntries((calls[0]!.call?.arguments ?? []).map(({ name, value }) => [name, value]))).toEqual(
      values,
    );
    expect(calls[0]!.findings.map(({ code }) => code)).toEqual(codes);
  });

  it('repairs in the spelling of the surface, where it stands', () => {
    const cases: [TextKind, string, string, string][] = [
      ['python', 'boto3.client("ec2").stop_instances(InstanceIDs=["i"])', 'InstanceIDs', 'InstanceIds'],
      ['python', 'boto3.client("ec2").stop_instances(InstanceIds=["i"], Config={"Nmae": "x"})', 'Nmae', 'Name'],
      ['python', 'AutoModel.from_pretrained("bert-base-uncasd")', 'bert-base-uncasd', 'bert-base-uncased'],
      ['typescript', "octokit.issues.create({ owner: 'o', repo: 'r', titel: 't' })", 'titel', 'title'],
      [
        'curl',
        'curl -X POST "https://api.example.com/repos/o/r/issues?state=opne" -d \'{"title": "t"}\'',
        'opne',
        'open',
      ],
    ];
    for (const [kind, text, wrong, repair] of cases) {
      const finding = verifyText(zoo, text, kind).calls[0]!.findings[0]!;
      expect([text.slice(finding.start, finding.end), finding.repair]).toEqual([wrong, repair]);
    }
  });

  it('says that a text is no code and no request', () => {
    expect(verifyText(zoo, 'ec2.stop(((', 'python').findings.map(({ code }) => code)).toContain('syntax');
    expect(verifyText(zoo, '{"method":', 'http').findings.map(({ code }) => code)).toEqual(['syntax']);
  });
});
