/** What a file is, by its name and its first line. */
export type FileKind =
  | 'shell'
  | 'powershell'
  | 'dockerfile'
  | 'makefile'
  | 'github-actions'
  | 'gitlab-ci'
  | 'pipeline'
  | 'markdown'
  | 'package-json'
  | 'python'
  | 'typescript'
  | 'http'
  | 'compose'
  | 'manifest';

const BY_NAME: [RegExp, FileKind][] = [
  [/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, 'github-actions'],
  [/(?:^|\/)action\.ya?ml$/, 'github-actions'],
  [/(?:^|\/)[^/]*\.?gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/.*\.ya?ml$/, 'gitlab-ci'],
  [
    /(?:^|\/)(?:\.circleci\/config|\.travis|azure-pipelines[^/]*|bitbucket-pipelines|[Tt]askfile(?:\.dist)?|\.drone|cloudbuild)\.ya?ml$/,
    'pipeline',
  ],
  [/(?:^|\/)(?:docker-|podman-)?compose(?:[.-][^/]*)?\.ya?ml$/, 'compose'],
  [/(?:^|\/)package\.json$/, 'package-json'],
  [/(?:^|\/)(?:[^/]+\.)?(?:Dockerfile|Containerfile|dockerfile)(?:\.[^/]+)?$/, 'dockerfile'],
  [/(?:^|\/)(?:GNU)?[Mm]akefile(?:\.[^/]+)?$|\.mk$/, 'makefile'],
  [/\.(?:sh|bash|zsh|ksh|bats)$|(?:^|\/)\.(?:bashrc|bash_profile|bash_aliases|profile|zshrc|envrc)$/, 'shell'],
  [/\.(?:ps1|psm1)$/, 'powershell'],
  [/\.(?:md|markdown|mdx)$/, 'markdown'],
  [/\.(?:py|pyw)$/, 'python'],
  [/\.(?:[cm]?ts|[cm]?js|tsx|jsx)$/, 'typescript'],
  [/\.(?:http|rest)$/, 'http'],
];
/** Others' or made code, which nobody mends here. */
const NOT_SOURCE = /(?:\.d\.[cm]?ts|\.min\.js|\.bundle\.js)$/;

export function kindByName(path: string): FileKind | undefined {
  if (NOT_SOURCE.test(path)) return undefined;
  return BY_NAME.find(([name]) => name.test(path))?.[1];
}

/** By the interpreter that a script names: `#!/usr/bin/env -S bash -e`. */
export function kindByShebang(text: string): FileKind | undefined {
  if (!text.startsWith('#!')) return undefined;
  const line = text.slice(2, 200).split('\n', 1)[0]!;
  const program =
    /(?:^|\/|\s)(sh|bash|zsh|dash|ksh|ash|python[\d.]*|node|deno|bun|tsx|ts-node|pwsh|powershell)(?:\s|$)/.exec(
      line,
    )?.[1];
  if (!program) return undefined;
  if (/^python/.test(program)) return 'python';
  if (/^(?:node|deno|bun|tsx|ts-node)$/.test(program)) return 'typescript';
  return /^(?:pwsh|powershell)$/.test(program) ? 'powershell' : 'shell';
}

/** An object of Kubernetes' says what it is, without indentation. */
export function isManifest(text: string): boolean {
  return /^["']?apiVersion["']?\s*:/m.test(text) && /^["']?kind["']?\s*:/m.test(text);
}
