import type { Command } from 'commander';
import { type Context, EXIT_NO_CALL, printJson } from '../context.ts';
import type { ReadCall } from '../engine.ts';
import { oneLine, type Paint, paintFor } from '../paint.ts';
import { findingLines, shownValue } from '../present-answer.ts';
import { checkedRequest, MAX_REQUEST_BYTES, textOf } from '../request.ts';
import { styleNamed, styleOfText } from '../style.ts';
import { jsonOption, styleOption } from './options.ts';

interface Flags {
  style?: string;
  json?: true;
}

export function registerExplain(program: Command, context: Context): void {
  program
    .command('explain <call...>')
    .description('explain a call argument by argument, and check it against the documents ("-" reads it from stdin)')
    .addOption(styleOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  gorilla explain 'kubectl scale deployment/web --replicas=3'
  gorilla explain 'curl -X DELETE https://api.github.com/repos/octocat/hello'
  pbpaste | gorilla explain -

Exit status: 0 every name and value agrees with the documents, 1 something does not.
`,
    )
    .action(async (words: string[], flags: Flags) => {
      const { terminal } = context;
      const only = words.length === 1 ? words[0] : undefined;
      const text = checkedRequest(only === '-' ? textOf(await terminal.stdin(MAX_REQUEST_BYTES)) : words.join(' '));
      const style = flags.style === undefined ? styleOfText(text) : styleNamed(flags.style);
      const calls = await (await context.service()).read(text, style);
      const wrong =
        calls.length === 0 || calls.some((call) => call.findings.some((finding) => finding.severity === 'error'));
      if (wrong) context.exit = EXIT_NO_CALL;
      if (flags.json) return printJson(context, { text, style, ok: !wrong, calls: calls.map(jsonOf) });
      const paint = paintFor(terminal.colour.out);
      if (calls.length === 0) terminal.err('There is no call in this text.\n');
      for (const call of calls) terminal.out(`${readCallLines(call, paint, terminal.width).join('\n')}\n`);
    });
}

function jsonOf(call: ReadCall) {
  return {
    text: call.text,
    operation: call.operation?.id ?? null,
    summary: call.operation?.summary ?? null,
    destructive: call.operation?.destructive === true,
    arguments: call.arguments,
    findings: call.findings,
  };
}

function readCallLines(call: ReadCall, paint: Paint, width: number): string[] {
  const lines = [paint.bold(oneLine(call.text, width))];
  if (call.operation)
    lines.push(`  ${oneLine(call.operation.summary, width - 2)} ${paint.dim(`(${call.operation.id})`)}`);
  for (const { name, value, documentation } of call.arguments) {
    lines.push(`  ${paint.cyan(name)} ${oneLine(shownValue(value), 60)}`);
    if (documentation) lines.push(`      ${paint.dim(oneLine(documentation, width - 6))}`);
  }
  if (call.operation?.destructive) lines.push(`  ${paint.red('This deletes, ends or overwrites something.')}`);
  lines.push(...findingLines(call, paint));
  const errors = call.findings.some((finding) => finding.severity === 'error');
  if (call.operation && !errors) lines.push(`  ${paint.green('agrees with the documents')}`);
  return lines;
}
