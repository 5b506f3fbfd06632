import { table } from '../../schema/table.ts';

/**
 * Commands that exist and that no document of the zoo describes: rare ones of git's own, and well-known plug-ins. They are `unknown`; any other
 * word at their place is no command.
 */
const UNDESCRIBED: Record<string, RegExp> = table({
  git: /^(?:lfs|flow|svn)$/,
});

export function isUndescribed(path: readonly string[], word: string): boolean {
  return UNDESCRIBED[path.join(' ')]?.test(word) === true;
}
