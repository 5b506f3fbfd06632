import type { Answer, AskOptions, Candidate, CheckedCall } from '../../../schema/answer.ts';
import { remember } from '../commands/ask.ts';
import { type Context, EXIT_NO_CALL } from '../context.ts';
import type { Style } from '../engine.ts';
import { oneLine, paintFor } from '../paint.ts';
import { explainedLines } from '../present-answer.ts';
import { checkedRequest } from '../request.ts';
import type { Service } from '../service.ts';
import { styleFor } from '../style.ts';
import { type Decision, decide } from './decide.ts';
import { fillBlanks } from './fill-blanks.ts';
import { type Prompts, terminalPrompts } from './prompts.ts';

/** Another candidate, or none of them. */
const NONE = -1;

export interface Conversation {
  context: Context;
  service: Service;
  prompts: Prompts;
  style: Style | undefined;
}

/** The conversation on a terminal, from the request to what becomes of the call; returns the exit status. */
export async function converse(
  context: Context,
  words: string[],
  options: AskOptions & { style?: Style },
): Promise<number> {
  const prompts = await terminalPrompts();
  const request = checkedRequest(
    words.length > 0
      ? words.join(' ')
      : await prompts.text('What do you want to do?', { placeholder: 'list my s3 buckets' }),
  );
  const talk: Conversation = { context, service: await context.service(), prompts, style: options.style };
  return talkAbout(talk, await talk.service.ask(request, { ...options, unlikely: true }));
}

export async function talkAbout(talk: Conversation, answer: Answer): Promise<number> {
  const { context, prompts } = talk;
  const paint = paintFor(context.terminal.colour.out);
  if (answer.abstained || answer.candidates.length === 0) {
    prompts.say(paint.yellow('No such call: nothing in the zoo serves this request.'));
    if (answer.candidates.length === 0) return EXIT_NO_CALL;
  }
  for (;;) {
    const candidate = await chosen(talk, answer);
    if (!candidate) return EXIT_NO_CALL;
    const calls: CheckedCall[] = [];
    for (const call of candidate.calls) calls.push(await completed(talk, call, answer.request));
    if (context.config().history)
      remember(
        context,
        answer.request,
        calls.map((call) => call.rendered.text),
      );
    const decision: Decision = await decide(talk, calls, answer.candidates.length > 1);
    if (decision.kind === 'done') return decision.exit;
  }
}

async function chosen({ context, prompts }: Conversation, answer: Answer): Promise<Candidate | undefined> {
  const [first] = answer.candidates;
  if (answer.candidates.length === 1 && !answer.abstained) return first;
  const room = Math.max(20, context.terminal.width - 8);
  const choices = answer.candidates.map((candidate, value) => ({
    value,
    label: oneLine(candidate.calls.map((call) => call.rendered.text).join(' && '), room),
    hint: oneLine(candidate.calls[0]?.operation.summary ?? '', room),
  }));
  const at = await prompts.select(answer.abstained ? 'The nearest operations' : 'Which call?', [
    ...choices,
    { value: NONE, label: 'none of these' },
  ]);
  return answer.candidates[at];
}

/** Shows why the call is as it is, asks for its blanks, and checks it again. */
async function completed(talk: Conversation, call: CheckedCall, request: string): Promise<CheckedCall> {
  const { context, service, prompts } = talk;
  const paint = paintFor(context.terminal.colour.out);
  const width = context.terminal.width - 4;
  const explained = await service.explain(call, request);
  prompts.say(explainedLines(call, explained, paint, width).join('\n'));
  const style = talk.style ?? styleFor(call.call.surface);
  // Values that the verifier refuses are asked for again, until the person leaves them blank.
  for (let now = call.call, blanks = explained.blanks; ; ) {
    if (blanks.length > 0) now = await fillBlanks(prompts, now, blanks);
    const filled = await service.fill(now, style, request);
    const changed: CheckedCall = {
      ...call,
      call: now,
      findings: filled.findings,
      rendered: { ...call.rendered, ...filled.rendered, text: filled.text },
    };
    const refused = filled.findings.filter(
      (finding) => finding.severity === 'error' && blanks.some((blank) => blank.name === finding.parameter),
    );
    if (refused.length === 0) return changed;
    prompts.say(refused.map((finding) => paint.red(finding.message)).join('\n'));
    blanks = blanks.filter((blank) => refused.some((finding) => finding.parameter === blank.name));
    const names = blanks.map((blank) => blank.name);
    now = {
      ...now,
      arguments: now.arguments.filter((argument) => !names.includes(argument.name)),
      missing: [...now.missing, ...names],
    };
  }
}
