import type { Literal } from '../generate/literal.ts';
import { findLiterals } from '../generate/literals/find-literals.ts';

/** Words of a request that may be an argument, beyond what the filler itself considers. */
export interface Phrase {
  start: number;
  end: number;
  text: string;
  /** `name`: capitalised words; `number`: with its scale put in; `list`: several values; `words`: what stands behind a preposition. */
  kind: 'name' | 'number' | 'list' | 'words' | 'literal';
  literal: Literal;
  /** Of a list, its members. */
  members?: Phrase[];
}

const SCALES: Record<string, number> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
};
/** A letter is a scale right behind its number; `m` is one of money alone, for metres are more often meant. */
const SCALED =
  /(?<![\w.])(?:[$€£]?(\d(?:[\d,]*\d)?(?:\.\d+)?)(?:\s?(thousand|million|billion|trillion)|(bn|k))|[$€£](\d(?:[\d,]*\d)?(?:\.\d+)?)(m))\b(?!\s*(?:\/|per\b))/giu;
/** A figure with its unit behind it (`150lbs`, `3 meters`, `14th`): the unit is the document's business. */
const WITH_UNIT = /(?<![\w.,/:$€£-])(-?\d(?:[\d,]*\d)?(?:\.\d+)?)(?=\s?(?:\p{L}|°|²|³))/gu;
/** A capitalised word; a full stop belongs to it only within (`D.C`, `St.`) or behind an initial. */
const CAPITAL = String.raw`\p{Lu}(?:[\p{L}\p{N}'’&-]|\.(?=[\p{L}\p{N}]))*(?:(?<=(?:^|[^\p{L}])\p{Lu}|\.\p{Lu}|St|Mt|Dr|Mr|Mrs|Ms)\.)?`;
/** `New York, NY`, `Cristiano Ronaldo`, `Guillermo del Toro`, `University of Oxford`, `H.G. Wells`. */
const NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}'’@/_.-])${CAPITAL}(?:(?: | of (?:the )?| the | del | de la | de | la | da | di | van | von | & |, (?=(?:\p{Lu}{2}|D\.C|USA|UK|England|California|Texas|Florida|France|Germany|Italy|Spain|Canada|China|Japan|India)\b))${CAPITAL})*`,
  'gu',
);
const BEHIND =
  /\b(?:of|for|in|at|from|to|on|by|with|about|near|into|named|called|as|like|between|using|is|are|the)\s+((?!(?:the|a|an|my|of|for|in|to|at|by)\b)[\p{L}\p{N}][\p{L}\p{N}'’.-]*(?:\s(?!(?:and|or|of|for|in|at|from|to|on|by|with|about|near|using|is|are|was|that|which|who|the|a|an|as|if|when|please|over|during|between|within|under|into|than|then|also|its|their|has|have|given)\b)[\p{L}\p{N}][\p{L}\p{N}'’.-]*){0,4})/giu;
const BRACKETED = /[[(]\s*((?:-?[\d.]+|"[^"]*"|'[^']*')(?:\s*,\s*(?:-?[\d.]+|"[^"]*"|'[^']*'))+)\s*[\])]/g;
const OPENERS =
  /^(?:What|Who|Where|When|Why|How|Which|Can|Could|Would|Will|Is|Are|Do|Does|Did|Find|Get|Give|Show|Tell|Calculate|Compute|Convert|Create|Determine|Retrieve|Search|Fetch|List|Book|Buy|Play|Set|Make|Please|I|I'm|I’m|I'd|I'd|My|The|A|An|If|In|On|At|For|From|Add|Check|Update|Generate|Look|Help|Also|And|Then|You|We|Let|Analyze|Estimate|Predict|Solve|Identify|Provide|Send|Order|Turn|Use|Using|Given|Hey|Hi|Hello|Yes|No|This|That|It|Its|They|Start|Open|Sort|Locate|Evaluate|Simulate|Obtain|Design|Change|Delete|Remove|Write|Translate|Recommend|Suggest|Compare|Plan|Schedule|Lastly|First|Second|Third|Finally|Next|After|Before)(?=$|[ ,])/u;

/** Capitalised, but nobody's name. */
const CALENDAR =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|AM|PM|I|OK)$/i;

const quoted = (text: string, start: number): Literal => ({
  type: 'quoted',
  start,
  end: start + text.length,
  text,
  also: [],
});

function phrase(request: string, start: number, end: number, kind: Phrase['kind'], literal?: Literal): Phrase {
  const text = request.slice(start, end);
  return { start, end, text, kind, literal: literal ?? quoted(text, start) };
}

function numbers(request: string): Phrase[] {
  const figures = [...request.matchAll(WITH_UNIT)].map((match) => {
    const end = match.index + match[1]!.length;
    const text = match[1]!.replaceAll(',', '');
    const literal: Literal = { type: 'number', start: match.index, end, text, also: [], number: Number(text) };
    return phrase(request, match.index, end, 'number', literal);
  });
  const scaled = [...request.matchAll(SCALED)].map((match) => {
    const [, count, word, letter, money, million] = match;
    const value = Number((count ?? money)!.replaceAll(',', '')) * SCALES[(word ?? letter ?? million)!.toLowerCase()]!;
    const end = match.index + match[0].length;
    const literal: Literal = { type: 'number', start: match.index, end, text: String(value), also: [], number: value };
    return phrase(request, match.index, end, 'number', literal);
  });
  return [...scaled, ...figures.filter(({ start }) => scaled.every((one) => start < one.start || start >= one.end))];
}

function names(request: string): Phrase[] {
  const found: Phrase[] = [];
  for (const match of request.matchAll(NAME)) {
    let text = match[0].replace(/(?:'s|’s|[.,;:])+$/u, '');
    let start = match.index;
    const opener = OPENERS.exec(text);
    if (opener) {
      const rest = text.slice(opener[0].length).replace(/^[ ,]+(?:of |the |and )?/u, '');
      start += text.length - rest.length;
      text = rest;
    }
    if (!/^\p{Lu}/u.test(text) || CALENDAR.test(text)) continue;
    found.push(phrase(request, start, start + text.length, 'name'));
    const head = text.split(', ', 1)[0]!;
    if (head !== text) found.push(phrase(request, start, start + head.length, 'name'));
  }
  return found;
}

function words(request: string): Phrase[] {
  return [...request.matchAll(BEHIND)].map((match) => {
    const text = match[1]!.replace(/[.'’-]+$/u, '');
    const start = match.index + match[0].length - match[1]!.length;
    return phrase(request, start, start + text.length, 'words');
  });
}

function bracketed(request: string): Phrase[] {
  return [...request.matchAll(BRACKETED)].map((match) => {
    const end = match.index + match[0].length;
    const json = `[${match[1]!.replace(/'([^']*)'/g, (_, inner: string) => JSON.stringify(inner))}]`;
    const literal: Literal = { type: 'json', start: match.index, end, text: json, also: [] };
    return { ...phrase(request, match.index, end, 'list', literal), members: [] };
  });
}

const JOINT = /^["'”’]?(?:\s*,\s*(?:and|or|&)?\s*|\s+(?:and|or|&)\s+)(?:(?:the|a|an)\s+)?["'“‘]?$/i;

/** What a number counts stands behind it: `20 minutes and 15 minutes`. */
const UNIT = /^\s?[\p{L}°²³/%]+(?=\s|,)/u;

/** Members of one list: the same kind of thing, with nothing but commas and `and` between. `unit`: may stand behind each. */
function lists(request: string, parts: readonly Phrase[], unit?: RegExp): Phrase[] {
  const ordered = [...parts].sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Phrase[] = [];
  let run: Phrase[] = [];
  const close = (): void => {
    if (run.length > 1) {
      const [first, last] = [run[0]!, run.at(-1)!];
      found.push({ ...phrase(request, first.start, last.end, 'list'), members: run });
    }
    run = [];
  };
  for (const part of ordered) {
    const last = run.at(-1);
    if (last && part.start < last.end) continue;
    const between = last && request.slice(last.end, part.start);
    if (between !== undefined && !JOINT.test(between) && !(unit && JOINT.test(between.replace(unit, '')))) close();
    run.push(part);
  }
  close();
  return found;
}

/** All phrases of a request. Linear in its length. */
export function phrasesOf(request: string, literals: readonly Literal[]): Phrase[] {
  const moments = literals.filter(({ type }) => type === 'date' || type === 'time' || type === 'date-time');
  const scaled = numbers(request).filter(({ start }) => moments.every((one) => start < one.start || start >= one.end));
  const named = names(request);
  const typed = literals
    .filter(({ type, start }) => type !== 'json' && scaled.every((one) => start < one.start || start >= one.end))
    .map((literal) => phrase(request, literal.start, literal.end, 'literal', literal));
  const behind = words(request);
  const groups = [
    lists(request, [...scaled, ...typed.filter(({ literal }) => literal.number !== undefined)], UNIT),
    lists(request, [...named, ...typed.filter(({ literal }) => literal.type === 'quoted' || literal.type === 'place')]),
    lists(request, commonLists(request)),
  ].flat();
  return [...scaled, ...named, ...behind, ...bracketed(request), ...groups];
}

/** `eggs, milk and bread`: plain words between commas. */
function commonLists(request: string): Phrase[] {
  const found: Phrase[] = [];
  for (const match of request.matchAll(
    /([\p{L}][\p{L}-]*)((?:,\s+(?!and\b|or\b)[\p{L}][\p{L}-]*(?: [\p{L}-]+)?)*,?\s+(?:and|or)\s+)([\p{L}][\p{L}-]*)/gu,
  )) {
    let at = match.index;
    for (const piece of match[0].split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/)) {
      const start = request.indexOf(piece, at);
      if (piece && start >= 0) found.push(phrase(request, start, start + piece.length, 'words'));
      at = start + piece.length;
    }
  }
  return found;
}

/** A literal found in a text that stands alone. */
export function literalOf(text: string): Literal {
  return findLiterals(text).find((literal) => literal.text === text) ?? quoted(text, 0);
}
