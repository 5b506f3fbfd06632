const VERBS = new Set(
  'rm rmdir rmi rmtree del delete remove destroy drop erase kill killall pkill prune purge terminate truncate uninstall unlink wipe shred mkfs wipefs flush flushall flushdb obliterate teardown'.split(
    ' ',
  ),
);

/** Whether a command path (`docker volume prune`, `az group delete`) names a verb that deletes or ends something. Options (`reset --hard`) are not seen. */
export function isDestructivePath(path: string): boolean {
  const words = path.split(/[\s:]+/);
  const last = words.at(-1) ?? '';
  return VERBS.has(last) || VERBS.has(last.split(/[-_.]/)[0] ?? '');
}
