import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../schema/call.ts';
import type { Json } from '../../schema/operation.ts';
import { SAMPLES, sampleZoo } from '../sample-zoo.ts';
import { verifyText } from '../verify-text.ts';

const zoo = sampleZoo();

describe('reading a command line', () => {
  type Row = [text: string, operation: string, values: Record<string, Json>, codes: FindingCode[]];
  const rows: Row[] = [
    ['git -C "a b" commit -am "x $USER"', 'git:git commit', { '--all': true, '--message': 'x $USER' }, []],
    ['sudo -u root /usr/bin/git commit -mfix', 'git:git commit', { '--message': 'fix' }, []],
    ['env A=b C=d git commit --message=x=y', 'git:git commit', { '--message': 'x=y' }, []],
    ['git commit --mess x', 'git:git commit', { '--message': 'x' }, ['ambiguous-prefix']],
    ['git commit -m', 'git:git commit', {}, ['wrong-type']],
    ['git commit extra', 'git:git commit', {}, ['unexpected-positional']],
    [
      'kubectl exec -it pod -- ls -l',
      'kubectl:kubectl exec',
      { '--stdin': true, '--tty': true, pod: 'pod', command: ['ls', '-l'] },
      [],
    ],
    ['cargo test round --package core', 'cargo:cargo test', { name: 'round', '--package': 'core' }, []],
    ['cargo test -- --nocapture', 'cargo:cargo test', { arguments: '--nocapture' }, []],
    ['cargo test round -- -q', 'cargo:cargo test', { name: 'round', arguments: '-q' }, []],
    ['dd if=disk.img bs=4M', 'dd:dd', { if: 'disk.img', bs: '4M' }, []],
    ['dd if bs=4M', 'dd:dd', { if: 'bs=4M' }, []],
    ['dd off=1', 'dd:dd', {}, ['unexpected-positional']],
    [
      'docker run -d -e A=b -e C=d nginx ls -l',
      'docker:docker run',
      { '--detach': true, '--env': ['A=b', 'C=d'], image: 'nginx', command: ['ls', '-l'] },
      [],
    ],
    [
      'find /srv /var -name "*.log" -mtime -5',
      'find:find',
      { '-name': '*.log', '-mtime': '-5', path: ['/srv', '/var'] },
      [],
    ],
    [
      'prog do thing -n5 -fv --count=7 -out=p if=/dev/sda a b c',
      'prog:prog do thing',
      {
        '--name': '5',
        '--force': true,
        '--verbose': true,
        '--count': '7',
        '-out': 'p',
        'if=': '/dev/sda',
        source: ['a', 'b'],
        target: 'c',
      },
      [],
    ],
    [
      'prog do thing --no-verbose --wait --verb=get,"a,b" -n x a b',
      'prog:prog do thing',
      { '--verbose': false, '--wait': 'true', '--verb': ['get', 'a', 'b'], '--name': 'x', source: 'a', target: 'b' },
      [],
    ],
    [
      'prog do thing --cuont 5 -n x a b',
      'prog:prog do thing',
      { '--name': 'x', source: 'a', target: 'b' },
      ['unknown-parameter'],
    ],
    [
      'prog do thing --count $N -n x a b',
      'prog:prog do thing',
      { '--count': '$N', '--name': 'x', source: 'a', target: 'b' },
      [],
    ],
    [
      'prog do thing --name x --name y a b',
      'prog:prog do thing',
      { '--name': ['x', 'y'], source: 'a', target: 'b' },
      ['repeated'],
    ],
    [
      'aws ec2 stop-instances --instance-ids i-1 i-2 --region x',
      'aws:ec2.StopInstances',
      { '--instance-ids': ['i-1', 'i-2'], '--region': 'x' },
      [],
    ],
    [
      'aws --region x ec2 stop-instances --instance-ids i-1 \\\n  --filters Name=a Name=b',
      'aws:ec2.StopInstances',
      { '--region': 'x', '--instance-ids': 'i-1', '--filters': ['Name=a', 'Name=b'] },
      [],
    ],
    [
      'git push --force-with-lease origin main',
      'git:git push',
      { '--force-with-lease': true, repository: 'origin', refspec: 'main' },
      [],
    ],
    ['git push --force-with-lease=main', 'git:git push', { '--force-with-lease': 'main' }, []],
    [
      "zip --exclude '*.o' '*.a' -9 x.zip src",
      'zip:zip',
      { '--exclude': ['*.o', '*.a'], '-9': true, archive: 'x.zip', file: 'src' },
      [],
    ],
    ['kubectl exec --tty=false pod -- ls', 'kubectl:kubectl exec', { '--tty': false, pod: 'pod', command: 'ls' }, []],
    ['sudo --user root something', 'sudo:sudo', { '--user': 'root', command: 'something' }, []],
  ];
  it.each(rows)('%s', (text, operation, values, codes) => {
    const { calls, findings } = verifyText(zoo, text, 'cli');
    expect(findings).toEqual([]);
    expect(calls).toHaveLength(1);
    expect(calls[0]!.call!.operation).toBe(operation);
    expect(Object.fromEntries(calls[0]!.call!.arguments.map(({ name, value }) => [name, value]))).toEqual(values);
    expect(calls[0]!.findings.map(({ code }) => code)).toEqual(codes);
  });

  it('reads a program that runs others as itself where that is expected', () => {
    const read = (path: string) => {
      const expected = SAMPLES.find(({ name }) => name === path)!;
      return verifyText(zoo, 'sudo -u root git push origin', 'cli', expected).calls[0]!.call!.operation;
    };
    expect([read('sudo'), read('git push')]).toEqual(['sudo:sudo', 'git:git push']);
  });

  it('reads the old style of tar, and asks nothing of a call for help', () => {
    const read = (text: string) => {
      const [first] = verifyText(zoo, text, 'cli').calls;
      return [
        Object.fromEntries(first!.call!.arguments.map(({ name, value }) => [name, value])),
        first!.findings.map(({ code }) => code),
      ];
    };
    expect(read('tar czf a.tgz -C /srv dir')).toEqual([
      { '--create': true, '--gzip': true, '--file': 'a.tgz', '--directory': '/srv', member: 'dir' },
      [],
    ]);
    expect(read('tar --help')).toEqual([{ '--help': true }, []]);
    expect(read('tar')).toEqual([{}, ['missing-required']]);
  });

  it('finds every command of a text, where it stands', () => {
    const text = 'cd x && git commit -m "$(git commit --amend)" | git commit -a > out';
    const { calls } = verifyText(zoo, text, 'cli');
    const ranges = calls.filter(({ call }) => call).map(({ range }) => text.slice(range.start, range.end));
    expect(ranges.sort()).toEqual(
      ['git commit --amend', 'git commit -a', 'git commit -m "$(git commit --amend)"'].sort(),
    );
  });

  it('points at what is wrong, with a repair', () => {
    const cases: [string, string, string][] = [
      ['git commit --amned', '--amned', '--amend'],
      ['git comit -m x', 'comit', 'commit'],
      ['gti commit -m x', 'gti', 'git'],
      ['prog do thing -n x --mode fsat a b', 'fsat', 'fast'],
    ];
    for (const [text, at, repair] of cases) {
      const finding = verifyText(zoo, text, 'cli').calls[0]!.findings[0]!;
      expect([text.slice(finding.start, finding.end), finding.repair]).toEqual([at, repair]);
    }
  });

  it('reports a quote that is not closed', () => {
    expect(verifyText(zoo, "git commit -m 'x", 'cli').findings.map(({ code }) => code)).toEqual(['syntax']);
    expect(verifyText(zoo, "git commit -m 'x", 'powershell').findings.map(({ code }) => code)).toContain('syntax');
  });

  it('takes an unquoted <name> for a blank and a quoted one for text', () => {
    const read = (text: string) => verifyText(zoo, text, 'cli').calls[0]!.call!;
    expect(read('git commit -m <message>').missing).toEqual(['--message']);
    expect(read("git commit -m '<message>'").missing).toEqual([]);
  });
});
