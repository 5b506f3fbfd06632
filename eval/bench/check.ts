import { fileURLToPath } from 'node:url';
import { checkFile } from '../../src/check/check-file.ts';
import type { SourceFile } from '../../src/check/snippet.ts';
import { EmbeddedZoo } from '../../src/zoo/embedded.ts';
import { randomOf } from '../check/mutate.ts';

const FILES = 1000;
const LINES = 100;

/** As scripts are: some half of the lines call programs; `%` is a name of its own each time, so that no line stands twice. */
const CALLS = `aws s3 cp build/%.tar.gz s3://releases-%/ --only-show-errors
aws ec2 describe-instances --filters Name=tag:Name,Values=% --query 'Reservations[].Instances[].InstanceId' --output text
aws ecs update-service --cluster main --service % --force-new-deployment
aws logs put-retention-policy --log-group-name /aws/lambda/% --retention-in-days 14
aws dynamodb get-item --table-name % --key '{"id": {"S": "%"}}'
aws sts get-caller-identity --query Account --output text
kubectl get pods -n % -l app=% -o json | jq -r '.items[].metadata.name'
kubectl apply -f deploy/%.yaml --namespace "$NAMESPACE"
kubectl rollout status deployment/% --timeout=120s
kubectl exec -it % -- sh -c 'ls -la /srv/%'
docker build -t registry.example.com/%:latest -f Dockerfile .
docker run --rm -v "$PWD":/src -w /src node:20 npm run %
git clone --depth 1 https://github.com/acme/%.git
git commit -m "Release %" && git push origin HEAD
git log --oneline -n 20 -- src/%
az group create --name % --location westeurope
az storage blob upload --account-name acct --container-name % --file %.txt --name %
gcloud compute instances list --filter="name=%" --format=json
find . -name '%*.log' -mtime +7 -exec rm -f {} \\;
grep -rn "%" src --include='*.ts' | sort | uniq -c | head -20
tar -czf %.tgz -C build %
curl -fsSL -H "Authorization: Bearer $TOKEN" https://api.github.com/repos/acme/%/releases
npm install --save-dev %
sudo systemctl restart %.service
helm upgrade --install % charts/% --set image.tag=% --wait
terraform apply -auto-approve -var name=%`.split('\n');
const OTHERS = `# deploys %
NAME_%="%"
if [ -z "\${NAME:-}" ]; then echo "no %" >&2; fi
export PATH_%="$HOME/%"
echo "done: %"

cd "$ROOT" || exit 1
local value_%=1`.split('\n');

function scripts(seed: number): SourceFile[] {
  const random = randomOf(seed);
  const line = (): string => {
    const list = random() < 0.55 ? CALLS : OTHERS;
    const template = list[Math.floor(random() * list.length)]!;
    return template.replace(/%/g, () => `n${Math.floor(random() * 1e9).toString(36)}`);
  };
  return Array.from({ length: FILES }, (_, index): SourceFile => {
    const lines = Array.from({ length: LINES - 1 }, line);
    if (index % 10 === 9) {
      const fence = ['```sh', ...lines.slice(2), '```'].join('\n');
      return { path: `docs/${index}.md`, text: fence };
    }
    return { path: `scripts/${index}.sh`, text: `#!/usr/bin/env bash\n${lines.join('\n')}\n` };
  });
}

const seconds = (micros: number): number => Number((micros / 1e6).toFixed(2));

/** A thousand files of a hundred lines, the zoo's opening and first reads counted in; nothing is cached. Processor time, for the clock tells of others too. */
export function benchCheck(): Record<string, number> {
  const files = scripts(1);
  const used = process.cpuUsage();
  const started = performance.now();
  const zoo = EmbeddedZoo.open({ packsDir: fileURLToPath(new URL('../../packs', import.meta.url)) });
  let calls = 0;
  let wrong = 0;
  for (const file of files) {
    const report = checkFile(zoo, file);
    calls += report.calls.length;
    wrong += report.calls.filter(({ verdict }) => verdict === 'wrong').length;
  }
  const wallS = Number(((performance.now() - started) / 1000).toFixed(2));
  const { user, system } = process.cpuUsage(used);
  zoo.close();
  return { files: FILES, lines: FILES * LINES, calls, wrong, cpuS: seconds(user + system), wallS };
}
