import { words } from './plain-text.ts';

const VERBS =
  'delete|deletes|remove|removes|revoke|revokes|purge|purges|terminate|terminates|wipe|wipes|erase|erases|cancel|cancels|destroy|destroys|drop|drops|' +
  'kill|kills|reset|resets|unpublish|detach|disconnect|uninstall|deactivate|deactivates|suspend|suspends|void|voids|expire|evict|evicts|archive|kick|ban|empty|truncate|flush|overwrite|rollback|retire|shutdown|poweroff';
const LEADING = new RegExp(`^(?:batch |bulk |force |mass |force_)?(?:${VERBS})\\b`);
const ANYWHERE = /\b(?:delete|remove|revoke|purge|terminate|wipe|erase|cancel|destroy|reset|evict|kill)\b/;

/**
 * Whether a call deletes, ends or overwrites something: the method says so, or the verb of its name, its path or its summary.
 * Reading never does.
 */
export function isDestructive(method: string, path: string, name: string, summary: string): boolean {
  const verb = method.toUpperCase();
  if (verb === 'DELETE') return true;
  if (verb === 'GET' || verb === 'HEAD' || verb === 'OPTIONS') return false;
  const last =
    path
      .split(/[/:.]/)
      .filter((part) => part !== '' && !part.includes('{'))
      .at(-1) ?? '';
  const spoken = words(name.replace(/^.*[/.]/, ''));
  return (
    LEADING.test(words(last)) || LEADING.test(words(summary)) || ANYWHERE.test(spoken.split(' ').slice(0, 4).join(' '))
  );
}
