import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { awscli } from './awscli.ts';
import { azure } from './azure.ts';
import type { Corpus, ExampleText } from './corpus.ts';
import { kubectl } from './kubectl.ts';
import { nl2bash } from './nl2bash.ts';
import { gh, tldr } from './tldr.ts';

export const CORPORA: Corpus[] = [awscli, azure, kubectl, gh, tldr, nl2bash];
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface ReadCorpus {
  name: string;
  about: string;
  examples: ExampleText[];
}

/** `folders`: by a corpus's name, where it lies. A corpus that is not there is left out with a message. */
export function readCorpora(folders: ReadonlyMap<string, string>, log: (message: string) => void): ReadCorpus[] {
  return CORPORA.flatMap(({ name, about, folder, read }) => {
    const place = folders.get(name) ?? join(ROOT, folder);
    if (existsSync(place)) return { name, about, examples: read(place) };
    log(`${name} is left out: there is no ${place}; give it with --corpus ${name}=FOLDER`);
    return [];
  });
}

/**
 * Which half of a corpus an example is of, by its page: documents by hand are measured on the first (`--calibrate`), so that the second says
 * how often calls are wrongly called wrong that nobody has looked at.
 */
export function isHeldOut(example: ExampleText): boolean {
  return createHash('sha256').update(pageOf(example)).digest()[0]! % 2 === 1;
}

/** Examples of one page are by one hand; lines of a list each stand alone. */
export function pageOf({ place }: ExampleText): string {
  return place.includes('.jsonl#') ? place : place.split('#', 1)[0]!;
}
