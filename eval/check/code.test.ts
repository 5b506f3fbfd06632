import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeZoo } from '../../src/check/code/sample-zoo.ts';
import { measureCode } from './code.ts';
import { codeOfExamples } from './sdk-examples.ts';

const zoo = codeZoo();
const EXAMPLES = JSON.stringify({
  examples: {
    PutObject: [{ input: { Bucket: 'b', Key: 'true "k"', ACL: 'private' } }, { input: { Bucket: 'b' } }],
    NoSuch: [{ input: {} }],
  },
});

describe('an SDK’s examples', () => {
  it('are calls in both languages, of operations that the zoo has', () => {
    const code = codeOfExamples(zoo, 'data/s3/2006-03-01/examples-1.json', EXAMPLES);
    expect(code?.python.split('\n').slice(0, 3)).toEqual([
      'import boto3',
      'client = boto3.client("s3")',
      'client.put_object(**{"Bucket": "b", "Key": "true \\"k\\"", "ACL": "private"})',
    ]);
    expect(code?.python).not.toContain('NoSuch');
    expect(code?.typescript).toContain('new PutObjectCommand({"Bucket":"b"})');
  });
  it('are only where an SDK keeps them', () =>
    expect(codeOfExamples(zoo, 'examples-1.json', EXAMPLES)).toBeUndefined());
});

describe('code that others wrote', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gorilla-code-'));
    mkdirSync(join(folder, 's3', '2006-03-01'), { recursive: true });
    const text = "import boto3\ns3 = boto3.client('s3')\ns3.put_objekt()\ns3.list_buckets()\n";
    writeFileSync(join(folder, 'a.py'), text);
    writeFileSync(join(folder, 'copy.py'), text);
    writeFileSync(join(folder, 'made.js'), `fetch("https://api.github.com/x");${' '.repeat(9000)}\n`);
    writeFileSync(join(folder, 's3', '2006-03-01', 'examples-1.json'), EXAMPLES);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is counted once, by language and verdict, with what nobody has judged yet', () => {
    const out = join(folder, 'out.jsonl');
    const { result } = measureCode(zoo, [folder], out);
    expect(result.languages.python).toMatchObject({
      files: 2,
      withCalls: 2,
      calls: { right: 2, wrong: 2 },
      findings: { fault: 0, falseAlarm: 0, notJudged: 2 },
    });
    expect(result.languages.typescript).toMatchObject({ files: 1, calls: { right: 1, wrong: 1 } });
    expect(result.precision).toBe(0);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(JSON.parse(lines[0]!)).toMatchObject({ path: 'a.py', rule: 'unknown-operation', line: 3 });
    expect(lines).toHaveLength(3);
  });
});
