import { isDomain } from './addresses.ts';
import {
  FILE_EXTENSIONS,
  GIT_BRANCH_FOLDERS,
  GIT_REMOTES,
  IMAGES,
  KUBERNETES_TYPES,
  SLASH_WORDS,
} from './data/forms.ts';
import type { Found } from './span.ts';

const SEGMENT = /^[A-Za-z0-9_][\w.-]{0,99}$/;
const TAG = /^[\w][\w.-]{0,127}$/;

export function hasFileExtension(text: string): boolean {
  const dot = text.lastIndexOf('.');
  return dot >= 0 && dot < text.length - 1 && FILE_EXTENSIONS.has(text.slice(dot + 1).toLowerCase());
}

/** `nginx:1.27`, `ghcr.io/acme/api:2`, `name@sha256:…`. */
export function imageOf(text: string): Found | undefined {
  if (/^[\w./:-]{1,255}@sha256:[0-9a-f]{6,64}$/.test(text)) return { type: 'image' };
  const slash = text.indexOf('/');
  const host = slash > 0 ? text.slice(0, slash) : '';
  if (
    host &&
    (isDomain(host) || host.startsWith('localhost')) &&
    /^[\w.-]+(?::\d{1,5})?(?:\/[\w.-]+){1,8}(?::[\w.-]+)?$/.test(text)
  ) {
    if (
      /:[\w.-]+$/.test(text.slice(slash)) ||
      /(?:\.pkg\.dev|gcr\.io|azurecr\.io|docker\.io|quay\.io|\.amazonaws\.com|^registry\..*)$/.test(host)
    )
      return { type: 'image', also: ['path'] };
  }
  const colon = text.lastIndexOf(':');
  if (colon <= 0) return IMAGES.has(text) && /-/.test(text) ? { type: 'image' } : undefined;
  const [repository, tag] = [text.slice(0, colon), text.slice(colon + 1)];
  if (!TAG.test(tag) || !/^[\w.-]+(?:\/[\w.-]+){0,4}$/.test(repository)) return undefined;
  if (/^\d+$/.test(repository)) return undefined;
  if (IMAGES.has(repository)) return { type: 'image' };
  if (/^\d{4,5}$/.test(tag)) return { type: 'host-port', number: Number(tag), also: ['image'] };
  const tagLike =
    /^v?\d/.test(tag) ||
    /^(?:latest|stable|edge|main|master|alpine|slim|dev|prod|staging|nightly|canary)$/.test(tag) ||
    /^[0-9a-f]{7,40}$/.test(tag);
  if (tagLike || (repository.includes('/') && !/^(?:projects|folders|organizations)\//.test(repository)))
    return { type: 'image', also: ['key-value'] };
  return undefined;
}

/** Git's names of commits and branches. */
export function gitRefOf(text: string): Found | undefined {
  if (/^(?:HEAD|ORIG_HEAD|FETCH_HEAD|MERGE_HEAD|@)(?:[~^]\d{0,4}|@\{[^}\s]{1,40}\}){0,8}$/.test(text) && text !== '@')
    return { type: 'git-ref' };
  if (
    /^stash@\{\d{1,4}\}$/.test(text) ||
    /^[\w./-]{1,200}(?:[~^]\d{0,4}){1,4}$/.test(text) ||
    /^[\w./-]{1,200}@\{[^}\s]{1,40}\}$/.test(text)
  )
    return { type: 'git-ref' };
  if (/^[\w][\w./~^-]{0,200}\.\.\.?[\w][\w./~^-]{0,200}$/.test(text)) return { type: 'git-ref' };
  const folder = text.slice(0, Math.max(0, text.indexOf('/')));
  if (folder && !text.endsWith('/') && /^[\w./+#@-]{3,200}$/.test(text)) {
    if (GIT_REMOTES.has(folder)) return { type: 'git-ref', also: ['path', 'name'] };
    if (GIT_BRANCH_FOLDERS.has(folder) && !hasFileExtension(text))
      return { type: 'git-ref', also: ['repository', 'path', 'name'] };
  }
  return undefined;
}

/** Paths, files, globs, and pairs with a slash. The lone `/` needs the words around it: `rootsOf`. */
export function pathOf(text: string): Found | undefined {
  const glob = /[*?]/.test(text) || /\[[^\]]{1,40}\]/.test(text);
  if (glob && /^[\w./~*?[\]{},@!+-]{2,300}$/.test(text) && (/[*]/.test(text) || text.includes('/')))
    return { type: 'glob', also: ['path'] };
  if (
    /^(?:\.{1,2}|~)$/.test(text) ||
    /^(?:~|\.{1,3})\/.*$/.test(text) ||
    /^\/[^\s/].*$/.test(text) ||
    /^\$\w+\/.+$/.test(text)
  ) {
    return hasFileExtension(text) ? { type: 'path', also: ['file'] } : { type: 'path' };
  }
  if (/^[A-Za-z]:\\./.test(text) || /^\\\\[\w.-]+\\./.test(text)) return { type: 'path' };
  // host:/path and container:/path of scp, rsync and docker cp.
  if (/^[\w.@-]{1,253}:(?:\/|~|\.{1,2}\/).*$/.test(text)) return { type: 'path', also: ['key-value'] };
  if (/^[\w.-]{1,60}@[\w.-]{1,200}:[\w./~-]{1,200}$/.test(text))
    return text.endsWith('.git') ? { type: 'url', also: ['path'] } : { type: 'path' };
  if (text.includes('/')) return slashed(text);
  if (hasFileExtension(text) && /^[\w.][\w.@+ -]{0,250}$/.test(text) && !text.startsWith('..'))
    return { type: 'file', also: ['path', 'name'] };
  if (/^\.[a-z][\w.-]{1,60}$/i.test(text)) return { type: 'file', also: ['path'] };
  return /^(?:Dockerfile|Makefile|Jenkinsfile|Vagrantfile|Procfile|Gemfile|Pipfile|Brewfile|Containerfile|Justfile)(?:\.[\w.-]{1,40})?$/.test(
    text,
  )
    ? { type: 'file', also: ['path'] }
    : undefined;
}

function slashed(text: string): Found | undefined {
  if (SLASH_WORDS.has(text.toLowerCase()) || !/^[@\w][\w./@:+=,%~{}-]{0,500}$/.test(text)) return undefined;
  const segments = text.split('/');
  if (/^\d+(?:\/\d+)+$/.test(text) || /^\d+\/[a-z]+$/.test(text)) return undefined;
  if (text.endsWith('/')) return segments.length > 2 || SEGMENT.test(segments[0]!) ? { type: 'path' } : undefined;
  if (segments.length === 2 && segments.every((part) => SEGMENT.test(part))) {
    if (KUBERNETES_TYPES.has(segments[0]!.toLowerCase()))
      return { type: 'name', also: ['path'], prefix: segments[0]!, provider: 'kubernetes' };
    if (/^(?:linux|windows|darwin)\/(?:amd64|arm64|arm|386|s390x|ppc64le)(?:\/v\d)?$/.test(text))
      return { type: 'name', also: ['path'] };
    if (hasFileExtension(text) && !/\.(?:js|go|rs|py|ai|io)$/.test(text))
      return { type: 'path', also: ['file', 'repository'] };
    return { type: 'repository', also: ['path', 'name'] };
  }
  return { type: 'path', also: hasFileExtension(text) ? ['file'] : ['name'] };
}
