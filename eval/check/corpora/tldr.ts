import { join } from 'node:path';
import type { Corpus, ExampleText } from './corpus.ts';
import { readJsonLines } from './files.ts';

interface Row {
  command: string;
  platform: string;
  page: string;
  example: string;
  alias?: boolean;
}

/**
 * `{{…}}` is what the reader fills in: a choice of spellings (`{{[-s|--long]}}`) is tried as the long one, a number is kept, any other is a
 * variable, whose value nobody knows. Examples with a placeholder within quotes are left out: the shell would not put in its value.
 */
export function withoutPlaceholders(example: string): string {
  return example.replace(/\{\{((?:[^{}]|\{[^{}]*\}|\}(?!\}))*)\}\}/g, (_, inner: string) => {
    const spellings = /^\[([^\s|[\]]+)\|([^[\]]+)\]$/.exec(inner);
    if (spellings) return spellings[2]!;
    if (/^\d+$/.test(inner)) return inner;
    return /\s|\.\.\./.test(inner) ? '$placeholder' : '"$placeholder"';
  });
}

const rows = (folder: string): Row[] =>
  readJsonLines<Row>(join(folder, 'examples.jsonl')).filter(
    ({ alias, platform, example }) => !alias && platform !== 'windows' && !/(["'])[^"']*\{\{[^"']*\1/.test(example),
  );

const toExamples = (list: Row[]): ExampleText[] =>
  list.map(({ page, example }, index) => ({ place: `${page}#${index + 1}`, text: withoutPlaceholders(example) }));

export const tldr: Corpus = {
  name: 'tldr',
  folder: 'corpora/tldr-pages',
  about: 'the pages of tldr (CC BY 4.0), one JSON object an example in examples.jsonl; without Windows',
  read: (folder) => toExamples(rows(folder).filter(({ command }) => !/^gh\b/.test(command))),
};

export const gh: Corpus = {
  name: 'gh',
  folder: 'corpora/tldr-pages',
  about: 'the pages of tldr on the GitHub command line',
  read: (folder) => toExamples(rows(folder).filter(({ command }) => /^gh\b/.test(command))),
};
