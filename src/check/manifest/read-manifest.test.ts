import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import { checkFile } from '../check-file.ts';

/** The shipped documents: a manifest is right or wrong by Kubernetes' own, and a cut of them would prove nothing. */
const zoo = EmbeddedZoo.open({ packsDir: fileURLToPath(new URL('../../../packs', import.meta.url)) });
afterAll(() => zoo.close());

const FIXTURES = new URL('../../../fixtures/manifests/', import.meta.url);

const check = (text: string, path = 'k8s/x.yaml') => checkFile(zoo, { path, text });

/** `place id: message` of each finding. */
function said(text: string): string[] {
  return check(text).calls.flatMap(({ findings }) =>
    findings.map(({ place, id, message }) => `${place.line}:${place.column} ${id}: ${message}`),
  );
}

function mended(text: string): string {
  const repairs = check(text)
    .calls.flatMap(({ findings }) => findings)
    .flatMap(({ repair }) => (repair?.safe ? [repair] : []))
    .sort((one, other) => other.start - one.start);
  return repairs.reduce((all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end), text);
}

const deployment = (spec: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n${spec.replace(/^/gm, '      ')}\n`;
const container = (more: string): string =>
  deployment(`containers:\n- name: web\n  image: web\n${more.replace(/^/gm, '  ')}`);

describe('manifests as people write them', () => {
  for (const name of readdirSync(FIXTURES)) {
    const text = readFileSync(new URL(name, FIXTURES), 'utf8');
    it(`${name} raises nothing`, () => {
      const { calls, problems } = check(text, name);
      expect(problems).toEqual([]);
      expect(calls.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([]);
      const expected = name === 'others.yaml' ? 'unknown' : 'right';
      const objects = calls.filter((call) => call.text.startsWith('kind'));
      expect(objects.length).toBeGreaterThan(7);
      expect(objects.filter(({ verdict }) => verdict !== expected)).toEqual([]);
    });
  }
});

describe('what is wrong, with its place', () => {
  it.each<[string, string, string[]]>([
    [
      'a field that is not there',
      container('imagePullpolicy: Always'),
      ['12:9 unknown-parameter: spec.template.spec.containers[0] has no field imagePullpolicy'],
    ],
    [
      'a field at the wrong level',
      deployment('replicas: 3\ncontainers: [{name: a, image: b}]'),
      ['9:7 unknown-parameter: spec.template.spec has no field replicas'],
    ],
    [
      'a number where a text belongs',
      container('env: [{name: PORT, value: 8080}]'),
      ['12:35 wrong-type: spec.template.spec.containers[0].env[0].value is of type string, not a number'],
    ],
    [
      'yes where a text belongs',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  DEBUG: yes\n',
      ['4:10 wrong-type: data.DEBUG is of type string, not a boolean'],
    ],
    [
      'a text where a number belongs',
      'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: "3"}\n',
      ['3:18 wrong-type: spec.replicas is of type integer, not a string'],
    ],
    [
      'a text where a list belongs',
      container('command: sleep 5'),
      ['12:18 wrong-type: spec.template.spec.containers[0].command is of type array, not a string'],
    ],
    [
      'an object where a list belongs',
      deployment('containers:\n  name: a\n  image: b'),
      ['10:9 wrong-type: spec.template.spec.containers is of type array, not an object'],
    ],
    [
      'none of the choices',
      container('imagePullPolicy: always'),
      [
        '12:26 not-in-enum: spec.template.spec.containers[0].imagePullPolicy is one of Always, IfNotPresent, Never, not always',
      ],
    ],
    [
      'none of the choices, within quotes',
      'apiVersion: v1\nkind: Service\nspec: {type: "Loadbalancer"}\n',
      ['3:15 not-in-enum: spec.type is one of ClusterIP, ExternalName, LoadBalancer, NodePort, not Loadbalancer'],
    ],
    [
      'none of the choices, in a list',
      'apiVersion: v1\nkind: PersistentVolumeClaim\nspec: {accessModes: [ReadWriteOne]}\n',
      [
        '3:22 not-in-enum: spec.accessModes[0] is one of ReadOnlyMany, ReadWriteMany, ReadWriteOnce, ReadWriteOncePod, not ReadWriteOne',
      ],
    ],
    [
      'no quantity',
      container('resources: {limits: {memory: 512MB, cpu: 1}}'),
      [
        '12:38 constraint: spec.template.spec.containers[0].resources.limits.memory is a quantity such as 500m, 2 or 1Gi, not 512MB',
      ],
    ],
    [
      'a half port',
      container('livenessProbe: {httpGet: {path: /, port: 80.5x}}').replace('80.5x', 'true'),
      [
        '12:50 wrong-type: spec.template.spec.containers[0].livenessProbe.httpGet.port is of type string, not a boolean',
      ],
    ],
    [
      'no selector',
      'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}\n',
      ['4:3 missing-required: spec.selector is required'],
    ],
    [
      'no schedule',
      'apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}\n',
      ['4:3 missing-required: spec.schedule is required'],
    ],
    [
      'no pathType',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            backend: {service: {name: a, port: {number: 80}}}\n',
      ['7:13 missing-required: spec.rules[0].http.paths[0].pathType is required'],
    ],
    [
      'twice',
      'apiVersion: v1\nkind: Service\nspec:\n  type: NodePort\n  type: NodePort\n',
      ['5:3 repeated: spec has type twice'],
    ],
    [
      'of the old Ingress',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {serviceName: a, servicePort: 80}}]}}]\n',
      [
        '4:65 unknown-parameter: spec.rules[0].http.paths[0].backend has no field serviceName',
        '4:81 unknown-parameter: spec.rules[0].http.paths[0].backend has no field servicePort',
      ],
    ],
    [
      'a removed version',
      'apiVersion: batch/v1beta1\nkind: CronJob\n',
      ['1:13 removed: batch/v1beta1 CronJob is not served since Kubernetes 1.25; batch/v1 is'],
    ],
    [
      'a version that never was',
      'apiVersion: apps/v1beta9\nkind: Deployment\n',
      ['1:13 unknown-operation: Deployment is not in apps/v1beta9, it is in apps/v1'],
    ],
    [
      'another group',
      'apiVersion: v1\nkind: Deployment\n',
      ['1:13 unknown-operation: there is no v1 Deployment; Deployment is in apps/v1'],
    ],
    [
      'a group that nobody can have',
      'apiVersion: app/v1\nkind: Deployment\n',
      ['1:13 unknown-operation: there is no app/v1 Deployment; Deployment is in apps/v1'],
    ],
    [
      'a misspelt group',
      'apiVersion: networking.k8s.oi/v1\nkind: Ingress\n',
      ['1:13 unknown-operation: there is no networking.k8s.oi/v1 Ingress; Ingress is in networking.k8s.io/v1'],
    ],
    [
      'a misspelt kind',
      'apiVersion: apps/v1\nkind: Deploymnet\n',
      ['2:7 unknown-operation: apps/v1 has no kind Deploymnet'],
    ],
    ['a misspelt kind of the core', 'apiVersion: v1\nkind: Servce\n', ['2:7 unknown-operation: v1 has no kind Servce']],
    [
      'an invented kind',
      'apiVersion: batch/v1\nkind: TaskRunner\n',
      ['2:7 unknown-operation: batch/v1 has no kind TaskRunner'],
    ],
    [
      "a probe's command",
      container('livenessProbe: {exec: {command: [kubectl, get, pods, --namespce, x]}}'),
      ['12:62 unknown-parameter: kubectl get has no option --namespce'],
    ],
    [
      'a script for a shell',
      container("command: ['sh', '-c']\nargs:\n- |\n  set -e\n  aws s3 ls --recursve"),
      ['16:21 unknown-parameter: aws s3 ls has no option --recursve'],
    ],
    [
      'in a list of objects',
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  datas: {a: Yg==}\n',
      ['6:3 unknown-parameter: Secret has no field datas'],
    ],
    [
      'in the second document',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Namespace\nmetadta: {name: a}\n',
      ['7:1 unknown-parameter: Namespace has no field metadta'],
    ],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });
});

describe('manifests within other files', () => {
  const object = 'apiVersion: v1\nkind: Service\nspec:\n  type: Nodeport\n';
  const places = (text: string, path: string) =>
    check(text, path).calls.flatMap(({ findings }) =>
      findings.map(({ place, id }) => `${place.line}:${place.column} ${id}`),
    );
  it.each([
    [
      'a fence',
      'x.md',
      `# x\n\n- y\n\n  \`\`\`yaml\n${object.replace(/^(?=.)/gm, '  ')}  \`\`\`\n`,
      ['9:11 not-in-enum'],
    ],
    ['a fence of something else', 'x.md', '```yaml\nspec: {type: Nodeport}\n```\n', []],
    [
      'a here-document',
      'x.sh',
      `cat <<EOF | kubectl apply -f -\n${object}  clusterIP: $IP\nEOF\n`,
      ['5:9 not-in-enum'],
    ],
    [
      'a step of a workflow',
      '.github/workflows/x.yml',
      `jobs:\n  a:\n    steps:\n      - run: |\n          kubectl apply -f - <<'EOF'\n${object.replace(/^(?=.)/gm, '          ')}          EOF\n`,
      ['9:19 not-in-enum'],
    ],
    [
      'what leaves something out',
      'x.md',
      '```yaml\napiVersion: batch/v1\nkind: CronJob\nspec:\n  # ...\n  jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: b}]}}}}\n```\n',
      [],
    ],
  ])('%s', (_, path, text, expected) => {
    expect(places(text, path)).toEqual(expected);
  });
});

describe('--fix', () => {
  it.each<[string, string]>([
    ['apiVersion: apps/v1\nkind: Deploymnet\n', 'apiVersion: apps/v1\nkind: Deployment\n'],
    ['apiVersion: v1\nkind: CronJob\n', 'apiVersion: batch/v1\nkind: CronJob\n'],
    [
      'apiVersion: batch/v1beta1\nkind: CronJob\nspec: {suspend: true}\n',
      'apiVersion: batch/v1\nkind: CronJob\nspec: {suspend: true}\n',
    ],
    [
      'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: "3"}\n',
      'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 3}\n',
    ],
    [
      'apiVersion: v1\nkind: ConfigMap\ndata: {A: 1, B: 0644, C: on}\n',
      'apiVersion: v1\nkind: ConfigMap\ndata: {A: "1", B: "0644", C: "on"}\n',
    ],
    [
      'apiVersion: v1\nkind: Service\nspec: {type: "nodeport", slector: {a: b}}\n',
      'apiVersion: v1\nkind: Service\nspec: {type: "NodePort", selector: {a: b}}\n',
    ],
    [
      'apiVersion: v1\nkind: PersistentVolumeClaim\nspec: {resources: {requests: {storage: 10GiB}}}\n',
      'apiVersion: v1\nkind: PersistentVolumeClaim\nspec: {resources: {requests: {storage: 10Gi}}}\n',
    ],
    // The new version wants other fields: no repair.
    [
      'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nspec: {backend: {serviceName: a, servicePort: 80}}\n',
      'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nspec: {backend: {serviceName: a, servicePort: 80}}\n',
    ],
  ])('%j', (text, expected) => {
    expect(mended(text)).toBe(expected);
  });
});

describe('what is not checked', () => {
  it.each([
    ['Helm', 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\nspec:\n  replica: 1\n'],
    [
      'Helm within a word',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x-{{ .Release.Name }}\nspec:\n  replica: 1\n',
    ],
    ['Helm on lines', 'apiVersion: v1\nkind: Service\nspec:\n  {{- if .Values.x }}\n  typ: a\n  {{- end }}\n'],
    ['Jinja', 'apiVersion: v1\nkind: Service\n{% if x %}\nspec: {typ: a}\n{% endif %}\n'],
    ['ytt', 'apiVersion: v1\nkind: Service\nspec:\n  typ: #@ data.values.type\n'],
    ['a kind that is put in', 'apiVersion: apps/v1\nkind: ${KIND}\nspec: {typ: a}\n'],
  ])('%s', (_, text) => {
    expect(check(text).calls.map(({ verdict }) => verdict)).toEqual(['not-checked']);
  });

  it.each([
    ['a value that is put in', 'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: $REPLICAS}\n'],
    ['a value of sed', 'apiVersion: v1\nkind: Service\nspec: {type: SERVICE_TYPE, clusterIP: __PILLAR__}\n'],
    ['a template within quotes', 'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: "{{ x }}"}\n'],
    ['a tag', 'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: !Ref X}\n'],
    ['null', 'apiVersion: v1\nkind: Service\nspec: {ports: null, selector: ~, type:}\n'],
  ])('%s', (_, text) => {
    expect(check(text).calls.map(({ verdict }) => verdict)).toEqual(['right']);
  });

  it('says what is no YAML, and goes on with the next document', () => {
    const { calls, problems } = check(
      'apiVersion: v1\nkind: Service\nspec: [\n---\napiVersion: v1\nkind: Service\nspek: {}\n',
    );
    expect(problems.map(({ line }) => line)).toEqual([4]);
    expect(calls.map(({ verdict }) => verdict)).toEqual(['wrong']);
  });

  it('leaves other YAML alone', () => {
    expect(check('name: x\nkind: y\n').calls).toEqual([]);
    expect(check('a: b\n', 'values.yaml').calls).toEqual([]);
  });
});
