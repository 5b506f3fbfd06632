import { AppError } from '../../schema/error.ts';
import type { Example, Ingested, Operation, Parameter, Skip, Source } from '../../schema/operation.ts';
import { readPythonCall } from '../hub/python-call.ts';
import { type Loose, list, record, smallJson, text } from '../openapi/loose.ts';
import { plain, sentence, words } from '../openapi/plain-text.ts';

/** Asked by the file's author, in words: they become asks of the operation. */
export interface ZooIngested extends Ingested {
  questions: Record<string, string[]>;
}

/**
 * Reads Gorilla's API Zoo format: one object or a list of `user_name, api_name, api_call, api_version, api_arguments, functionality`, and
 * optionally `env_requirements, example_code, meta_data, questions`.
 *
 * Fails: `source-unsupported` where no entry has an `api_call`.
 */
export function ingestGorillaZoo(input: unknown, options: { provider?: string; source: Source }): ZooIngested {
  const entries = Array.isArray(input) ? input : [input];
  const operations: Operation[] = [];
  const skipped: Skip[] = [];
  const questions: Record<string, string[]> = {};
  const first = record(entries[0]);
  const provider = options.provider ?? slug(text(first?.['user_name']) ?? text(first?.['api_name']) ?? 'zoo');
  for (const [i, value] of entries.entries()) {
    const node = record(value);
    const written = text(node?.['api_call']);
    if (!node || !written) {
      skipped.push({ pointer: `#/${i}`, reason: node ? 'an entry has no api_call' : 'an entry is not an object' });
      continue;
    }
    const operation = toOperation(node, written, provider, i, operations);
    operations.push(operation);
    const asked = list(node['questions']).filter((question) => typeof question === 'string' && question.trim() !== '');
    if (asked.length > 0) questions[operation.id] = asked as string[];
  }
  if (operations.length === 0) {
    throw new AppError(
      'source-unsupported',
      'This is no API Zoo document: no entry has an api_call',
      'See the format in docs/adapters.md.',
    );
  }
  return { provider, sources: [options.source], operations, types: {}, skipped, questions };
}

function toOperation(node: Loose, written: string, provider: string, i: number, before: Operation[]): Operation {
  const call = readPythonCall(written);
  const path = call?.path ?? written.split('(')[0]!.trim();
  const named = plain(node['api_name'], 120) ?? path;
  const id = `${provider}:${named}`;
  const name = before.some((one) => one.id === id) ? `${named} (${i})` : named;
  const functionality = plain(node['functionality'], 400);
  const operation: Operation = {
    id: `${provider}:${name}`,
    provider,
    name,
    kind: 'hub',
    summary: sentence(functionality) ?? (words(named) || path),
    parameters: parametersOf(node['api_arguments'], written),
    invocations: [{ surface: 'python', path, package: requirement(node) ?? path.split('.')[0]! }],
    origin: { source: 0, pointer: `#/${i}` },
  };
  const version = typeof node['api_version'] === 'number' ? String(node['api_version']) : text(node['api_version']);
  if (version) operation.version = version.slice(0, 40);
  if (functionality && functionality.replace(/\.$/, '') !== operation.summary) operation.description = functionality;
  const example = exampleOf(node, operation.summary);
  if (example) operation.examples = [example];
  return operation;
}

/** Arguments as an object of name to type or value, or as a list of objects with a name, or of names. The call itself fills what is missing. */
function parametersOf(value: unknown, written: string): Parameter[] {
  const parameters: Parameter[] = [];
  const named = record(value);
  const entries: [string, unknown][] = named
    ? Object.entries(named)
    : list(value).map((one) => (typeof one === 'string' ? [one, undefined] : [text(record(one)?.['name']) ?? '', one]));
  for (const [name, detail] of entries) {
    if (name !== '' && !parameters.some((one) => one.name === name)) parameters.push(toParameter(name, detail));
  }
  for (const [i, argument] of (readPythonCall(written)?.arguments ?? []).entries()) {
    const name = argument.name ?? `<${i}>`;
    if (argument.name === undefined && parameters.length > 0) continue;
    if (parameters.some((one) => one.name === name)) continue;
    parameters.push({
      name,
      in: argument.name === undefined ? 'positional' : 'option',
      type: 'any',
      default: argument.value,
    });
  }
  return parameters;
}

const TYPES: Record<string, Parameter['type']> = {
  str: 'string',
  string: 'string',
  int: 'integer',
  integer: 'integer',
  float: 'number',
  number: 'number',
  bool: 'boolean',
  boolean: 'boolean',
  list: 'array',
  array: 'array',
  dict: 'object',
  object: 'object',
};

function toParameter(name: string, detail: unknown): Parameter {
  const node = record(detail);
  const said = (text(node?.['type']) ?? text(detail) ?? '').trim();
  const type = TYPES[/^\[?([a-z]+)/i.exec(said)?.[1]?.toLowerCase() ?? ''];
  const parameter: Parameter = { name, in: 'option', type: type ?? 'any' };
  if (node?.['required'] === true || /\brequired\b/i.test(node ? '' : said)) parameter.required = true;
  const description = plain(node?.['description'] ?? (type && said.length < 12 ? undefined : detail), 160);
  if (description) parameter.description = description;
  const standard = smallJson(node?.['default']);
  if (standard !== undefined) parameter.default = standard;
  return parameter;
}

function requirement(node: Loose): string | undefined {
  const named = node['env_requirements'] ?? node['python_environment_requirements'];
  const first = text(Array.isArray(named) ? named[0] : named);
  return first?.trim().split(/[\s,<>=!~[]/)[0] || undefined;
}

function exampleOf(node: Loose, instruction: string): Example | undefined {
  const value = node['example_code'];
  const code = Array.isArray(value) ? value.filter((line) => typeof line === 'string').join('\n') : text(value);
  return code && code.length <= 1000 ? { instruction, call: code, surface: 'python' } : undefined;
}

function slug(name: string): string {
  return words(name).replaceAll(' ', '-') || 'zoo';
}
