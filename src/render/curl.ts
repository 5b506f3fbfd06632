import { isRecord } from '../schema/dotted.ts';
import { formPairs, type HttpRequest, isForm, isMultipart, wholeUrl } from './http.ts';
import { joinWords, quotePosix, text, type Word } from './words.ts';

/** `-d` reads a file where its value begins with `@`. */
function dataWords(body: string): Word[] {
  return [text(body.startsWith('@') ? '--data-raw' : '-d'), text(body)];
}

/** Words of a curl command, in one line. */
export function curlLine(request: HttpRequest): string {
  const words: Word[] = [text('curl')];
  const fields = isRecord(request.body) ? request.body : undefined;
  const multipart = isMultipart(request) && fields;
  const form = isForm(request) && fields;
  // With a body curl sends POST of itself.
  if (request.method !== 'GET' && !(request.method === 'POST' && request.body !== undefined))
    words.push(text('-X'), text(request.method));
  else if (request.method === 'GET' && request.body !== undefined) words.push(text('-X'), text('GET'));
  // curl's own globbing would take brackets and braces of the URL apart.
  const url = wholeUrl(request);
  if (/[[\]{}]/.test(url)) words.push(text('-g'));
  words.push(text(url));
  for (const [name, value] of Object.entries(request.headers)) {
    const implied = /^content-type$/i.test(name) && (multipart || form);
    // `Name;` is curl's spelling of a header with an empty value.
    if (!implied) words.push(text('-H'), text(value === '' ? `${name};` : `${name}: ${value}`));
  }
  if (multipart)
    for (const [name, value] of formPairs(fields, request.indexedLists))
      words.push(text('--form-string'), text(`${name}=${value}`));
  else if (form)
    for (const [name, value] of formPairs(fields, request.indexedLists))
      words.push(text('--data-urlencode'), text(`${name}=${value}`));
  else if (request.body !== undefined)
    words.push(
      ...dataWords(
        typeof request.body === 'string' && !/json/.test(request.contentType)
          ? request.body
          : JSON.stringify(request.body),
      ),
    );
  return joinWords(words, quotePosix);
}

/** The request as JSON text, for a person and for machines. */
export function httpText(request: HttpRequest): string {
  const { method, url, query, headers, body } = request;
  return JSON.stringify(
    {
      method,
      url,
      ...(Object.keys(query).length > 0 ? { query } : {}),
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    },
    null,
    2,
  );
}
