import type { ValueSchema } from '../../schema/operation.ts';
import { GRAMMAR, overlap, type Place } from './spans.ts';
import type { Target } from './targets.ts';

/** A key and its value as the request says them; the place holds both. */
export interface SaidEntry extends Place {
  key: string;
  value: string;
}

/** A structure whose keys the document leaves to whoever calls: labels, the inputs of a workflow, the data of a config map. */
export function isFree({ type, fields }: ValueSchema): boolean {
  return type === 'map' || (type === 'object' && !fields?.length);
}

/** Its values are written as they are said. */
export const holdsText = ({ items }: ValueSchema): boolean =>
  items === undefined || items.type === 'string' || items.type === 'any';

const VALUE = String.raw`("[^"]*"|'[^']*'|[^\s,;"']*[^\s,;"':](?![^\s,;.!?]))`;
const KEY = String.raw`(?<![\w./:-])([A-Za-z_][\w./-]*)`;
const JOINED = new RegExp(String.raw`${KEY}(?:\s?=\s?|:\s)${VALUE}`, 'g');

/** Names of variables are in capitals, and their values stand behind them: `LOG_LEVEL debug and REGION eu`. */
const VARIABLE = new RegExp(String.raw`(?<![\w./:-])([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)\s(?:to\s|as\s|is\s)?${VALUE}`, 'g');
const OF_VARIABLE = /(?<![\w./:-])[A-Z][A-Z\d]*_[A-Z\d]/;
const MORE = new RegExp(String.raw`(?:,|\band)\s([A-Z][A-Z\d_]+)\s(?:to\s|as\s|is\s)?${VALUE}`, 'g');

/** `label team growth` for `labels`, `input environment = staging` for `inputs`. */
function namedBy(noun: string): RegExp {
  return new RegExp(String.raw`\b${noun}s?\s${KEY}\s(?:to\s|as\s|is\s|=\s|set to\s)?${VALUE}`, 'gi');
}

const bare = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2').replace(/[.,;!?]+$/, '');

/**
 * The entries of a free structure that the request says: `LOG_LEVEL=debug`, `environment: staging`, or behind the structure's own name. `named`: the names of the operation's
 * other parameters, of which `subject: Delay` is none of these.
 */
export function saidEntries(request: string, target: Target, named: ReadonlySet<string>): SaidEntry[] {
  const noun = target.tokens.at(-1);
  const out: SaidEntry[] = [];
  const forms = [JOINED, ...(noun ? [namedBy(noun)] : []), VARIABLE, ...(OF_VARIABLE.test(request) ? [MORE] : [])];
  for (const form of forms)
    for (const match of request.matchAll(form)) {
      const [all, key = '', said = ''] = match;
      const value = bare(said);
      const { index: start } = match;
      const end = start + all.length;
      const isWord = [key, value].some((word) => GRAMMAR.has(word.toLowerCase()));
      if (value === '' || isWord || named.has(key.toLowerCase())) continue;
      if (!out.some((other) => overlap(other, { start, end }))) out.push({ key, value, start, end });
    }
  return out.sort((a, b) => a.start - b.start);
}
