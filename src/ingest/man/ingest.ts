import { AppError } from '../../schema/error.ts';
import type { Ingested, Operation, Parameter, Source } from '../../schema/operation.ts';
import { parseHelp } from '../help/parse-help.ts';
import { plainLines, sentence } from '../help/plain-text.ts';
import { positionalsOf } from '../help/usage.ts';

export interface ManOptions {
  source: Source;
  provider?: string;
}

const DESTRUCTIVE = /^(?:delete|remove|rm|destroy|purge|prune|drop|wipe|terminate|kill|erase|shred|unlink|overwrite)/i;

/**
 * Reads a manual page as `man` writes it on a terminal: NAME, SYNOPSIS, and every line of options.
 *
 * Fails: `source-unsupported` where neither a name nor a synopsis is found.
 */
export function ingestMan(text: string, options: ManOptions): Ingested {
  const sections = sectionsOf(plainLines(text));
  const named = /^\s*([\w.+-]+)(?:,[^-]*)?\s+(?:-{1,2}|[\u2010-\u2015\u2212])\s+(.*)$/su.exec(
    (sections.get('NAME') ?? []).join(' ').trim(),
  );
  const synopsis = synopsisOf(sections.get('SYNOPSIS') ?? []);
  const path = pathOf(synopsis[0], named?.[1]);
  if (!path)
    throw new AppError(
      'source-unsupported',
      'This is no manual page: it has neither NAME nor SYNOPSIS',
      'Give the name of a page: --man tar.',
    );
  const program = path.split(' ')[0]!;
  const provider = options.provider ?? program;
  const body = [...sections].filter(([heading]) => !SKIPPED.test(heading)).flatMap(([, lines]) => lines);
  const summary = sentence(named?.[2] ?? path) || path;
  const operation: Operation = {
    id: `${provider}:${path}`,
    provider,
    service: program,
    name: path,
    kind: 'cli',
    summary: summary.length > 160 ? `${summary.slice(0, 159)}…` : summary,
    parameters: unique([...positionals(synopsis, path), ...parseHelp(body.join('\n'), path).options]),
    invocations: [{ surface: 'cli', path }],
    origin: { source: 0, pointer: `man ${path.replaceAll(' ', '-')}` },
  };
  if (DESTRUCTIVE.test(summary)) operation.destructive = true;
  return { provider, sources: [options.source], operations: [operation], types: {}, skipped: [] };
}

/** Sections in which dashes are no options of this program. */
const SKIPPED =
  /^(?:NAME|SYNOPSIS|EXAMPLES?|SEE ALSO|AUTHORS?|COPYRIGHT|BUGS|REPORTING BUGS|HISTORY|NOTES?|FILES|ENVIRONMENT|EXIT STATUS|RETURN VALUE)/;

/** Lines by the heading above them, which stands at the left edge in capitals. */
function sectionsOf(lines: string[]): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of lines) {
    if (/^[A-Z][A-Z0-9 ,/&'-]*$/.test(line)) sections.set(line.trim(), (current = []));
    else current?.push(line);
  }
  return sections;
}

/** The forms of the synopsis, each on one line: a deeper line goes on with the one before it. */
function synopsisOf(lines: string[]): string[] {
  const forms: { indent: number; text: string }[] = [];
  for (const line of lines) {
    const indent = line.length - line.trimStart().length;
    const last = forms.at(-1);
    if (line.trim() === '') forms.push({ indent: -1, text: '' });
    else if (last && last.indent >= 0 && indent > last.indent) last.text += ` ${line.trim()}`;
    else forms.push({ indent, text: line.trim() });
  }
  return forms
    .map((form) => form.text)
    .filter((form) => /^[a-z][\w.+-]*(?:\s|$)/.test(form) && !/^[a-z-]+ usage$/i.test(form));
}

/** `git commit` of `git commit [-a …]` where the page is named `git-commit`; else the program alone. */
function pathOf(form: string | undefined, name: string | undefined): string | undefined {
  const words = form?.split(/\s+/) ?? [];
  const own = words.findIndex((word) => !/^[a-z][\w.+-]*$/.test(word));
  const plain = own < 0 ? words : words.slice(0, own);
  for (let length = plain.length; length > 0; length--) {
    const path = plain.slice(0, length);
    if (name === undefined || path.join('-') === name) return path.join(' ');
  }
  return name ?? plain[0];
}

/** Where a page has several forms, what stands in any of them can be given, and is required only if it is in all. */
function positionals(synopsis: string[], path: string): Parameter[] {
  const forms = synopsis.filter((form) => form === path || form.startsWith(`${path} `));
  const found = new Map<string, { parameter: Parameter; times: number }>();
  for (const form of forms) {
    for (const parameter of positionalsOf(form, path)) {
      const known = found.get(parameter.name);
      if (known) known.times++;
      else found.set(parameter.name, { parameter, times: parameter.required ? 1 : 0 });
    }
  }
  return [...found.values()].map(({ parameter, times }) => {
    if (times >= forms.length) return parameter;
    const { required: _, ...optional } = parameter;
    return optional;
  });
}

function unique(parameters: Parameter[]): Parameter[] {
  const taken = new Set<string>();
  return parameters.flatMap((parameter) => {
    if (taken.has(parameter.name) || parameter.name === '--help') return [];
    const { aliases = [], ...rest } = parameter;
    const free = aliases.filter((alias) => !taken.has(alias));
    for (const spelling of [parameter.name, ...free]) taken.add(spelling);
    return [free.length > 0 ? { ...rest, aliases: free } : rest];
  });
}
