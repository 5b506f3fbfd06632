import type { Parameter } from '../../schema/operation.ts';

const NOT_POSITIONAL =
  /^(?:options?|flags?|commands?|subcommands?|global[- _]?(?:options|flags)|opts?|args?\b.*options)$/i;

/**
 * The positionals of a usage line behind the command path: `<required>`, `[optional]`, `UPPER`, each with `...` where it repeats.
 * What stands behind an option within its brackets is that option's value.
 */
export function positionalsOf(usage: string, path: string): Parameter[] {
  const words = path.split(' ');
  let rest = usage.replace(/^\s*usage:\s*/i, '').trim();
  for (const word of words) {
    const at = rest.search(new RegExp(`(?:^|\\s|/)${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:\\s|$)`));
    if (at >= 0) rest = rest.slice(at).replace(/^\s*\S+\s*/, '');
  }
  const positionals: Parameter[] = [];
  for (const token of tokens(rest).flatMap(withoutOptions).map(numbered)) {
    const positional = positionalOf(token);
    if (positional && !positionals.some(({ name }) => name === positional.name)) positionals.push(positional);
  }
  return positionals;
}

/** Top-level tokens: brackets stay whole, `...` belongs to what stands before it. */
function tokens(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let token = '';
  for (const character of text) {
    if ('[{<('.includes(character)) depth++;
    if (']}>)'.includes(character)) depth--;
    if (/\s/.test(character) && depth <= 0) {
      if (token) found.push(token);
      token = '';
    } else token += character;
  }
  if (token) found.push(token);
  const joined: string[] = [];
  for (let at = 0; at < found.length; at++) {
    const one = found[at] ?? '';
    if (/^\.{3}$|^…$/.test(one) && joined.length > 0) joined[joined.length - 1] += '...';
    else if (/^--?[\w]/.test(one) && /^[<A-Z]/.test(found[at + 1] ?? '')) at++;
    else joined.push(one);
  }
  return joined;
}

/** Of `(-f FILENAME | TYPE NAME)` the alternative that has places, which may then be left out. */
function withoutOptions(token: string): string[] {
  const group = /^\((.*\|.*)\)$/s.exec(token)?.[1];
  if (group === undefined) return [token];
  const ways = group.split('|').map((way) => way.trim().split(/\s+/));
  const places = ways.filter((way) => way.every((word) => /^[A-Z][A-Z_]+$/.test(word)));
  return places.length === 1 && places.length < ways.length ? places[0]!.map((word) => `[${word}]`) : [token];
}

/** `KEY_1=VAL_1 ... KEY_N=VAL_N` is one place that repeats; its second half says nothing more. */
function numbered(token: string): string {
  const first = /^([A-Z]+)_1(?:=\S+?)?\.\.\.$/.exec(token);
  if (first) return `${first[1]}...`;
  return /^[A-Z]+_N(?:=\S+)?$/.test(token) ? '' : token;
}

function positionalOf(token: string): Parameter | undefined {
  if (/^\[?-|^\(-|\|/.test(token) && !/^<[^>]+>|^\[<?[A-Za-z]/.test(token)) return undefined;
  const repeats = /\.\.\.|…/.test(token);
  const optional = token.startsWith('[');
  const bare = token
    .replace(/\.\.\.|…/g, '')
    .replace(/^\[(?:--\s*)?/, '')
    .replace(/\]+$/, '')
    .trim();
  const inner = /^<([^<>]+)>/.exec(bare)?.[1] ?? /^([A-Za-z][\w:/.-]*)/.exec(bare)?.[1];
  if (!inner || bare.startsWith('-') || NOT_POSITIONAL.test(inner)) return undefined;
  // A bare lower-case word is a word to type, unless it is in brackets.
  if (!optional && !bare.startsWith('<') && inner !== inner.toUpperCase()) return undefined;
  const parameter: Parameter = { name: inner.toLowerCase().replace(/\s+/g, '-'), in: 'positional', type: 'string' };
  if (/(?:^|[-_ ])(?:file|path|dir|directory)s?$/i.test(inner)) parameter.format = 'path';
  if (!optional) parameter.required = true;
  if (repeats) parameter.repeats = true;
  return parameter;
}
