import type { Corpus, ExampleText } from './corpus.ts';
import { readFiles } from './files.ts';

const FOR_WINDOWS = /\s[\^`]\s*$/m;

/** As it is meant, not as it is typeset: a blank behind a line's last backslash, and a missing backslash before a line of options. */
function joined(text: string): string {
  return text
    .replace(/\\[ \t]+$/gm, '\\')
    .replace(/([^\\\n]) *\n(?=\s*--[a-z])/g, '$1 \\\n')
    .replace(/\\$/, '');
}

/** Blocks of reStructuredText that stand indented behind a line that ends with `::`, where they begin with a command of aws. */
function blocks(text: string): string[] {
  const found: string[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    if (!/::\s*$/.test(lines[at]!)) continue;
    const block: string[] = [];
    let indent: number | undefined;
    for (at++; at < lines.length; at++) {
      const line = lines[at]!;
      if (line.trim() === '') {
        block.push('');
        continue;
      }
      const depth = line.length - line.trimStart().length;
      indent ??= depth;
      if (depth === 0 || depth < indent) break;
      block.push(line.slice(indent));
    }
    at--;
    const raw = block.join('\n').trim();
    const body = joined(raw);
    if (/^(?:\$ )?aws /.test(body) && !FOR_WINDOWS.test(raw)) found.push(body.replace(/^\$ /gm, ''));
  }
  return found;
}

export const awscli: Corpus = {
  name: 'awscli',
  folder: 'corpora/awscli/examples',
  about:
    'the examples of the AWS command line, package awscli of PyPI, folder awscli/examples; line ends mended, none for Windows',
  read: (folder) =>
    readFiles(folder, /\.rst$/).flatMap(({ path, text }) =>
      blocks(text).map((block, index): ExampleText => ({ place: `${path}#${index + 1}`, text: block })),
    ),
};
