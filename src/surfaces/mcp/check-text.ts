import type { Finding } from '../../schema/call.ts';
import type { ReadCall, Style } from '../cli/engine.ts';
import type { Service } from '../cli/service.ts';
import { styleOfText } from '../cli/style.ts';
import { brief } from './brief.ts';

export type Verdict = 'correct' | 'wrong' | 'unknown';

const isError = ({ severity }: Finding): boolean => severity === 'error';

function verdictOf({ operation, findings }: ReadCall): Verdict {
  if (operation) return findings.some(isError) ? 'wrong' : 'correct';
  return findings.some((finding) => isError(finding) && finding.code !== 'unknown-operation') ? 'wrong' : 'unknown';
}

const problemOf = ({ severity, message, parameter, actual, repair }: Finding) => ({
  severity,
  message: brief(message),
  ...(parameter === undefined ? {} : { parameter }),
  ...(actual === undefined ? {} : { insteadOf: actual }),
  ...(repair === undefined ? {} : { use: repair }),
});

/** Commands of the same program that are near. None: the program itself is unknown here. */
async function nearCommands(service: Service, text: string): Promise<string[]> {
  const words = text.match(/[\p{L}\p{N}_.-]+/gu) ?? [];
  const program = words.find((word) => !word.startsWith('-'));
  if (program === undefined) return [];
  const hits = await service.search(words.slice(0, 12).join(' '), { surface: 'cli', limit: 10 });
  const paths = hits.flatMap(({ operation }) => operation.invocations.map(({ path }) => path));
  return [...new Set(paths)].filter((path) => path === program || path.startsWith(`${program} `)).slice(0, 3);
}

/** The worst of them: one wrong call makes the text wrong. */
function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return 'unknown';
  return verdicts.find((one) => one === 'wrong') ?? verdicts.find((one) => one === 'unknown') ?? 'correct';
}

/** The text with every repair in it, from the end to the start, so that no range moves. */
function repaired(text: string, findings: readonly Finding[]): string {
  let mended = text;
  let limit = text.length;
  const repairs = findings.filter(isError).sort((a, b) => (b.start ?? 0) - (a.start ?? 0));
  for (const { start, end, repair } of repairs) {
    if (repair === undefined || start === undefined || end === undefined || end > limit) continue;
    mended = mended.slice(0, start) + repair + mended.slice(end);
    limit = start;
  }
  return mended;
}

async function judged(service: Service, call: ReadCall) {
  const verdict = verdictOf(call);
  // A program that is known has no such command; of one that is not nothing can be said.
  const near = verdict === 'unknown' ? await nearCommands(service, call.text) : [];
  return {
    text: call.text,
    ...(call.operation ? { operation: call.operation.id } : {}),
    verdict: near.length > 0 ? ('wrong' as const) : verdict,
    problems: call.findings.map(problemOf),
    ...(near.length > 0 ? { near } : {}),
    destructive: call.operation?.destructive === true,
  };
}

/** Judges what somebody else wrote. A correction is given only if it was read again and has no error left. */
export async function checkText(service: Service, { text, style }: { text: string; style?: Style | undefined }) {
  const wanted = style ?? styleOfText(text);
  const read = await service.read(text, wanted);
  const calls = await Promise.all(read.map((call) => judged(service, call)));
  const mended = repaired(
    text,
    read.flatMap(({ findings }) => findings),
  );
  const again = mended === text ? [] : await service.read(mended, wanted);
  const right = again.length > 0 && again.every((call) => verdictOf(call) === 'correct');
  return {
    verdict: worst(calls.map((call) => call.verdict)),
    calls,
    ...(right ? { corrected: mended } : {}),
  };
}
