/**
 * npm run docs:demo     runs the product and writes what it says into README.md (its `examples` blocks) and docs/demo.svg.
 *
 * Each request stands here with the call that is right. One that the product answers otherwise is named and left out: a document
 * must neither show a wrong call nor hide that it became wrong (the exit status is 1).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { replaceBlock } from './blocks.mjs';
import { screen } from './screen.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const GITHUB =
  "curl https://api.github.com/repos/acme/shop/issues -H 'Accept: application/vnd.github+json' -H 'Authorization: Bearer <token>' -H 'Content-Type: application/json' -d '{\"title\":\"Cart is empty\"}'";

/** `status`: 0 a whole call, 10 a call with blanks, 1 no such call. */
const EXPLAINED = {
  request: 'keep logs of group /aws/lambda/billing for two weeks',
  want: 'aws logs put-retention-policy --log-group-name /aws/lambda/billing --retention-in-days 14',
};
const NOTHING = { request: 'order a pizza', want: '', status: 1 };
const SHORT = [
  {
    request: 'restart the deployment api in namespace prod',
    want: 'kubectl rollout restart --namespace prod deployment api',
  },
  { request: 'discard my changes in src/app.ts', want: 'git restore src/app.ts' },
  { request: 'copy report.pdf to s3://acme-backups/2026/', want: 'aws s3 cp report.pdf s3://acme-backups/2026/' },
  {
    request: 'turn on versioning for bucket acme-logs',
    want: 'aws s3api put-bucket-versioning --bucket acme-logs --versioning-configuration Status=Enabled',
  },
  {
    request: 'create iam user ada and add her to the group admins',
    want: 'aws iam create-user --user-name ada\naws iam add-user-to-group --group-name admins --user-name ada',
  },
  { request: 'unpack backup.tar.gz into /srv', want: 'tar --extract --file backup.tar.gz --directory /srv' },
  { request: 'open an issue in acme/shop titled "Cart is empty"', options: ['--surface', 'http'], want: GITHUB },
  {
    request: 'create a stripe customer with email ada@example.com',
    options: ['--surface', 'http'],
    want: "curl https://api.stripe.com/v1/customers -H 'Authorization: Bearer <token>' --data-urlencode email=ada@example.com",
  },
  {
    request: 'stop instance i-0abc1234def567890',
    options: ['--surface', 'python'],
    want: "import boto3\n\nec2 = boto3.client('ec2')\nresponse = ec2.stop_instances(InstanceIds=['i-0abc1234def567890'])",
  },
  {
    request: 'reboot an ec2 instance',
    want: 'aws ec2 reboot-instances --instance-ids <instance-ids>',
    status: 10,
  },
];

let wrong = 0;

/** The call on stdout and what stands beside it on stderr; undefined where the call is not the right one. */
function ask({ request, options = [], want, status = 0 }, { quiet = true, colour = false } = {}) {
  const done = spawnSync(
    process.execPath,
    [path.join(root, 'bin/gorilla'), ...(quiet ? ['-q'] : []), ...options, request],
    {
      encoding: 'utf8',
      env: { ...process.env, GORILLA_NO_DAEMON: '1', CI: '1', ...(colour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
    },
  );
  const said = done.stdout.trimEnd();
  if (done.status === status && said === want) return { said, beside: done.stderr.trimEnd() };
  wrong++;
  process.stderr.write(
    `left out: ${request}\n  want ${want || 'no such call'}\n  got  ${said || done.stderr.split('\n', 1)[0]}\n`,
  );
  return undefined;
}

const typed = ({ request, options = [] }) =>
  `$ gorilla ${[...options, request.includes('"') ? `'${request}'` : /[/ ]/.test(request) ? `"${request}"` : request].join(' ')}`;
const first = (text, lines) => text.split('\n').slice(0, lines).join('\n');

const shown = [];
const pictured = [];
const whole = ask(EXPLAINED, { quiet: false });
if (whole) {
  shown.push(`${typed(EXPLAINED)}\n${whole.said}\n\n${whole.beside}`);
  const bright = ask(EXPLAINED, { quiet: false, colour: true });
  if (bright) pictured.push(`${typed(EXPLAINED)}\n${bright.said}\n${first(bright.beside, 6)}`);
}
const briefly = [];
for (const one of SHORT) {
  const answer = ask(one);
  if (!answer) continue;
  briefly.push(`${typed(one)}\n${answer.said}`);
  if (briefly.length <= 3 || one.status) pictured.push(`${typed(one)}\n${answer.said}`);
}
const refused = ask(NOTHING, { quiet: false });
if (refused) {
  briefly.push(`${typed(NOTHING)}\n${first(refused.beside, 1)}`);
  pictured.push(`${typed(NOTHING)}\n${first(refused.beside, 1)}`);
}

const readme = path.join(root, 'README.md');
const fenced = (parts) => `\n\`\`\`text\n${parts.join('\n\n')}\n\`\`\`\n`;
let text = readFileSync(readme, 'utf8');
text = replaceBlock(text, 'example', fenced(shown));
text = replaceBlock(text, 'examples', fenced(briefly));
writeFileSync(readme, text);
writeFileSync(path.join(root, 'docs/demo.svg'), screen(pictured.join('\n\n'), 'gorilla at work'));
process.exitCode = wrong > 0 ? 1 : 0;
