import type { Operation, Parameter } from '../../schema/operation.ts';
import { oneLine, type Paint, printable } from './paint.ts';
import type { ShownOperation } from './service.ts';

function kindOf(parameter: Parameter): string {
  const type =
    parameter.in === 'flag' ? '' : parameter.format ? `${parameter.type}:${parameter.format}` : parameter.type;
  const values = parameter.enum
    ? `{${parameter.enum.slice(0, 8).join('|')}${parameter.enum.length > 8 ? '|…' : ''}}`
    : type;
  const standard =
    parameter.default === undefined || parameter.default === null ? '' : `=${JSON.stringify(parameter.default)}`;
  return `${values}${standard}${parameter.repeats ? ' …' : ''}`;
}

function parameterLines(operation: Operation, paint: Paint, width: number): string[] {
  const lines: string[] = [];
  const own = operation.parameters.filter((parameter) => !parameter.global);
  // Required ones first: they are what a reader looks for.
  for (const parameter of [...own.filter((each) => each.required), ...own.filter((each) => !each.required)]) {
    const marks = [
      parameter.required ? paint.yellow('required') : '',
      parameter.deprecated ? paint.red('deprecated') : '',
    ];
    const alias = parameter.aliases?.length ? `, ${parameter.aliases.join(', ')}` : '';
    lines.push(['  ', paint.cyan(parameter.name), alias, ' ', kindOf(parameter), ' ', ...marks].join('').trimEnd());
    if (parameter.description) lines.push(`      ${paint.dim(oneLine(parameter.description, width - 6))}`);
  }
  const inherited = operation.parameters.length - own.length;
  if (inherited > 0) lines.push(paint.dim(`  and ${inherited} options of the program itself`));
  return lines;
}

export function operationLines({ operation, source }: ShownOperation, paint: Paint, width: number): string[] {
  const lines = [paint.bold(printable(operation.id)), `  ${oneLine(operation.summary, width - 2)}`];
  if (operation.description) lines.push(`  ${paint.dim(oneLine(operation.description, width * 3))}`);
  if (operation.destructive) lines.push(`  ${paint.red('It deletes, ends or overwrites something.')}`);
  if (operation.deprecated) lines.push(`  ${paint.yellow('The document calls it deprecated.')}`);
  lines.push(
    '',
    paint.bold('Called as'),
    ...operation.invocations.map(({ surface, path }) => `  ${surface.padEnd(10)} ${oneLine(path, width - 13)}`),
  );
  if (operation.parameters.length > 0)
    lines.push('', paint.bold('Parameters'), ...parameterLines(operation, paint, width));
  if (operation.examples?.length) {
    lines.push('', paint.bold('Examples of the document'));
    for (const example of operation.examples.slice(0, 5))
      lines.push(`  ${oneLine(example.instruction, width - 2)}`, `      ${oneLine(example.call, width - 6)}`);
  }
  if (source)
    lines.push(
      '',
      paint.dim(`${source.package} ${source.version}, ${source.licence}, ${oneLine(operation.origin.pointer, 80)}`),
    );
  return lines;
}
