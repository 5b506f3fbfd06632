import type { Answer, CheckedCall } from '../../../schema/answer.ts';
import type { Argument } from '../../../schema/call.ts';
import { readBlank } from '../../cli/interactive/fill-blanks.ts';
import type { Service } from '../../cli/service.ts';
import { rewritten, withArgument } from './continue.ts';
import { nounsOf } from './follow-up.ts';

/** A value that stands not in the task but in another message. */
export interface Given {
  /** The argument's name. */
  name: string;
  /** Place of the message; the system's are `system`. */
  message: number | 'system';
}

/** An earlier turn's answer: its arguments may fill blanks of a later one. */
export interface Earlier {
  answer: Answer;
  message: number;
}

function borrowed(
  call: CheckedCall,
  name: string,
  earlier: readonly Earlier[],
): { value: Argument['value']; message: number } | undefined {
  for (const { answer, message } of [...earlier].reverse()) {
    if (answer.abstained) continue;
    for (const other of answer.candidates[0]?.calls ?? []) {
      if (other.operation.provider !== call.operation.provider) continue;
      const found = other.call.arguments.find(
        (each) => each.name === name && (each.from.kind === 'request' || each.from.kind === 'person'),
      );
      if (found) return { value: found.value, message };
    }
  }
  return undefined;
}

/** `The bucket is acme-logs`, `region: eu-west-1`: the value that a system message gives for a name of the parameter. */
function stated(system: string, name: string): string | undefined {
  for (const noun of nounsOf(name)) {
    const words = noun.split(/[\s-]+/).map((word) => word.replace(/[^\w]/g, '.'));
    const says = new RegExp(
      `(?:^|[^\\w-])${words.join('[\\s_-]')}(?:\\s+(?:name|id))?\\s*(?:[:=]|\\s(?:is|are|named|called)(?:\\s+(?:named|called))?\\s)\\s*(?:"([^"]+)"|'([^']+)'|\`([^\`]+)\`|([^\\s"'\`,;]+))`,
      'i',
    ).exec(system);
    const value = says && (says[1] ?? says[2] ?? says[3] ?? says[4]?.replace(/[.,;!?]+$/, ''));
    if (value) return value;
  }
  return undefined;
}

/** Fills what the task leaves blank with what earlier turns and the system message say: same provider and same parameter, or the parameter named outright. */
export async function withEarlier(
  service: Pick<Service, 'fill' | 'explain'>,
  answer: Answer,
  earlier: readonly Earlier[],
  system: string,
): Promise<{ answer: Answer; given: Given[] }> {
  const [best, ...others] = answer.candidates;
  const given: Given[] = [];
  if (!best || answer.abstained || best.calls.every((call) => call.call.missing.length === 0)) return { answer, given };
  const calls: CheckedCall[] = [];
  for (const call of best.calls) {
    let now = call;
    const { blanks } = await service.explain(call, answer.request);
    for (const blank of blanks) {
      const before = borrowed(call, blank.name, earlier);
      const said = before ? undefined : stated(system, blank.name);
      const read = said === undefined ? undefined : readBlank(blank, said);
      const value = before?.value ?? (read && 'value' in read ? read.value : undefined);
      if (value === undefined) continue;
      const to = withArgument(now.call, { name: blank.name, value, from: { kind: 'person' } });
      const next = await rewritten(service, now, to, answer.request);
      if (!next) continue;
      now = next;
      given.push({ name: blank.name, message: before?.message ?? 'system' });
    }
    calls.push(now);
  }
  return { answer: { ...answer, candidates: [{ ...best, calls }, ...others] }, given };
}
