import { describe, expect, it } from 'vitest';
import type { Operation } from '../../schema/operation.ts';
import { isNamed, namedFirst } from './named.ts';
import type { Ranked } from './verdict.ts';

const command = (path: string): Operation => ({
  id: path,
  provider: 'aws',
  name: path,
  kind: 'cli',
  summary: '',
  parameters: [],
  invocations: [{ surface: 'cli', path }],
  origin: { source: 0, pointer: '' },
});

describe('isNamed', () => {
  it.each<[string, string, boolean]>([
    ['get my mturk account balance', 'aws mturk get-account-balance', true],
    ['please describe the ec2 instances', 'aws ec2 describe-instances', true],
    ['aws: list iam users', 'aws iam list-users', true],
    ['get my mturk account history', 'aws mturk get-account-balance', false],
    ['get account balance', 'aws mturk get-account-balance', false],
    ['delete users', 'az delete users', false],
  ])('%s for %s: %s', (request, path, says) => expect(isNamed(request, command(path))).toBe(says));
});

describe('namedFirst', () => {
  const paths = ['aws elbv2 describe-account-limits', 'aws mturk get-account-balance'];
  const operations = paths.map(command);
  const ranked = operations.map((_, ordinal) => ({ ordinal, score: 2 - ordinal }) as Ranked);
  const first = (request: string, most = 5): string => {
    const [hit] = namedFirst(ranked, most, request, (ordinal) => operations[ordinal]!);
    return operations[hit!.ordinal]!.id;
  };

  it('has in front what the request says, word for word', () => {
    expect(first('get my mturk account balance')).toBe('aws mturk get-account-balance');
    expect(first('get my account balance')).toBe('aws elbv2 describe-account-limits');
    expect(first('get my mturk account balance', 1)).toBe('aws elbv2 describe-account-limits');
  });
});
