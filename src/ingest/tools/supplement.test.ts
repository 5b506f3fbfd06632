import { describe, expect, it } from 'vitest';
import { readSupplements, SUPPLEMENT_SOURCE } from './recipe.ts';
import { ingestSupplement } from './supplement.ts';

const read = (text: string) => ingestSupplement(text, 'x.yaml', SUPPLEMENT_SOURCE);

describe('a supplement', () => {
  it('gives operations by provider', () => {
    const [got] = read(`
shared:
  all: |
    -v, --verbose  Say more
commands:
  box open:
    is: Open a box
    aka: [box o]
    use: [all]
    params: |
      <box:path>  The box
      -v <n:int>  Own meaning of -v
    whole: true
`);
    expect(got?.provider).toBe('box');
    expect(got?.whole).toEqual(['box:box open']);
    expect(got?.operations[0]).toMatchObject({
      id: 'box:box open',
      service: 'box',
      invocations: [
        { surface: 'cli', path: 'box open' },
        { surface: 'cli', path: 'box o' },
      ],
      parameters: [{ name: 'box' }, { name: '-v' }, { name: '--verbose' }],
      origin: { source: 0, pointer: 'x.yaml#box open' },
    });
    expect(got?.operations[0]?.parameters[2]).not.toHaveProperty('aliases');
  });

  it.each([
    ['no YAML', 'commands: [', /not YAML/],
    ['no supplement', 'commands: {git log: {}}', /x\.yaml\/commands\/git log: must have required property 'is'/],
    ['a line that cannot be read', 'commands: {git log: {is: Log, params: "?? x"}}', /x\.yaml#git log: cannot read/],
    ['one spelling twice', 'commands: {git log: {is: Log, params: "-a, --all\\n-a, --any"}}', /"-a" stands twice/],
    ['an unknown block', 'commands: {git log: {is: Log, use: [all]}}', /no shared block "all"/],
    [
      'a YAML bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\ncommands: [${'*c,'.repeat(9)}]`,
      /not YAML/,
    ],
  ])('%s is an error that says where', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('our own supplements', async () => {
  const all = (await readSupplements()).flatMap(({ operations }) => operations);

  it('give each path once', () => {
    const paths = all.flatMap(({ invocations }) => invocations.map(({ path }) => path));
    expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
  });

  it('name only parameters that exist in rules between them', () => {
    const wrong = all.flatMap(({ id, parameters, groups }) => {
      const names = new Set(parameters.map(({ name }) => name));
      const named = [
        ...parameters.flatMap(({ excludes, requires }) => [...(excludes ?? []), ...(requires ?? [])]),
        ...(groups ?? []).flatMap((group) => group.parameters),
      ];
      return named.filter((name) => !names.has(name)).map((name) => `${id} ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('have summaries of one sentence without a full stop', () => {
    expect(all.filter(({ summary }) => /\.$/.test(summary)).map(({ id }) => id)).toEqual([]);
  });
});
