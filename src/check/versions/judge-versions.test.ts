import { describe, expect, it } from 'vitest';
import type { Operation } from '../../schema/operation.ts';
import { historyOf } from '../../zoo/history.ts';
import { MemoryZoo } from '../../zoo/memory.ts';
import { checkFile } from '../check-file.ts';
import { judgeVersions } from './judge-versions.ts';

const stop: Operation = {
  id: 'aws:ec2.StopInstances',
  provider: 'aws',
  service: 'ec2',
  name: 'StopInstances',
  kind: 'cli',
  summary: 'Stops instances',
  parameters: [
    { name: '--force', in: 'flag', type: 'boolean', names: { python: 'Force' } },
    { name: '--hibernate', in: 'flag', type: 'boolean', names: { python: 'Hibernate' } },
  ],
  invocations: [{ surface: 'cli', path: 'aws ec2 stop-instances' }],
  origin: { source: 0, pointer: '#' },
};
const sources = [{ package: 'pypi:botocore', version: '3', licence: 'Apache-2.0' }];
const zoo = new MemoryZoo([{ provider: 'aws', sources, operations: [stop], types: {}, skipped: [] }]);
const own = 'ec2.StopInstances';
const history = historyOf(
  ['aws', 'botocore'],
  [
    { version: '1', has: new Set(['ec2.Other']) },
    { version: '2', has: new Set([own, `${own}#Force`]) },
    { version: '3', has: new Set([own, `${own}#Hibernate`]) },
  ],
);

function found(text: string, version: string) {
  const file = { path: 'x.sh', text };
  const report = judgeVersions(zoo, file, checkFile(zoo, file), new Map([['aws', { history, version }]]));
  return report.calls.flatMap(({ findings }) =>
    findings.map(({ id, place }) => `${id} ${text.slice(place.start, place.end)}`),
  );
}

describe('judgeVersions', () => {
  const both = 'aws ec2 stop-instances --force --hibernate';
  it.each<[string, string[]]>([
    ['1', [`not-yet-available ${both}`]],
    ['2', ['not-yet-available --hibernate']],
    ['3', ['removed --force']],
    ['2.5', []],
  ])('pinned to %s', (version, wanted) => expect(found(`set -e\n${both}\n`, version)).toEqual(wanted));
  it('says what has it, and counts the call as wrong', () => {
    const file = { path: 'x.sh', text: both };
    const report = judgeVersions(zoo, file, checkFile(zoo, file), new Map([['aws', { history, version: '2' }]]));
    expect(report.calls[0]).toMatchObject({
      verdict: 'wrong',
      findings: [{ message: '--hibernate is not in botocore 2 yet; 3 has it', severity: 'error' }],
    });
  });
  it('leaves what is not pinned', () => {
    const file = { path: 'x.sh', text: both };
    const report = checkFile(zoo, file);
    expect(judgeVersions(zoo, file, report, new Map())).toBe(report);
  });
});
