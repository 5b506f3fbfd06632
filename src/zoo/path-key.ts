import type { Surface } from '../schema/operation.ts';

/**
 * The form under which a path is looked up. Over HTTP the names in braces are the describer's choice (`{owner}`, `{org}`, `{+parent}`), not the
 * API's, so every template part is `{}`; white space on a command line is one blank.
 */
export function pathKey(surface: Surface, path: string): string {
  const spaced = path.trim().replace(/\s+/g, ' ');
  return `${surface} ${surface === 'http' ? spaced.replace(/\{[^{}]*\}/g, '{}') : spaced}`;
}
