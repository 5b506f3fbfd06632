/** Verbs that delete, end or overwrite something for good, or take access away. */
const VERBS = new Set(
  'abort delete deregister destroy discard drop erase expire forget kill purge reboot release remove reset revoke terminate uninstall wipe rm rb'.split(
    ' ',
  ),
);

/** Words before the verb: `batch-delete-image`, `admin-delete-user`, `force-delete-…`. */
const ADVERBS = new Set('admin batch bulk force global'.split(' '));

/** `schedule-key-deletion`, `begin-transaction-termination`: the verb's noun stands at the end. */
const NOUNS = new Set('deletion termination purge erasure revocation'.split(' '));

/** Whether a kebab-case command name says that something is lost. */
export function isDestructive(name: string): boolean {
  const words = name.split('-');
  const verb = words.find((word) => !ADVERBS.has(word)) ?? '';
  if (VERBS.has(verb)) return true;
  return ['schedule', 'start', 'begin', 'request', 'execute'].includes(verb) && NOUNS.has(words.at(-1) ?? '');
}
