import type { Code, Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Snippet, SnippetLanguage } from '../snippet.ts';
import { align } from './align.ts';
import { fromDockerfile } from './dockerfile.ts';
import { isManifest } from './kind-of-file.ts';
import { type Extracted, mapped } from './pieces.ts';

const LANGUAGES: [RegExp, SnippetLanguage][] = [
  [/^(?:sh|bash|shell|zsh|ksh|console|shell-session|shellsession|terminal|bash-session|sh-session|cli)$/, 'shell'],
  [/^(?:powershell|pwsh|ps1)$/, 'powershell'],
  [/^(?:py|python|python3)$/, 'python'],
  [/^(?:ts|typescript|js|javascript|mjs|tsx|jsx|node)$/, 'typescript'],
  [/^(?:http|rest)$/, 'http'],
];
const PROMPT = /^(\s*(?:\([\w.-]+\)\s*)?(?:[\w.@~:/-]*\s?)?[$#%❯➜]\s)(?=\S)/;

/** Only what stands behind a prompt, continued lines too; the rest is what programs answer. As many characters. */
function session(text: string): string {
  let continued = false;
  return text
    .split('\n')
    .map((line) => {
      const prompt = PROMPT.exec(line);
      const taken = prompt !== null || continued;
      continued = taken && /\\\s*$/.test(line);
      if (!taken) return ' '.repeat(line.length);
      return prompt ? ' '.repeat(prompt[1]!.length) + line.slice(prompt[1]!.length) : line;
    })
    .join('\n');
}

function snippetsOf({ lang, value, position }: Code, text: string): Snippet[] {
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (start === undefined || end === undefined) return [];
  const name = (lang ?? '').toLowerCase().replace(/^\{?\.?|[,{}].*$/g, '');
  const isSession = /^\s*\$\s\S/m.test(value) || /console|session/.test(name);
  const known: SnippetLanguage | undefined = /^ya?ml$/.test(name) && isManifest(value) ? 'manifest' : undefined;
  const language =
    known ?? (lang ? LANGUAGES.find(([names]) => names.test(name))?.[1] : isSession ? 'shell' : undefined);
  const isDockerfile = /^(?:dockerfile|containerfile|docker)$/.test(name);
  if (!language && !isDockerfile) return [];
  const fenced = /^\s*(?:`{3,}|~{3,})/.test(text.slice(start, end));
  const from = fenced ? text.indexOf('\n', start) + 1 : start;
  const places = align(value, text, from, end, false);
  if (!places) return [];
  if (isDockerfile)
    return fromDockerfile(value).snippets.map((inner) => ({
      ...inner,
      offset: (at) => places[Math.min(inner.offset(at), places.length - 1)]!,
    }));
  const said = language === 'shell' && isSession ? session(value) : value;
  return said.trim() === '' ? [] : [mapped(language!, said, places)];
}

/** Code fences whose language is known. */
export function fromFences(text: string): Extracted {
  const extracted: Extracted = { snippets: [], problems: [] };
  const visit = (node: Nodes): void => {
    if (node.type === 'code') extracted.snippets.push(...snippetsOf(node, text));
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(text));
  return extracted;
}
