/**
 * npm run eval -- requests [--out FILE]     the dev set through score.mjs; writes eval/scores/requests.json
 * npm run eval -- requests --backend URL [--model M --key-env V --seconds S --only N]     some of them, with and without a bigger model (docs/backends.md)
 * npm run eval -- requests --held-out       requests by strangers that nothing has learned from; writes eval/scores/held-out.json
 * npm run eval -- requests --plain          plain requests, asked without a surface; writes eval/scores/plain.json
 * npm run eval -- ablation                  what each part of the pipeline is worth; writes eval/scores/ablation.json
 * npm run eval -- recall                    recall@k of the search alone; writes eval/scores/recall.json
 * npm run eval -- independent               the answers before judges that are not ours; writes eval/scores/independent.json
 * npm run eval -- written [--show N]        which written calls our own verifier would never let through; writes eval/scores/written.json
 * npm run eval -- invention                 nothing in an answer is invented: every name and value audited; writes eval/scores/invention.json
 * npm run eval -- bfcl [--every N]          functions given in the prompt, scored by the official checker; writes eval/scores/bfcl.json
 * npm run eval -- audit --ours | --answers FILE | --endpoint URL --model NAME
 *                                           what a model's answers invent over the cloud command lines; writes eval/scores/audit/
 * npm run eval -- rat [--only N] [--part twins|distractors|versions]
 *                                           documents that change while the model does not; writes eval/scores/rat.json
 * npm run eval -- check [--help]            right calls of examples raise no finding, broken ones do; writes eval/scores/check.json
 * npm run eval -- check-manifests DIR…      the same for Kubernetes manifests below the folders; writes eval/scores/check-manifests.json
 * npm run eval -- report                    one page of all that was measured: docs/evaluation.md, docs/leaderboard.md
 * npm run eval -- apibench [--answer]        the published benchmark's answers, baselines and ours, before its scorer and ours; writes eval/scores/apibench.json
 */

import { runAblation } from './ablation/run.ts';
import { runApibench } from './apibench/run.ts';
import { runAudit } from './audit/run.ts';
import { runBfcl } from './bfcl/run.ts';
import { runCheckManifests } from './check/manifests.ts';
import { runCheck } from './check/run.ts';
import { runIndependent } from './independent/run.ts';
import { runInvention } from './invention/run.ts';
import { runRat } from './rat/run.ts';
import { runReport } from './report/run.ts';
import { runRecall } from './requests/recall.ts';
import { runRequests } from './requests/run.ts';
import { runWritten } from './written/run.ts';

const COMMANDS: Record<string, (args: string[]) => void | Promise<void>> = {
  ablation: runAblation,
  apibench: runApibench,
  requests: runRequests,
  recall: runRecall,
  independent: runIndependent,
  written: runWritten,
  invention: runInvention,
  bfcl: runBfcl,
  check: runCheck,
  'check-manifests': runCheckManifests,
  audit: runAudit,
  rat: runRat,
  report: runReport,
};
const [name = 'requests', ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  console.error(`eval: no evaluation is called ${JSON.stringify(name)}; there are ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(2);
}
await command(rest);
