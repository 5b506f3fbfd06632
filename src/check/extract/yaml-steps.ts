import { isMap, isPair, isScalar, isSeq, type Node, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import type { SnippetLanguage } from '../snippet.ts';
import { type Extracted, lineAt, mapped, unknownVariable } from './pieces.ts';
import { scalarPlaces } from './scalar-places.ts';

/** `${{ … }}` is put in before the shell sees the line. */
function withoutExpressions(text: string): string {
  return text.replace(/\$\{\{[\s\S]*?\}\}/g, (whole) => unknownVariable(whole.length));
}

const text = (node: unknown): string | undefined =>
  isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
const keyOf = (pair: Pair): string | undefined => text(pair.key);

class Steps {
  readonly extracted: Extracted = { snippets: [], problems: [] };

  constructor(private readonly source: string) {}

  /** A scalar that is a script. */
  take(node: unknown, language: SnippetLanguage | undefined): void {
    if (!language || !isScalar(node) || typeof node.value !== 'string' || !node.range) return;
    const [start] = node.range;
    const places = scalarPlaces(node as Scalar<string>, this.source);
    if (places) this.extracted.snippets.push(mapped(language, withoutExpressions(node.value), places));
    else
      this.extracted.problems.push({
        line: lineAt(this.source, start),
        message: 'a script cannot be found in its YAML',
      });
  }

  /** A scalar, or a list of them, nested or not. */
  takeAll(node: unknown, language: SnippetLanguage): void {
    if (isSeq(node)) for (const item of node.items) this.takeAll(item, language);
    else this.take(node, language);
  }
}

/** What a step's shell is called, as a language; undefined for one that is not read (`cmd`). */
function languageOf(shell: string | undefined, runsOn: string): SnippetLanguage | undefined {
  if (shell === undefined) return /windows/i.test(runsOn) ? 'powershell' : 'shell';
  if (/^(?:bash|sh)\b/.test(shell)) return 'shell';
  if (/^(?:pwsh|powershell)\b/.test(shell)) return 'powershell';
  return /^python/.test(shell) ? 'python' : undefined;
}

function defaultShell(map: YAMLMap): string | undefined {
  return text(map.getIn(['defaults', 'run', 'shell'], true));
}

/** `run:` of steps, of workflows and of composite actions, each in its shell's language. */
function githubActions(steps: Steps, root: Node | null): void {
  if (!isMap(root)) return;
  const whole = defaultShell(root);
  const runSteps = (list: unknown, shell: string | undefined, runsOn: string): void => {
    if (!isSeq(list)) return;
    for (const step of list.items)
      if (isMap(step)) steps.take(step.get('run', true), languageOf(text(step.get('shell', true)) ?? shell, runsOn));
  };
  runSteps(root.getIn(['runs', 'steps'], true), 'bash', '');
  const jobs = root.get('jobs', true);
  if (!isMap(jobs)) return;
  for (const pair of jobs.items) {
    const job = isPair(pair) ? pair.value : undefined;
    if (!isMap(job)) continue;
    const runsOn = job.get('runs-on', true);
    runSteps(job.get('steps', true), defaultShell(job) ?? whole, isScalar(runsOn) ? String(runsOn.value) : '');
  }
}

const SCRIPT_KEYS: Record<'gitlab-ci' | 'pipeline', RegExp> = {
  'gitlab-ci': /^(?:before_|after_)?script$/,
  pipeline: /^(?:(?:before_|after_)?script|run|command|bash|cmds?|install|before_install|commands)$/,
};

/** Every value of a script's key, wherever it stands. */
function scripts(steps: Steps, node: unknown, keys: RegExp): void {
  if (isSeq(node)) for (const item of node.items) scripts(steps, item, keys);
  if (!isMap(node)) return;
  for (const pair of node.items) {
    const key = keyOf(pair);
    if (key !== undefined && keys.test(key) && !isMap(pair.value)) steps.takeAll(pair.value, 'shell');
    else if (key === 'powershell' || key === 'pwsh') steps.takeAll(pair.value, 'powershell');
    else scripts(steps, pair.value, keys);
  }
}

export function fromYaml(source: string, kind: 'github-actions' | 'gitlab-ci' | 'pipeline'): Extracted {
  const document = parseDocument(source, { logLevel: 'silent', strict: false });
  const steps = new Steps(source);
  for (const { message, pos } of document.errors)
    steps.extracted.problems.push({ line: lineAt(source, pos[0]), message: message.split('\n', 1)[0]! });
  if (kind === 'github-actions') githubActions(steps, document.contents);
  else scripts(steps, document.contents, SCRIPT_KEYS[kind]);
  return steps.extracted;
}
