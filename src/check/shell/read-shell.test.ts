import { describe, expect, it } from 'vitest';
import type { Operation, Parameter } from '../../schema/operation.ts';
import { MemoryZoo } from '../../zoo/memory.ts';
import { readShell } from './read-shell.ts';

const origin = { source: 0, pointer: '' };

function operation(path: string, parameters: Parameter[], more: Partial<Operation> = {}): Operation {
  const provider = path.split(' ', 1)[0]!;
  return {
    id: `${provider}:${path}`,
    provider,
    name: path,
    kind: 'cli',
    summary: path,
    parameters,
    invocations: [{ surface: 'cli', path }],
    origin,
    ...more,
  };
}

const NAME: Parameter = { name: '--name', in: 'option', type: 'string', required: true, aliases: ['-n'] };
const MODE: Parameter = { name: '--mode', in: 'option', type: 'string', enum: ['fast', 'slow'] };
const COUNT: Parameter = { name: '--count', in: 'option', type: 'integer' };
const FORCE: Parameter = { name: '--force', in: 'flag', type: 'boolean' };

const source = (name: string) => ({ package: name, version: '1.0', licence: 'MIT' });
const zoo = new MemoryZoo([
  {
    provider: 'acme',
    sources: [source('pypi:acme')],
    operations: [
      operation('acme box create', [NAME, MODE, COUNT, FORCE]),
      operation('acme box list', []),
      operation('acme odd', [NAME, COUNT], {
        examples: [{ instruction: 'x', call: 'acme odd --undeclared 1', surface: 'cli' }],
      }),
    ],
    types: {},
    skipped: [],
  },
  {
    provider: 'byhand',
    sources: [source('npm:@withfig/autocomplete')],
    operations: [operation('byhand run', [NAME, FORCE]), operation('byhand stop', [])],
    types: {},
    skipped: [],
  },
]);

const verdicts = (text: string): string[] => readShell(zoo, text).calls.map(({ verdict }) => verdict);
const said = (text: string): string[] =>
  readShell(zoo, text).calls.flatMap(({ findings }) =>
    findings.map(({ code, start, end, repair }) => `${code} ${text.slice(start, end)}${repair ? ` -> ${repair}` : ''}`),
  );

describe('where commands stand', () => {
  const OK = 'acme box create -n x';
  it.each([
    `${OK} | acme box list`,
    `acme box list && ${OK}`,
    `x=$(${OK}); acme box list`,
    `f() { ${OK}; }; for i in a b; do acme box list; done; f`,
    `sudo -u root ${OK}; env A=b acme box list`,
    `sh -c '${OK}'; bash -lc "acme box list"`,
    `bash <<'EOF'\n${OK}\nacme box list\nEOF\n`,
    `time nice -n 5 ${OK}; timeout 5 acme box list`,
    `eval "${OK}"; xargs -0 acme box list`,
    `ssh -p 22 host ${OK}; watch -n 1 "acme box list"`,
    `CMD="acme box"; $CMD create -n x; "$CMD_2"; $CMD list`.replace('"$CMD_2"; ', ''),
    `acme box \\\n  create \\\n  -n x # acme box nonsense\nacme box list > out 2>&1`,
  ])('%s', (text) => {
    expect(
      readShell(zoo, text)
        .calls.filter(({ operation: id }) => id)
        .map(({ operation: id }) => id?.slice(5))
        .sort(),
    ).toEqual(['acme box create', 'acme box list']);
    expect(said(text)).toEqual([]);
  });
});

describe('verdicts', () => {
  it.each([
    ['acme box create --name x --mode fast --count 3', 'right'],
    ['acme box create --name "$X" --count "$N"', 'right'],
    ['acme box create $OPTIONS', 'not-checked'],
    ['acme box $WHAT --name x', 'not-checked'],
    ['$TOOL box create', 'not-checked'],
    ['acme box create --name <name> --mode <mode>', 'right'],
    ['xargs acme box create --force', 'not-checked'],
    ['other --thing', 'unknown'],
    ['acme --version', 'unknown'],
    ['acme box create --help', 'right'],
    // Documents by hand that nobody has measured.
    ['byhand run -n x --never-seen', 'unknown'],
    ['byhand list', 'unknown'],
    // A word that no program has for a command.
    ['byhand frobnicate', 'wrong'],
    // An option that stands for a command, as brew's --prefix.
    ['byhand --where libfrob', 'unknown'],
    ['byhand run -n x --forse', 'wrong'],
    ['byhand stpo', 'wrong'],
    // The document's own example does so.
    ['acme odd --name x --undeclared 2', 'unknown'],
    ['acme odd --name x --other 2', 'wrong'],
  ])('%s is %s', (text, verdict) => {
    expect(verdicts(text)).toEqual([verdict]);
  });

  it.each([
    ['acme box create --nmae x', ['unknown-parameter --nmae -> --name', 'missing-required acme box create --nmae x']],
    ['acme box creat -n x', ['unknown-operation creat -> create']],
    ['acme bocks', ['unknown-operation bocks']],
    ['acme box create -n x --mode fsat', ['not-in-enum fsat -> fast']],
    ['acme box create -n x --count many', ['wrong-type --count many']],
    ['acme box create --force', ['missing-required acme box create --force']],
    ['acme box list extra', ['unexpected-positional extra']],
    ["sh -c 'acme box create -n x --mode fsat'", ['not-in-enum fsat -> fast']],
  ])('%s: %j', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it('leaves out the shell itself and what the script defines', () => {
    expect(verdicts('set -e; cd x; acme() { echo; }; acme box nonsense; export A=1; [ -n "$A" ]')).toEqual([]);
  });

  it('calls a different case a warning', () => {
    const [call] = readShell(zoo, 'acme box create -n x --mode FAST').calls;
    expect(call).toMatchObject({
      verdict: 'right',
      findings: [{ code: 'not-in-enum', severity: 'warning', repair: 'fast' }],
    });
  });

  it('judges a command that stands twice at both of its places', () => {
    const text = 'acme box create\necho\nacme box create';
    expect(readShell(zoo, text).calls.flatMap(({ findings }) => findings.map(({ start }) => start))).toEqual([0, 21]);
  });

  it('goes on behind what it cannot read', () => {
    const { calls, problems } = readShell(zoo, 'acme box list\nif then (\nacme box list "unclosed');
    expect(calls.length).toBeGreaterThan(0);
    expect(problems.length).toBeGreaterThan(0);
  });
});
