/** An API's version within a path: `v3`, `v1beta1`, `2010-04-01` is none. */
const VERSION = /^v(\d+)(?:(alpha|beta)(\d*))?$/;

interface Versioned {
  /** The path with its versions left out. */
  form: string;
  /** Comparable: a later version has a greater number, a test of one a smaller than it. */
  age: number;
  version: string;
}

function versioned(path: string): Versioned | undefined {
  const parts = path.split('/');
  const at = parts.findIndex((part) => VERSION.test(part));
  if (at < 0) return undefined;
  const [version = '', number, stage, iteration] = VERSION.exec(parts[at]!)!;
  const age =
    Number(number) + (stage === undefined ? 0 : (stage === 'beta' ? 0.5 : 0.2) - 1 + Number(iteration || 1) / 100);
  return { form: parts.filter((_, n) => n !== at).join('/'), age, version };
}

/**
 * Which of these operations are an older version of another of them, as their paths tell (`/drive/v2/files/{fileId}/copy` beside `/drive/v3/…`), unless the request
 * says its version. `paths`: of one provider each, provider and path.
 */
export function olderVersions(request: string, paths: readonly { provider: string; path: string }[]): Set<number> {
  const all = paths.map(({ provider, path }) => ({ provider, ...versioned(path) }));
  const out = new Set<number>();
  all.forEach((one, n) => {
    const { form, age, version } = one;
    if (form === undefined || age === undefined || new RegExp(`\\b${version}\\b`, 'i').test(request)) return;
    if (all.some((other) => other.provider === one.provider && other.form === form && other.age! > age)) out.add(n);
  });
  return out;
}
