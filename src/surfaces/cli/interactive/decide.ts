import type { CheckedCall } from '../../../schema/answer.ts';
import { oneLine, paintFor, printable } from '../paint.ts';
import { findingLines } from '../present-answer.ts';
import { styleFor, styleOfText } from '../style.ts';
import { copy } from './clipboard.ts';
import type { Conversation } from './converse.ts';
import { dangerOf, dryRun } from './danger.ts';
import { plainCommand, runProgram, sendRequest } from './execute.ts';
import type { Choice } from './prompts.ts';

export type Decision = { kind: 'done'; exit: number } | { kind: 'another' };

type Act = 'copy' | 'run' | 'dry' | 'edit' | 'another' | 'cancel';

/** A call that can be run here: a plain command, or with the network allowed an HTTP request. */
interface Runnable {
  call: CheckedCall;
  argv?: string[];
}

const done = (exit: number): Decision => ({ kind: 'done', exit });

function runnable(talk: Conversation, calls: CheckedCall[]): Runnable[] | undefined {
  const all: Runnable[] = [];
  for (const call of calls) {
    if (call.call.missing.length > 0 || call.findings.some((finding) => finding.severity === 'error')) return undefined;
    if (call.call.surface === 'http' && talk.context.config().network) all.push({ call });
    else if (call.call.surface === 'cli') {
      const argv = plainCommand(call.rendered.text);
      if (!argv) return undefined;
      all.push({ call, argv });
    } else return undefined;
  }
  return all;
}

/** Copy, run, rehearse, edit: until the person has what they want. */
export async function decide(talk: Conversation, calls: CheckedCall[], hasOthers: boolean): Promise<Decision> {
  const { prompts } = talk;
  let now = await inShellWords(talk, calls);
  for (;;) {
    const shown = now.map((call) => printable(call.rendered.text)).join('\n');
    const ready = runnable(talk, now);
    const rehearsal = ready && (await rehearsed(talk, now));
    prompts.say(paintFor(talk.context.terminal.colour.out).bold(shown));
    const choices: Choice<Act>[] = [{ value: 'copy', label: 'copy' }];
    if (ready) choices.push({ value: 'run', label: 'run', hint: 'asks once more' });
    if (rehearsal)
      choices.push({
        value: 'dry',
        label: 'dry run',
        hint: oneLine(rehearsal.map((call) => call.rendered.text).join(' && '), 60),
      });
    choices.push({ value: 'edit', label: 'edit' });
    if (hasOthers) choices.push({ value: 'another', label: 'another call' });
    choices.push({ value: 'cancel', label: 'cancel' });
    const act = await prompts.select('What now?', choices);
    if (act === 'another') return { kind: 'another' };
    if (act === 'cancel') return done(0);
    if (act === 'copy') return copied(talk, shown);
    if (act === 'edit') now = await edited(talk, now);
    else {
      const set = act === 'dry' ? rehearsal && runnable(talk, rehearsal) : ready;
      // Back to the menu where the person thought better of it.
      const exit = set && (await run(talk, set));
      if (exit !== undefined) return done(exit);
    }
  }
}

/** A command line is read with POSIX rules before it is run, whatever the platform's own style; other surfaces keep their text. */
async function inShellWords(talk: Conversation, calls: CheckedCall[]): Promise<CheckedCall[]> {
  if (talk.style !== undefined) return calls;
  return Promise.all(
    calls.map(async (call) => {
      if (call.call.surface !== 'cli') return call;
      return { ...call, rendered: { ...call.rendered, text: await talk.service.render(call.call, 'posix') } };
    }),
  );
}

async function rehearsed(talk: Conversation, calls: CheckedCall[]): Promise<CheckedCall[] | undefined> {
  const dry: CheckedCall[] = [];
  for (const call of calls) {
    const changed = dryRun(call.operation, call.call);
    if (!changed) return undefined;
    const style = changed.surface === 'cli' ? 'posix' : styleFor(changed.surface);
    const filled = await talk.service.fill(changed, style, '');
    dry.push({
      ...call,
      call: changed,
      findings: filled.findings,
      rendered: { ...filled.rendered, text: filled.text },
    });
  }
  return runnable(talk, dry) && dry;
}

async function copied(talk: Conversation, text: string): Promise<Decision> {
  const way = await copy(text, talk.context.terminal.out);
  talk.prompts.say(way === 'program' ? 'Copied.' : 'Sent to the clipboard of your terminal.');
  talk.context.terminal.out(`${text}\n`);
  return done(0);
}

/** The edited text is a text like any other: it is read against the documents, and what they say is shown. */
async function edited(talk: Conversation, calls: CheckedCall[]): Promise<CheckedCall[]> {
  const paint = paintFor(talk.context.terminal.colour.out);
  const changed: CheckedCall[] = [];
  for (const call of calls) {
    const text = (await talk.prompts.text('Edit', { initial: call.rendered.text })).trim();
    const style = call.call.surface === 'cli' ? 'posix' : styleOfText(text);
    const [read] = await talk.service.read(text, style);
    const findings = read?.findings ?? [];
    const lines = findingLines({ findings }, paint);
    talk.prompts.say(lines.length > 0 ? lines.join('\n') : paint.green('agrees with the documents'));
    const now = (read?.arguments ?? []).map(({ name, value }) => ({ name, value, from: { kind: 'person' as const } }));
    const operation = read?.operation ?? call.operation;
    // What a person wrote by hand has no blanks but those that the verifier finds.
    const edit = { operation: operation.id, surface: call.call.surface, arguments: now, missing: [] };
    changed.push({ call: edit, operation, findings, rendered: { ...call.rendered, text } });
  }
  return changed;
}

/** Runs the calls in order, each upon a yes of its own; undefined where the person says no. Stops at the first that fails. */
async function run(talk: Conversation, set: Runnable[]): Promise<number | undefined> {
  const { prompts, context } = talk;
  const paint = paintFor(context.terminal.colour.out);
  for (const { call, argv } of set) {
    if (!(await prompts.confirm(`Run it now?  ${oneLine(call.rendered.text, context.terminal.width - 20)}`)))
      return undefined;
    const danger = dangerOf(call.operation, call.call, argv);
    if (danger) {
      prompts.say(
        [
          paint.red(danger.why),
          'It touches:',
          ...danger.touches.map((each) => `  ${oneLine(each, context.terminal.width - 8)}`),
        ].join('\n'),
      );
      const yes = await prompts.text('This may not be undone. Type yes to go on', { placeholder: 'no' });
      if (yes.trim().toLowerCase() !== 'yes') return undefined;
    }
    const exit = argv ? await runProgram(argv) : await sendRequest(call.rendered, prompts, context.terminal.out);
    if (exit !== 0) return exit;
  }
  return 0;
}
