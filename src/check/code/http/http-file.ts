import { HOLE } from '../../../verify/tree/dynamic.ts';
import type { ReadCall, Reader } from '../../reading.ts';
import { type Request, readRequest } from './request-call.ts';

const REQUEST =
  /^(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+)?(https?:\/\/\S+|\{\{[^}]+\}\}\S*)(?:\s+HTTP\/[\d.]+)?\s*$/;

/** `{{token}}` is filled in when the file is run, unless the file itself says with what (`@host = …`). */
function filled(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  return text.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (_, name: string) => {
    const value = variables.get(name);
    return value === undefined || depth > 8 ? HOLE : filled(value, variables, depth + 1);
  });
}

function requestOf(
  lines: readonly { text: string; start: number }[],
  variables: ReadonlyMap<string, string>,
): Request | undefined {
  const first = lines.findIndex(({ text }) => text.trim() !== '' && !/^\s*(?:#|\/\/|@)/.test(text));
  const match = first === -1 ? null : REQUEST.exec(lines[first]!.text);
  if (!match) return undefined;
  let at = first + 1;
  let url = match[2]!;
  // A query may go on in the lines below.
  for (; /^\s+[?&]/.test(lines[at]?.text ?? ''); at++) url += lines[at]!.text.trim();
  const headers: [string, string][] = [];
  for (; at < lines.length && lines[at]!.text.trim() !== ''; at++) {
    const header = /^([\w-]+):\s*(.*)$/.exec(lines[at]!.text);
    if (header) headers.push([header[1]!, filled(header[2]!, variables)]);
  }
  const rest = lines.slice(at);
  const body = filled(rest.map(({ text }) => text).join('\n'), variables).trim();
  // A file's contents (`< ./body.json`) and a script's (`> {%`) are not here.
  const foreign = /^[<>]/m.test(body);
  const last = lines.findLast(({ text }) => text.trim() !== '')!;
  const { start } = lines[first]!;
  return {
    method: match[1] ?? 'GET',
    url: filled(url, variables),
    at: { start, end: start + lines[first]!.text.length },
    query: [],
    headers,
    ...(body !== '' && !foreign ? { body: { text: body } } : {}),
    open: foreign,
    start,
    end: last.start + last.text.length,
  };
}

/** The requests of a `.http` or `.rest` file, parted by `###`. */
export const readHttpFile: Reader = (zoo, text) => {
  const variables = new Map(
    [...text.matchAll(/^@([\w.-]+)\s*=\s*(.*)$/gm)].map((match) => [match[1]!, match[2]!.trim()]),
  );
  const calls: ReadCall[] = [];
  let block: { text: string; start: number }[] = [];
  const close = (): void => {
    const request = requestOf(block, variables);
    const call = request && readRequest(zoo, text, request);
    if (call) calls.push(call);
    block = [];
  };
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('###')) close();
    else block.push({ text: line.replace(/\r$/, ''), start });
    start += line.length + 1;
  }
  close();
  return { calls, problems: [] };
};
