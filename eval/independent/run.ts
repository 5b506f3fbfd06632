import { parseArgs } from 'node:util';
import type { CheckedCall } from '../../src/schema/answer.ts';
import { openDefaultEngine } from '../../src/surfaces/cli/open-engine.ts';
import { isVerified } from '../../src/verify/check-call.ts';
import { proveCall } from '../../src/verify/prove.ts';
import { readDev, saveScores } from '../requests/dev.ts';
import { judgeAws } from './aws.ts';
import { judgeInstalled } from './installed.ts';
import { type Line, linesOf, type Verdict } from './judge.ts';

interface Tally {
  accepted: number;
  rejected: number;
  skipped: number;
}

async function judge(lines: Line[]): Promise<{ line: Line; verdict: Verdict }[]> {
  const aws = lines.filter((line) => line.path[0] === 'aws');
  const others = lines.filter((line) => line.path[0] !== 'aws');
  const verdicts = [...(await judgeAws(aws)), ...judgeInstalled(others)];
  return [...aws, ...others].map((line, i) => ({ line, verdict: verdicts[i]! }));
}

function spoil(line: Line): Line {
  const words = [...line.words];
  words.splice(line.path.length - 1, 0, '--no-such-option-anywhere');
  return { ...line, words };
}

/**
 * Every first answer to the evaluation requests, before our verifier once more and, on a command line, before judges that are not ours: the real awscli,
 * and the programs that are installed here. Nothing is sent or run.
 */
export async function runIndependent(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { save: { type: 'boolean' } }, allowNegative: true });
  const engine = openDefaultEngine();
  const { sets, hash } = readDev();
  const calls: { id: string; call: CheckedCall }[] = [];
  let unanswered = 0;
  for (const row of sets.flatMap((s) => s.rows)) {
    const { candidates } = await engine.ask(row.request, { surface: row.surface });
    if (!candidates[0]) unanswered++;
    for (const call of candidates[0]?.calls ?? []) calls.push({ id: row.id, call });
  }
  const unproved = calls.filter(({ call }) => !isVerified(proveCall(engine.zoo, call.call, call.operation)));

  const lines = linesOf(
    calls.filter(({ call }) => call.call.surface === 'cli').map(({ id, call }) => ({ id, call: call.rendered })),
  );
  const judged = await judge(lines);
  // The judges themselves before a judge: each accepted line again with an option that no program has.
  const spoilt = judged.filter(({ verdict }) => verdict.outcome === 'accepted').map(({ line }) => spoil(line));
  const fooled = (await judge(spoilt)).filter(({ verdict }) => verdict.outcome !== 'rejected');

  const programs: Record<string, Tally> = {};
  const reasons: Record<string, number> = {};
  const wrong: { id: string; text: string; because: string }[] = [];
  const count = (name: string, { outcome }: Verdict): void => {
    programs[name] ??= { accepted: 0, rejected: 0, skipped: 0 };
    programs[name][outcome]++;
  };
  for (const { line, verdict } of judged) {
    count('all', verdict);
    count(line.path[0]!, verdict);
    if (verdict.outcome === 'skipped') reasons[verdict.because] = (reasons[verdict.because] ?? 0) + 1;
    if (verdict.outcome === 'rejected') wrong.push({ id: line.id, text: line.text, because: verdict.because });
  }
  console.table(programs);
  console.log('skipped:', reasons);
  console.log(`with an invented option: ${spoilt.length - fooled.length} of ${spoilt.length} rejected`);
  for (const { line } of fooled) console.log(`  not: ${line.path.join(' ')} ${line.words.join(' ')}`);
  for (const { id, text, because } of wrong) console.log(`\n${id} ${text}\n  ${because}`);
  for (const { id, call } of unproved) console.log(`\n${id} not verified: ${call.rendered.text}`);
  if (values.save !== false) {
    saveScores('independent', hash, {
      answers: calls.length,
      unanswered,
      notVerified: unproved.map(({ id }) => id),
      judged: programs,
      skipped: reasons,
      rejected: wrong,
      control: { withInventedOption: spoilt.length, rejected: spoilt.length - fooled.length },
    });
  }
}
