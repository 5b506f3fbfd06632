import type { Ingested, Operation, Skip, Source, ValueSchema } from '../../schema/operation.ts';
import type { Command } from './command-table.ts';
import { globalParameters } from './globals.ts';
import { joinService } from './join.ts';
import type { ServiceModel } from './service-model.ts';

/** Commands by the botocore service that they belong to: the model's own name, whatever the command line calls it. */
function byService(commands: Command[]): Map<string, Command[]> {
  const folderOf = new Map<string, string>();
  for (const command of commands)
    if (command.service !== undefined && command.path[0]) folderOf.set(command.path[0], command.service);
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const first = command.path[0];
    if (first === undefined) continue;
    // `aws s3 cp` stands under a name that is botocore's for what the command line calls s3api: they share the group.
    const service = command.service ?? folderOf.get(first) ?? first;
    const group = groups.get(service);
    if (group) group.push(command);
    else groups.set(service, [command]);
  }
  return groups;
}

/**
 * The AWS API's operations joined with the commands of `aws`. `models` in any order; `commands` as walked.
 * The order of the result is that of the services' names, then of their documents.
 */
export async function ingestBotocore(
  models: AsyncIterable<ServiceModel> | Iterable<ServiceModel>,
  commands: Command[],
  sources: Source[],
): Promise<Ingested> {
  const types: Record<string, ValueSchema> = {};
  const groups = byService(commands);
  const operations: Operation[] = [];
  const skipped: Skip[] = [];
  for await (const model of models) {
    operations.push(...joinService({ model, commands: groups.get(model.service) ?? [] }, types));
    groups.delete(model.service);
  }
  for (const service of [...groups.keys()].sort())
    operations.push(...joinService({ commands: groups.get(service) ?? [] }, types));
  return {
    provider: 'aws',
    sources,
    operations,
    types,
    globals: { aws: globalParameters(commands) },
    skipped,
    whole: operations.map((operation) => operation.id),
  };
}
