import type { Example } from '../../schema/operation.ts';
import type { OpenDocument } from './document.ts';
import { type Loose, record, smallJson } from './loose.ts';
import { sentence } from './plain-text.ts';

const MAX_CALL = 240;
const MAX_EXAMPLES = 2;

/** Documented request bodies as short calls: `POST /repos/{owner}/{repo}/issues {"title":"…"}`. Long ones teach nobody. */
export function examplesOf(document: OpenDocument, media: Loose, template: string, summary: string): Example[] {
  const named = Object.values(record(media['examples']) ?? {}).map((example) => {
    const node = record(document.follow({ node: example, pointer: '#' })?.node);
    return { value: node?.['value'], said: sentence(node?.['summary'], 120) };
  });
  const all = [...named, { value: media['example'], said: undefined }];
  const examples: Example[] = [];
  for (const { value, said } of all) {
    if (typeof value !== 'object' || examples.length === MAX_EXAMPLES) continue;
    const body = smallJson(value, MAX_CALL);
    if (body === undefined) continue;
    examples.push({ instruction: said ?? summary, call: `${template} ${JSON.stringify(body)}`, surface: 'http' });
  }
  return examples;
}
