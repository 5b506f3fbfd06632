import { describe, expect, it } from 'vitest';
import type { Call, Finding } from '../../schema/call.ts';
import type { Operation } from '../../schema/operation.ts';
import { mend } from './mend.ts';

const operation: Operation = {
  id: 'x:y',
  provider: 'x',
  name: 'y',
  kind: 'cli',
  summary: '',
  parameters: [
    { name: '--size', in: 'option', type: 'integer', required: true },
    { name: '--color', in: 'option', type: 'string' },
  ],
  invocations: [{ surface: 'cli', path: 'x y' }],
  origin: { source: 0, pointer: '' },
};
const call = (values: Record<string, string>, missing: string[] = []): Call => ({
  operation: 'x:y',
  surface: 'cli',
  arguments: Object.entries(values).map(([name, value]) => ({ name, value, from: { kind: 'person' } })),
  missing,
});
const fault = (parameter: string, code: Finding['code'] = 'wrong-type'): Finding => ({
  code,
  severity: 'error',
  message: '',
  parameter,
});

describe('mend', () => {
  it('leaves a sound call alone', () => {
    const c = call({ '--size': '1' });
    expect(mend(c, operation, () => []).call).toBe(c);
  });

  it('takes a faulty value out, and blanks what is required', () => {
    const judge = (c: Call): Finding[] => c.arguments.flatMap((a) => (a.value === 'big' ? [fault(a.name)] : []));
    expect(mend(call({ '--size': 'big', '--color': 'red' }), operation, judge).call).toEqual(
      call({ '--color': 'red' }, ['--size']),
    );
    expect(mend(call({ '--size': '1', '--color': 'big' }), operation, judge).call).toEqual(call({ '--size': '1' }));
  });

  it('asks for nothing that the operation does not have', () => {
    const another = mend(call({ '--size': '1' }), operation, () => [fault('template', 'missing-required')]);
    expect(another.call.missing).not.toContain('template');
    expect(another.findings).toHaveLength(1);
  });

  it('keeps what can stand together where the fault names nothing', () => {
    const judge = (c: Call): Finding[] =>
      c.arguments.some((a) => a.value === 'red') ? [{ code: 'syntax', severity: 'error', message: '' }] : [];
    expect(mend(call({ '--color': 'red', '--size': '1' }), operation, judge).call).toEqual(call({ '--size': '1' }));
  });

  it('keeps only blanks where nothing else helps, and says so where not even that does', () => {
    const judge = (c: Call): Finding[] =>
      c.arguments.length > 0 ? [{ code: 'syntax', severity: 'error', message: '' }] : [];
    expect(mend(call({ '--color': 'red' }), operation, judge).call).toEqual(call({}, ['--size']));
    const never = (): Finding[] => [{ code: 'syntax', severity: 'error', message: 'no' }];
    expect(mend(call({}), operation, never).findings).toHaveLength(1);
  });

  describe('with places', () => {
    const push: Operation = {
      ...operation,
      parameters: [
        { name: 'remote', in: 'positional', type: 'string' },
        { name: 'branch', in: 'positional', type: 'string' },
        { name: '--force', in: 'flag', type: 'boolean' },
      ],
    };
    /** What stands at the first place is read as the first place's. */
    const judge = ({ arguments: given, missing }: Call): Finding[] => {
      const written = new Set([...given.map(({ name }) => name), ...missing]);
      return written.has('branch') && !written.has('remote')
        ? [{ code: 'syntax', severity: 'error', message: '' }]
        : [];
    };

    it('rather asks for nothing than for what would be read as something else', () => {
      expect(mend(call({ '--force': 'true' }, ['branch']), push, judge).call).toEqual(call({ '--force': 'true' }));
    });

    it('asks for the places before a value', () => {
      expect(mend(call({ branch: 'main' }), push, judge).call).toEqual(call({ branch: 'main' }, ['remote']));
    });
  });
});
