import { describe, expect, it } from 'vitest';
import { commandPathOf, readExamples } from './examples.ts';

describe('readExamples', () => {
  it.each<[string, string, { instruction: string; call: string }[]]>([
    [
      'a bold title and continuation lines',
      '**Example 1: To stop an instance**\n\nThe following ``x`` example stops it. ::\n\n    aws ec2 stop-instances \\\n        --instance-ids i-1\n\nOutput::\n\n    {}\n',
      [{ instruction: 'To stop an instance', call: 'aws ec2 stop-instances --instance-ids i-1' }],
    ],
    [
      'no title: the sentence before',
      'Following command deploys template ``t.json`` to a\nstack::\n\n\n    aws cloudformation deploy --template-file t.json\n',
      [{ instruction: 'Deploys template t.json to a stack', call: 'aws cloudformation deploy --template-file t.json' }],
    ],
    [
      'an underlined title, and a second command under it',
      'Delete a Tag\n------------\n\n    aws ec2 delete-tags --resources a\n\nNow look whether it has gone:\n\n    $ aws ec2 describe-tags\n',
      [
        { instruction: 'Delete a Tag', call: 'aws ec2 delete-tags --resources a' },
        { instruction: 'Now look whether it has gone', call: 'aws ec2 describe-tags' },
      ],
    ],
    [
      'quotes over several lines',
      '**To put an item**::\n\n    aws dynamodb put-item --item \'{\n      "a": 1\n    }\'\n',
      [],
    ],
    [
      'a title that says for whom',
      '**To sign it**\n\n**(Windows)**\n\n    aws kms sign\n',
      [{ instruction: 'To sign it', call: 'aws kms sign' }],
    ],
  ])('%s', (_, given, want) => {
    const found = readExamples(given);
    if (want.length > 0) expect(found).toEqual(want);
    else expect(found[0]?.call).toBe('aws dynamodb put-item --item \'{ "a": 1 }\'');
  });
});

describe('commandPathOf', () => {
  const known = new Set([
    'aws s3 cp',
    'aws ec2 wait instance-running',
    'aws configure',
    'aws configure set',
    'aws cur delete-report',
  ]);
  it.each([
    ['aws s3 cp a b', 'aws s3 cp'],
    ['aws ec2 wait instance-running --instance-ids i', 'aws ec2 wait instance-running'],
    ['aws configure', 'aws configure'],
    ['aws configure set region x', 'aws configure set'],
    ['aws --region x cur --no-paginate delete-report', 'aws cur delete-report'],
    ['aws s3 fly', undefined],
  ])('%s', (call, want) => expect(commandPathOf(call, known)).toBe(want));
});
