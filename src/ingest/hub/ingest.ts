import type { Ingested, Operation, Parameter, Skip, Source } from '../../schema/operation.ts';
import { type Loose, list, record, text } from '../openapi/loose.ts';
import { plain, sentence } from '../openapi/plain-text.ts';
import { type PythonCall, readPythonCall } from './python-call.ts';

/**
 * Reads records of the APIBench database: `domain, framework, functionality, api_name, api_call, api_arguments,
 * python_environment_requirements, example_code, performance, description`, whose types vary from record to record.
 *
 * One record is one operation: loading that model. Its call's values are the model's, and so the only ones allowed.
 */
export function ingestHub(
  records: unknown[],
  options: { provider: string; source: Source; pointerPrefix?: string },
): Ingested {
  const operations: Operation[] = [];
  const skipped: Skip[] = [];
  const taken = new Map<string, number>();
  for (const [i, value] of records.entries()) {
    const pointer = `${options.pointerPrefix ?? ''}#/${i}`;
    const node = record(value);
    const written = text(node?.['api_call']);
    const call = written ? readPythonCall(written) : undefined;
    if (!node || !written || !call) {
      skipped.push({
        pointer,
        reason: written ? `api_call is no Python call: ${written.slice(0, 80)}` : 'a record has no api_call',
      });
      continue;
    }
    const times = (taken.get(written) ?? 0) + 1;
    taken.set(written, times);
    operations.push(toOperation(node, written, call, times, pointer, options.provider));
  }
  return { provider: options.provider, sources: [options.source], operations, types: {}, skipped };
}

function toOperation(
  node: Loose,
  written: string,
  call: PythonCall,
  times: number,
  pointer: string,
  provider: string,
): Operation {
  const name = times === 1 ? written : `${written} (${times})`;
  const task = plain(node['functionality'], 120) ?? plain(node['domain'], 120) ?? 'Load a model';
  const model = plain(node['api_name'], 120);
  const description = plain(node['description'], 400);
  const operation: Operation = {
    id: `${provider}:${name}`,
    provider,
    ...(text(node['domain']) ? { service: plain(node['domain'], 80)! } : {}),
    name,
    kind: 'hub',
    summary: [task, sentence(description, 160) ?? model].filter(Boolean).join(': '),
    parameters: call.arguments.map((argument, i) => toParameter(argument, i)),
    invocations: [{ surface: 'python', path: call.path, package: packageOf(node, call) }],
    origin: { source: 0, pointer },
  };
  if (description) operation.description = description;
  const example = exampleOf(node['example_code']);
  if (example) operation.examples = [{ instruction: task, call: example, surface: 'python' }];
  return operation;
}

function toParameter(argument: PythonCall['arguments'][number], i: number): Parameter {
  const { value } = argument;
  const type = typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'number' : 'string';
  return {
    name: argument.name ?? `<${i}>`,
    in: argument.name === undefined ? 'positional' : 'option',
    type,
    required: true,
    default: value,
    ...(typeof value === 'string' ? { enum: [value] } : {}),
  };
}

/** The package to install: the first requirement that the call's framework is known by. */
function packageOf(node: Loose, call: PythonCall): string {
  const named = node['python_environment_requirements'] ?? node['env_requirements'];
  const requirements = (Array.isArray(named) ? named : [named])
    .map((one) => text(one)?.trim())
    .filter((one) => one !== undefined);
  const root = call.path.split('.')[0]!;
  if (root === 'torch') return 'torch';
  if (root === 'hub') return 'tensorflow-hub';
  const known = requirements.find((one) =>
    /^(?:transformers|tensorflow[-_]hub|torch|diffusers|sentence[-_]transformers|timm|keras)/i.test(one!),
  );
  return (known ?? requirements[0] ?? root).split(/[\s,<>=!~[]/)[0]!;
}

function exampleOf(value: unknown): string | undefined {
  const code = Array.isArray(value)
    ? list(value)
        .filter((line) => typeof line === 'string')
        .join('\n')
    : text(value);
  return code && code !== 'N/A' && code.length <= 600 ? code : undefined;
}
