import { curlRequest } from '../../verify/parse/curl.ts';
import type { ShellWord } from '../../verify/parse/shell-words.ts';
import { HOLE } from '../../verify/tree/dynamic.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { readRequest } from '../code/http/request-call.ts';
import type { ReadCall } from '../reading.ts';

const EXPANSION = /\$\{[^}]*\}|\$\([^)]*\)|`[^`]*`|\$\w+|<[^<>\s]+>/g;

/** The API call that a curl command makes; undefined where its host is none of the zoo's. */
export function readCurl(zoo: Zoo, text: string, words: readonly ShellWord[]): ReadCall | undefined {
  const start = words[0]!.start;
  const end = words.reduce((far, word) => Math.max(far, word.end), start);
  const held = words.map((word) =>
    word.dynamic || word.blank ? { ...word, value: word.value.replace(EXPANSION, HOLE) } : word,
  );
  const { method, url, query, headers, body } = curlRequest({ words: held, start, end });
  if (!/^https:\/\//.test(url) || !('pairs' in query)) return undefined;
  // `@file`: what is sent stands elsewhere.
  const elsewhere = words.some(({ value }) => /^(?:-d|--(?:data|json)[a-z-]*=)?@/.test(value));
  const open =
    elsewhere || held.some(({ splits }) => splits) || words.some(({ value }) => /^-(?:K|-config)$/.test(value));
  return readRequest(zoo, text, {
    method,
    url,
    at: { start, end },
    query: [...query.pairs],
    headers: headers.map(([name, value]) => [name, value]),
    ...(body && !elsewhere ? { body } : {}),
    open,
    start,
    end,
  });
}
