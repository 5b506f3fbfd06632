import type { Operation } from '../../schema/operation.ts';
import { sentence, words } from './plain-text.ts';

const VERBS: Record<string, string> = { GET: 'get', POST: 'create', PATCH: 'update', PUT: 'replace', DELETE: 'delete' };

/**
 * Microsoft Graph repeats one summary for dozens of paths ("Get media content for the navigation property …"), and some belong to another
 * page of its documentation. What the path addresses is said too: "Create open extension (create messages of me)".
 */
export function refineGraph(operation: Operation): Operation {
  const http = operation.invocations[0];
  if (http?.surface !== 'http') return operation;
  const address = addressed(http.path);
  const bare = /^Invoke (?:action|function) /.test(operation.summary);
  const summary = bare
    ? (sentence(operation.description) ?? operation.summary.replace(/^Invoke (?:action|function) /, ''))
    : operation.summary;
  const said = new Set(words(summary).split(' '));
  const news = address.split(' ').filter((word) => !said.has(word) && word.length > 2);
  return { ...operation, summary: news.length > 0 ? `${summary} (${address})` : summary };
}

/** `POST /me/messages/{message-id}/microsoft.graph.reply` -> `reply: messages of me`; `GET /users/{user-id}/events` -> `get events of users`. */
export function addressed(path: string): string {
  const [method = '', template = ''] = path.split(' ');
  const segments = template.split('/').filter((segment) => segment !== '' && !segment.startsWith('{'));
  const last = segments.at(-1) ?? '';
  const action = /^microsoft\.graph\.(\w+)/.exec(last)?.[1];
  const nouns = (action ? segments.slice(0, -1) : segments)
    .map((segment) => words(segment.replace(/^microsoft\.graph\./, '').replace(/\(.*$/, '')))
    .reverse()
    .slice(0, 3)
    .join(' of ');
  return `${action ? `${words(action)}:` : (VERBS[method] ?? method.toLowerCase())} ${nouns}`.trim();
}
