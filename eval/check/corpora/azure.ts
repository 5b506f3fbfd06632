import type { Corpus, ExampleText } from './corpus.ts';
import { readFiles } from './files.ts';

/** Examples of `_help.py`: `text: az …` or a block scalar below it; of generated commands: the lines below `:example:`. */
function examplesOf(text: string): string[] {
  const found: string[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const inline = /^\s*(?:- )?text:\s*(?![|>])(.+)$/.exec(line);
    const below = /^\s*(?:- )?text:\s*[|>]|^\s*:example:/.test(line);
    if (!inline && !below) continue;
    const indent = line.length - line.trimStart().length;
    const block = inline ? [inline[1]!] : [];
    const folded = /text:\s*>/.test(line) || inline !== null;
    while (at + 1 < lines.length) {
      const next = lines[at + 1]!;
      const continued = /[^\\]\\$/.test(lines[at]!);
      if (!continued && (next.trim() === '' ? !below : next.length - next.trimStart().length <= indent)) break;
      if (/^\s*(?:- name:|examples:|""")/.test(next)) break;
      block.push(next.trim());
      at++;
    }
    const joined = (folded ? block.map((part) => part.replace(/\\+\s*$/, '')).join(' ') : block.join('\n')).replaceAll(
      '\\\\',
      '\\',
    );
    const plain = /^(['"])([\s\S]*)\1$/.exec(joined.trim())?.[2] ?? joined;
    if (/^az /m.test(plain)) found.push(plain.trim());
  }
  return found;
}

export const azure: Corpus = {
  name: 'azure-cli',
  folder: 'corpora/azure-cli',
  about: 'the examples of the Azure command line, package azure-cli of PyPI: _help.py and the generated commands',
  read: (folder) =>
    readFiles(folder, /command_modules\/.*(?:_help\.py|aaz\/latest\/.*\.py)$/).flatMap(({ path, text }) =>
      examplesOf(text).map((block, index): ExampleText => ({ place: `${path}#${index + 1}`, text: block })),
    ),
};
