/**
 * npm run eval -- requests [--out FILE]     the dev set through score.mjs; writes eval/scores/requests.json
 * npm run eval -- recall                    recall@k of the search alone; writes eval/scores/recall.json
 * npm run eval -- independent               the answers before judges that are not ours; writes eval/scores/independent.json
 * npm run eval -- invention                 nothing in an answer is invented: every name and value audited; writes eval/scores/invention.json
 */
import { runIndependent } from './independent/run.ts';
import { runInvention } from './invention/run.ts';
import { runRecall } from './requests/recall.ts';
import { runRequests } from './requests/run.ts';

const COMMANDS: Record<string, (args: string[]) => void | Promise<void>> = {
  requests: runRequests,
  recall: runRecall,
  independent: runIndependent,
  invention: runInvention,
};
const [name = 'requests', ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  console.error(`eval: no evaluation is called ${JSON.stringify(name)}; there are ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(2);
}
await command(rest);
