import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ingested } from '../schema/operation.ts';
import { sampleZoo } from './sample.ts';
import { fieldsOf, resolve, type Zoo } from './zoo.ts';

/** What every store must do: the same operations in, the same answers out. `open` makes a zoo of the given documents. */
export function zooContract(name: string, open: (parts: Ingested[]) => Promise<Zoo>): void {
  describe(`${name} as a zoo`, () => {
    let zoo: Zoo;
    const parts = sampleZoo();
    const all = parts.flatMap((part) => part.operations);

    beforeAll(async () => {
      zoo = await open(sampleZoo());
    });
    afterAll(() => zoo.close());

    it('has every operation once, each under its ordinal', () => {
      expect(zoo.size).toBe(all.length);
      const ids = Array.from({ length: zoo.size }, (_, ordinal) => zoo.operation(ordinal).id);
      expect(ids.sort()).toEqual(all.map((one) => one.id).sort());
    });

    it('gives back what was put in', () => {
      for (const operation of all) {
        const { parameters, ...read } = zoo.operation(zoo.byId(operation.id)!);
        const { parameters: written, ...rest } = operation;
        expect(read).toEqual(rest);
        expect(parameters.slice(0, written.length)).toEqual(written);
      }
    });

    it('finds ids, and only whole ones', () => {
      const [first] = all;
      expect(zoo.operation(zoo.byId(first!.id)!).id).toBe(first!.id);
      expect(zoo.byId(first!.id.slice(0, -1))).toBeUndefined();
      expect(zoo.byId('')).toBeUndefined();
    });

    it.each([
      ['cli', 'git commit', ['git:git commit']],
      ['cli', ' git  commit ', ['git:git commit']],
      ['cli', 'git', []],
      ['http', 'POST /repos/{owner}/{repo}/issues', ['github:issues/create']],
      ['http', 'POST /repos/{a}/{+b}/issues', ['github:issues/create']],
      ['http', 'GET /repos/{a}/{b}/issues', []],
      ['python', 'ec2.stop_instances', ['aws:ec2.StopInstances']],
      ['cli', 'ec2.stop_instances', []],
      ['cli', 'tool ls', ['one:tool ls', 'two:tool ls']],
    ] as const)('finds the operations of %s %s', (surface, path, ids) => {
      const found = zoo.byPath(surface, path).map((ordinal) => zoo.operation(ordinal).id);
      expect(found.sort()).toEqual([...ids]);
    });

    it('appends the options of the program, marked, unless the operation has its own', () => {
      const commit = zoo.operation(zoo.byId('git:git commit')!);
      expect(commit.parameters.filter((one) => one.global).map((one) => one.name)).toEqual(['--git-dir']);
      expect(commit.parameters.filter((one) => one.name === '--paginate')).toHaveLength(1);
      const issue = zoo.operation(zoo.byId('github:issues/create')!);
      expect(issue.parameters.some((one) => one.global)).toBe(false);
    });

    it('follows types by name, cyclic ones too', () => {
      expect(zoo.type('github', 'Issue')?.fields?.map((field) => field.name)).toEqual(['title', 'parent']);
      expect(zoo.type('github', 'issue')).toBeUndefined();
      expect(zoo.type('git', 'Issue')).toBeUndefined();
      expect(zoo.type('nobody', 'Issue')).toBeUndefined();
      expect(fieldsOf(zoo, 'github', { type: 'object', ref: 'Alias' }).map((field) => field.name)).toContain('title');
      expect(resolve(zoo, 'github', { type: 'object', ref: 'Lost' }).ref).toBe('Lost');
    });

    it('names providers with their sources', () => {
      const git = zoo.providers().find((one) => one.provider === 'git');
      expect(git).toMatchObject({ operations: 2, sources: [{ package: 'npm:git-docs', version: '1.0.0' }] });
      expect(zoo.providers().reduce((sum, one) => sum + one.operations, 0)).toBe(zoo.size);
    });

    it('refuses an ordinal that it does not have', () => {
      expect(() => zoo.operation(zoo.size)).toThrow(RangeError);
      expect(() => zoo.operation(-1)).toThrow(RangeError);
    });
  });
}
