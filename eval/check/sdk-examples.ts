import type { Json } from '../../src/schema/operation.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';

/** `s3/2006-03-01/examples-1.json`, as the Python SDK of AWS ships them. */
const PLACE = /(?:^|\/)([\w-]+)\/\d{4}-\d\d-\d\d\/examples-1\.json$/;

interface Examples {
  examples?: Record<string, { input?: Json }[]>;
}

/** A value as Python writes it: a JSON literal but for three names, which stand in no string here. */
function python(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${python(one)}`);
  return `{${entries.join(', ')}}`;
}

/**
 * A service's examples, which its makers wrote as data, as code: nothing else has so many literal arguments. Undefined for any other file.
 * Examples of operations that the zoo does not have are left out: their methods' names are known from nowhere.
 */
export function codeOfExamples(
  zoo: Zoo,
  path: string,
  text: string,
): { python: string; typescript: string } | undefined {
  const service = PLACE.exec(path)?.[1];
  if (!service) return undefined;
  const py: string[] = ['import boto3', `client = boto3.client(${JSON.stringify(service)})`];
  const ts: string[] = [];
  for (const [name, examples] of Object.entries((JSON.parse(text) as Examples).examples ?? {})) {
    const ordinal = zoo.byId(`aws:${service}.${name}`);
    const ways = ordinal === undefined ? [] : zoo.operation(ordinal).invocations;
    const method = ways.find(({ surface }) => surface === 'python')?.path.replace(/^.*\./, '');
    const [client, command] = ways.find(({ surface }) => surface === 'typescript')?.path.split('.') ?? [];
    for (const { input = {} } of examples) {
      if (method) py.push(`client.${method}(**${python(input)})`);
      if (!command) continue;
      ts.push(
        `import { ${command} } from '@aws-sdk/${client}';`,
        `await client.send(new ${command}(${JSON.stringify(input)}));`,
      );
    }
  }
  return {
    python: `${py.join('\n')}\n`,
    typescript: `${[...new Set(ts.filter((line) => line.startsWith('import')))].join('\n')}\n${ts.filter((line) => !line.startsWith('import')).join('\n')}\n`,
  };
}
