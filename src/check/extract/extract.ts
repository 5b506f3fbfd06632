import type { SourceFile } from '../snippet.ts';
import { fromCompose } from './compose.ts';
import { fromDockerfile } from './dockerfile.ts';
import { type FileKind, isManifest, kindByName, kindByShebang } from './kind-of-file.ts';
import { fromMakefile } from './makefile.ts';
import { fromFences } from './markdown.ts';
import { fromPackageJson } from './package-json.ts';
import { type Extracted, slice } from './pieces.ts';
import { fromYaml } from './yaml-steps.ts';

/** Whether a file of this name may hold calls. `'ask'`: its text says whether it is a script or a manifest (`isReadable`). */
export function isOfInterest(path: string): boolean | 'ask' {
  if (kindByName(path)) return true;
  return /(?:^|\/)[^./]+$|\.ya?ml$/.test(path) ? 'ask' : false;
}

function kindOf({ path, text }: SourceFile): FileKind | undefined {
  return (
    kindByName(path) ?? kindByShebang(text) ?? (/\.ya?ml$/.test(path) && isManifest(text) ? 'manifest' : undefined)
  );
}

/** Whether a file is of a kind that is read. */
export const isReadable = (file: SourceFile): boolean => kindOf(file) !== undefined;

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
    case 'compose':
      return fromCompose(text);
    case 'markdown':
      return fromFences(text);
    case 'package-json':
      return fromPackageJson(text);
    case 'shell':
    case 'powershell':
    case 'python':
    case 'typescript':
    case 'http':
    case 'manifest':
      return { snippets: [slice(kind, text, 0)], problems: [] };
  }
}

/** The pieces of a file that may hold calls; none where the file is of no kind that is read. `problems`: what of it could not be read. */
export function extract(file: SourceFile): Extracted {
  const kind = kindOf(file);
  return kind ? ofKind(kind, file.text) : { snippets: [], problems: [] };
}
