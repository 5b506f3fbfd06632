import type { Operation } from '../../schema/operation.ts';
import { table } from '../../schema/table.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { Parsed } from './command-line.ts';
import { callOfRequest, type RawRequest, splitUrl } from './http.ts';
import type { ParsedCall } from './parsed.ts';
import { type ShellCommand, shellCommands } from './shell-words.ts';

/** curl's options that take a value and say nothing of the request. */
const VALUED =
  /^(?:-[omwxuAebKTECrtYyz]|--(?:output|max-time|write-out|proxy|user|user-agent|referer|cookie|cookie-jar|cert|key|cacert|connect-timeout|retry|config|resolve))$/;
const LONG: Record<string, string> = table({
  '-X': '--request',
  '-H': '--header',
  '-d': '--data',
  '-F': '--form',
  '-G': '--get',
  '-I': '--head',
  '-g': '--globoff',
});

interface Line {
  method?: string;
  url?: string;
  headers: [string, string][];
  data: string[];
  form: [string, string][];
  json: boolean;
  get: boolean;
}

const pairOf = (text: string): [string, string] => {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

function take(line: Line, option: string, value: string): void {
  if (option === '--request') line.method = value.toUpperCase();
  else if (option === '--url') line.url = value;
  else if (option === '--header') {
    const match = /^([^:;]+)(?::\s*([\s\S]*)|;)$/.exec(value);
    if (match) line.headers.push([match[1]!, match[2] ?? '']);
  } else if (option === '--data-urlencode' || option.startsWith('--form')) line.form.push(pairOf(value));
  else if (option === '--json') {
    line.json = true;
    line.data.push(value);
  } else line.data.push(value);
}

const TAKEN = /^--(?:request|url|header|data(?:-raw|-binary|-ascii|-urlencode)?|form(?:-string)?|json)$/;

function readLine({ words }: ShellCommand): Line {
  const line: Line = { headers: [], data: [], form: [], json: false, get: false };
  for (let at = 1; at < words.length; at++) {
    const { value } = words[at]!;
    const short = /^-[XHdFGIg]/.test(value) ? value.slice(0, 2) : undefined;
    const option = short ? LONG[short]! : value.split('=', 1)[0]!;
    if (option === '--get' || option === '--head') {
      if (option === '--get') line.get = true;
      else line.method = 'HEAD';
    } else if (TAKEN.test(option)) {
      const inline = short ? value.slice(2) : value.slice(option.length + 1);
      take(line, option, inline !== '' ? inline : (words[++at]?.value ?? ''));
    } else if (VALUED.test(value)) at++;
    else if (!value.startsWith('-')) line.url ??= value;
  }
  return line;
}

function bodyOf(line: Line): RawRequest['body'] {
  if (line.form.length > 0) return { form: [...line.data.flatMap((text) => splitUrl(`?${text}`).pairs), ...line.form] };
  if (line.data.length === 0) return undefined;
  const text = line.data.join('&');
  const declared = line.headers.find(([name]) => /^content-type$/i.test(name))?.[1];
  // curl declares a form of itself, but people send JSON that way all the time.
  if (line.json || declared ? !/urlencoded/.test(declared ?? '') : /^\s*[[{]/.test(text)) return { text };
  return { form: splitUrl(`?${text}`).pairs };
}

/** The request that a curl command makes. */
export function curlRequest(command: ShellCommand): RawRequest {
  const line = readLine(command);
  const { url, pairs } = splitUrl(line.url ?? '');
  const range = { start: command.start, end: command.end };
  const body = bodyOf(line);
  if (line.get && body) {
    const more = 'form' in body ? body.form : [];
    return { method: line.method ?? 'GET', url, query: { pairs: [...pairs, ...more] }, headers: line.headers, range };
  }
  const method = line.method ?? (body ? 'POST' : 'GET');
  return { method, url, query: { pairs }, headers: line.headers, range, ...(body ? { body } : {}) };
}

/** The calls of the curl commands in a shell text. */
export function parseCurl(zoo: Zoo, text: string, known?: Operation): Parsed {
  const { commands, findings } = shellCommands(text);
  const curls = commands.filter(({ words }) => /(?:^|\/)curl$/.test(words[0]!.value));
  const calls: ParsedCall[] = curls.map((command) => {
    const parsed = callOfRequest(zoo, curlRequest(command), known);
    const runs = command.words.some(({ dynamic }) => dynamic);
    return runs ? { ...parsed, dynamic: new Set(parsed.call?.arguments.map(({ name }) => name)) } : parsed;
  });
  return { calls, findings };
}
