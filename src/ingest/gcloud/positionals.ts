import type { Parameter } from '../../schema/operation.ts';
import { plain, shorten } from '../fig/text.ts';
import { positionalCounts } from './examples.ts';
import type { SurfaceDocument } from './surface.ts';

const ON_ONE_RESOURCE =
  /^(?:create|delete|describe|update|start|stop|restart|reset|cancel|get-iam-policy|set-iam-policy|add-iam-policy-binding|remove-iam-policy-binding|undelete|enable|disable|patch|import|export)(?:-|$)/;

/**
 * The positionals of a command, which the completion tree does not tell: from the command's declaration; else as many as its examples show;
 * else one for a verb that needs a resource. `known` (another document's) comes before all of them.
 */
export function positionalsFor(
  words: string[],
  document: SurfaceDocument | undefined,
  options: Parameter[],
  known?: Parameter[],
): Parameter[] {
  if (known) return known;
  const declared = document?.positionals;
  const counts = positionalCounts(document?.examples, options);
  if (declared && (declared.length > 0 || !counts || counts.most === 0)) return declared.map(declaredPositional);
  const verb = words.at(-1) ?? '';
  if (/^list(?:-|$)/.test(verb) && (counts?.least ?? 0) === 0) return [];
  const most = counts ? Math.min(counts.most, 4) : ON_ONE_RESOURCE.test(verb) ? 1 : 0;
  const least = counts ? counts.least : most;
  if (most === 0) return [];
  if (least === most && most <= 2) return Array.from({ length: most }, (_, index) => guessed(words, index, true));
  return [{ ...guessed(words, 0, least > 0), ...(most > 1 ? { repeats: true as const } : {}) }];
}

function declaredPositional({
  name,
  help,
  repeated,
  optional,
}: NonNullable<SurfaceDocument['positionals']>[number]): Parameter {
  const parameter: Parameter = { name, in: 'positional', type: 'string' };
  if (help) parameter.description = shorten(plain(help));
  if (!optional) parameter.required = true;
  if (repeated) parameter.repeats = true;
  return parameter;
}

/** Named after what the command works on: `instances delete` takes an INSTANCE. */
function guessed(words: string[], index: number, required: boolean): Parameter {
  const noun = (words.at(-2) ?? words[0] ?? 'name')
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch)es$/, '$1')
    .replace(/([^s])s$/, '$1');
  const name = noun.replaceAll('-', '_').toUpperCase() + (index === 0 ? '' : `_${index + 1}`);
  return { name, in: 'positional', type: 'string', ...(required ? { required: true as const } : {}) };
}
