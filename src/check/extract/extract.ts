import type { SourceFile } from '../snippet.ts';
import { fromDockerfile } from './dockerfile.ts';
import { type FileKind, kindByName, kindByShebang } from './kind-of-file.ts';
import { fromMakefile } from './makefile.ts';
import { fromFences } from './markdown.ts';
import { fromPackageJson } from './package-json.ts';
import { type Extracted, slice } from './pieces.ts';
import { fromYaml } from './yaml-steps.ts';

/** Whether a file of this name may hold calls. `'ask'`: it has no extension, and its first line says whether it is a script. */
export function isOfInterest(path: string): boolean | 'ask' {
  if (kindByName(path)) return true;
  return /(?:^|\/)[^./]+$/.test(path) ? 'ask' : false;
}

function ofKind(kind: FileKind, text: string): Extracted {
  switch (kind) {
    case 'dockerfile':
      return fromDockerfile(text);
    case 'makefile':
      return fromMakefile(text);
    case 'github-actions':
    case 'gitlab-ci':
    case 'pipeline':
      return fromYaml(text, kind);
    case 'markdown':
      return fromFences(text);
    case 'package-json':
      return fromPackageJson(text);
    case 'shell':
    case 'powershell':
    case 'python':
    case 'typescript':
    case 'http':
      return { snippets: [slice(kind, text, 0)], problems: [] };
  }
}

/** The pieces of a file that may hold calls; none where the file is of no kind that is read. `problems`: what of it could not be read. */
export function extract({ path, text }: SourceFile): Extracted {
  const kind = kindByName(path) ?? kindByShebang(text);
  return kind ? ofKind(kind, text) : { snippets: [], problems: [] };
}
