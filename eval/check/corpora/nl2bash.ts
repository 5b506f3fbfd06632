import { join } from 'node:path';
import type { Corpus } from './corpus.ts';
import { readJsonLines } from './files.ts';

export const nl2bash: Corpus = {
  name: 'nl2bash',
  folder: 'corpora/nl2bash',
  about: 'NL2Bash, pairs.jsonl: one-liners collected from forums, as people wrote them',
  read: (folder) =>
    readJsonLines<{ id: number; cmd: string }>(join(folder, 'pairs.jsonl')).map(({ id, cmd }) => ({
      place: `pairs.jsonl#${id}`,
      text: cmd,
    })),
};
