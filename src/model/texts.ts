import type { Literal } from '../generate/literal.ts';
import type { Masked } from '../retrieve/asks/pattern.ts';
import type { Operation } from '../schema/operation.ts';

const MAX_WORDS = 48;

/**
 * A request as the encoder reads it: each literal is its type in words (an id is noise to an encoder), its vendor's prefix and a file's ending kept.
 * Training and use share this function; another form needs another model.
 */
export function requestText(request: string, spans: readonly (Literal | Masked)[]): string {
  let at = 0;
  let out = '';
  for (const span of spans) {
    out += `${request.slice(at, span.start)} `;
    at = span.end;
    if (span.type === 'word' || span.type === 'phrase') {
      out += 'name ';
      continue;
    }
    const prefix = 'prefix' in span && span.prefix && span.type.endsWith('-id') ? ` ${span.prefix}` : '';
    const ending = /\.([a-z0-9]{1,5}(?:\.gz)?)$/i.exec(span.text);
    const file = ending && ['file', 'path', 'glob'].includes(span.type) ? ` ${ending[1]}` : '';
    out += `${span.type.replace('-', ' ')}${prefix}${file} `;
  }
  out += request.slice(at);
  return out.replace(/\s+/g, ' ').trim().toLowerCase().split(' ').slice(0, MAX_WORDS).join(' ');
}

/** A document as the encoder reads it: the words of its name, what it does, and its parameters' names. */
export function documentText(operation: Operation): string {
  const path = operation.invocations[0]?.path ?? operation.name;
  const name = path.replace(/[{}/_.:-]+/g, ' ').replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
  const parameters = operation.parameters
    .filter((p) => !p.global && !p.deprecated)
    .slice(0, 24)
    .map((p) => p.name.replace(/^-+/, '').replace(/[-_.]+/g, ' '))
    .join(', ');
  const title =
    operation.invocations[0]?.surface === 'http' ? `${operation.provider} ${operation.service ?? ''} ${name}` : name;
  return `${title}: ${operation.summary}. ${(operation.description ?? '').slice(0, 160)} (${parameters.slice(0, 110)})`
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
