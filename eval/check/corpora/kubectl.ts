import type { Corpus, ExampleText } from './corpus.ts';
import { readFiles } from './files.ts';

/** Go raw strings that hold lines of kubectl; comments between them stay, the shell ignores them. */
function examplesOf(text: string): string[] {
  return [...text.matchAll(/Examples?\w*\s*(?:=|:=|:)\s*(?:templates\.Examples\()?(?:i18n\.T\()?`([^`]*)`/g)]
    .map(([, body]) => body!.replace(/^[ \t]+/gm, '').trim())
    .filter((body) => /^(?:\$ )?kubectl /m.test(body));
}

export const kubectl: Corpus = {
  name: 'kubectl',
  folder: 'corpora/kubectl',
  about: 'the examples in the sources of kubectl, Go module k8s.io/kubectl, folder pkg/cmd',
  read: (folder) =>
    readFiles(folder, /pkg\/cmd\/.*\.go$/)
      .filter(({ path }) => !path.endsWith('_test.go'))
      .flatMap(({ path, text }) =>
        examplesOf(text).map((body, index): ExampleText => ({ place: `${path}#${index + 1}`, text: body })),
      ),
};
