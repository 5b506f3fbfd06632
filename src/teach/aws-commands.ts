import type { Command, CommandArgument } from '../ingest/botocore/command-table.ts';
import type { ServiceModel } from '../ingest/botocore/service-model.ts';
import { xformName } from '../ingest/botocore/xform-name.ts';

/** Services whose command has another name than their model. */
const COMMANDS: Record<string, string> = { s3: 's3api', config: 'configservice', codedeploy: 'deploy' };

/**
 * The commands that the AWS CLI makes of a service's model by itself, for a model alone: each operation is a command, each member of its
 * input an option; a boolean is a pair of flags. What the CLI adds by hand is not among them.
 */
export function commandsOfModel(model: ServiceModel): Command[] {
  return Object.entries(model.operations).map(([name, operation]): Command => {
    const input = operation.input && model.shapes[operation.input.shape];
    const members = Object.entries(input?.members ?? {});
    const args = members.flatMap(([member, { shape }]): CommandArgument[] => {
      const option = `--${xformName(member, '-')}`;
      const type = model.shapes[shape]?.type ?? 'string';
      const required = input?.required?.includes(member) ? { required: true as const } : {};
      if (type !== 'boolean') return [{ name: option, type, member, ...required }];
      const flag = { type, member, group: member, ...required };
      return [
        { ...flag, name: option, action: 'store_true' },
        { ...flag, name: `--no-${option.slice(2)}`, action: 'store_false' },
      ];
    });
    const description = operation.documentation;
    return {
      path: [COMMANDS[model.service] ?? model.service, xformName(name, '-')],
      service: model.service,
      operation: name,
      args,
      ...(description ? { description } : {}),
    };
  });
}
