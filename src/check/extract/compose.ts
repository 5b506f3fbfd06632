import { isMap, isScalar, isSeq, type Node, parseDocument, Scalar } from 'yaml';
import { HOLE } from '../../verify/tree/dynamic.ts';
import { shellOfText, shellOfWords } from '../code/nested-shell.ts';
import type { Nested } from '../reading.ts';
import { type Extracted, lineAt } from './pieces.ts';
import { scalarPlaces } from './scalar-places.ts';

interface Placed {
  text: string;
  at: number[];
}

/**
 * A service's `command` alone is what its image's entrypoint is given, which only the image knows: its first word is a program only if it is
 * one of these, which no entrypoint takes for a sub-command of its own.
 */
const PROGRAM =
  /^(?:\/\S*\/)?(?:sh|bash|ash|dash|zsh|env|npm|npx|yarn|pnpm|git|aws|az|gcloud|kubectl|helm|docker|curl|wget|psql|redis-cli|mysql|mongosh|terraform|rabbitmqctl|systemctl|apt-get|pip|tar|chown|chmod)$/;

/** A scalar as compose hands it on: `$$` is a dollar, `${NAME}` is put in by compose. */
function placedOf(node: unknown, source: string): Placed | undefined {
  if (!isScalar(node) || node.value === null || typeof node.value === 'object') return undefined;
  const scalar = node as Scalar;
  const value = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
  const text = new Scalar(value) as Scalar<string>;
  const places = scalarPlaces(Object.assign(text, { range: scalar.range, type: scalar.type }), source);
  if (!places) return undefined;
  const placed: Placed = { text: '', at: [] };
  const token = /\$\$|\$\{[^}]*\}|\$[A-Za-z_]\w*|[\s\S]/g;
  for (const { 0: part, index } of value.matchAll(token)) {
    placed.text += part === '$$' ? '$' : part.length > 1 ? HOLE : part;
    placed.at.push(places[index]!);
  }
  placed.at.push(places.at(-1)!);
  return placed;
}

function wordsOf(node: unknown, source: string): Placed[] | undefined {
  if (!isSeq(node)) return undefined;
  const words = node.items.map((item) => placedOf(item, source));
  return words.every((word) => word !== undefined) ? words : undefined;
}

/** A line or a list of words as a command line, and its first word. */
function lineOf(node: unknown, source: string): { line: Nested; first: string } | undefined {
  const words = wordsOf(node, source);
  if (words) return words.length === 0 ? undefined : { line: shellOfWords(words), first: words[0]!.text };
  const text = placedOf(node, source);
  if (!text || text.text.trim() === '') return undefined;
  return { line: shellOfText(text), first: /^\s*(\S*)/.exec(text.text)![1]! };
}

function healthcheck(node: unknown, source: string): Nested | undefined {
  const words = wordsOf(node, source);
  if (!words) return lineOf(node, source)?.line;
  const [kind, ...rest] = words;
  if (kind?.text === 'CMD') return rest.length > 0 ? shellOfWords(rest) : undefined;
  return kind?.text === 'CMD-SHELL' && rest[0] ? shellOfText(rest[0]) : undefined;
}

/** The command lines of a service, in the order in which they stand there. */
function serviceLines(service: Node, source: string): Nested[] {
  if (!isMap(service)) return [];
  const [entrypoint, command] = ['entrypoint', 'command'].map((key) => service.get(key, true));
  const lines: Nested[] = [];
  const both = [wordsOf(entrypoint, source), wordsOf(command, source)];
  const given = lineOf(entrypoint, source);
  if (both[0]?.length && both[1]) lines.push(shellOfWords([...both[0], ...both[1]]));
  else if (given) lines.push(given.line);
  else {
    const line = lineOf(command, source);
    if (line && PROGRAM.test(line.first)) lines.push(line.line);
  }
  const check = healthcheck(service.getIn(['healthcheck', 'test'], true), source);
  return check ? [...lines, check] : lines;
}

/** What the services of a compose file run: `entrypoint` with `command`, and `healthcheck.test`. */
export function fromCompose(source: string): Extracted {
  const document = parseDocument(source, { logLevel: 'silent', strict: false, merge: true });
  const extracted: Extracted = { snippets: [], problems: [] };
  for (const { message, pos } of document.errors)
    extracted.problems.push({ line: lineAt(source, pos[0]), message: message.split('\n', 1)[0]! });
  const services = document.get('services', true);
  if (!isMap(services)) return extracted;
  for (const { value } of services.items) extracted.snippets.push(...serviceLines(value as Node, source));
  return extracted;
}
