import type { Parameter, ParameterLocation } from '../../schema/operation.ts';
import { isCredential } from './credential.ts';
import type { Located, OpenDocument } from './document.ts';
import { type Loose, list, record, text, token } from './loose.ts';
import { plain } from './plain-text.ts';
import type { SchemaReader } from './schema.ts';

/** A parameter as it stands, references followed. */
export interface RawParameter {
  in: string;
  name: string;
  node: Loose;
  pointer: string;
}

/** The parameters of a path and of its operation, the latter winning. Unreadable ones are skipped with a reason. */
export function rawParameters(document: OpenDocument, path: Located, operation: Located): RawParameter[] {
  const found = new Map<string, RawParameter>();
  for (const owner of [path, operation]) {
    const written = record(owner.node)?.['parameters'];
    if (written !== undefined && !Array.isArray(written))
      document.skip(`${owner.pointer}/parameters`, 'parameters are not a list');
    for (const [i, entry] of list(written).entries()) {
      const at = document.follow({ node: entry, pointer: `${owner.pointer}/parameters/${i}` });
      if (!at) continue;
      const node = record(at.node);
      const name = text(node?.['name']);
      const place = text(node?.['in']);
      if (!node || !name || !place)
        document.skip(`${owner.pointer}/parameters/${i}`, 'a parameter has no name or no place');
      else found.set(`${place} ${name}`, { in: place, name, node, pointer: at.pointer });
    }
  }
  return [...found.values()];
}

const PLACES: Record<string, ParameterLocation> = { path: 'path', query: 'query', header: 'header' };

/** Path, query and header parameters, path first in the order of the template: that is the order in which people read them. */
export function plainParameters(
  document: OpenDocument,
  schemas: SchemaReader,
  template: string,
  raw: RawParameter[],
): Parameter[] {
  const parameters: Parameter[] = [];
  for (const one of raw) {
    const place = PLACES[one.in];
    if (!place || isCredential(document, one.in, one.name, one.node['description'])) continue;
    parameters.push(toParameter(schemas, one, place));
  }
  for (const name of namesIn(template)) {
    if (parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) continue;
    // Forgotten by the document's author; the path cannot be written without it.
    parameters.push({ name, in: 'path', type: 'string', required: true });
  }
  const rank = (parameter: Parameter): number =>
    parameter.in === 'path'
      ? template.indexOf(`{${parameter.name}}`)
      : template.length + (parameter.in === 'query' ? 1 : 2);
  return parameters.sort((a, b) => rank(a) - rank(b));
}

function namesIn(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
}

function toParameter(schemas: SchemaReader, one: RawParameter, place: ParameterLocation): Parameter {
  const parameter: Parameter = { name: one.name, in: place, ...schemas.read(schemaOf(one)) };
  if (place === 'path' || one.node['required'] === true) parameter.required = true;
  if (one.node['deprecated'] === true) parameter.deprecated = true;
  const description = plain(one.node['description'], 160);
  if (description) parameter.description = description;
  return parameter;
}

/** In OpenAPI 3 behind `schema` or a single media type; in Swagger 2 the parameter is its own schema. */
function schemaOf(one: RawParameter): Located {
  if (one.node['schema'] !== undefined) return { node: one.node['schema'], pointer: `${one.pointer}/schema` };
  const content = Object.entries(record(one.node['content']) ?? {})[0];
  if (content) {
    return {
      node: record(content[1])?.['schema'] ?? {},
      pointer: `${one.pointer}/content/${token(content[0])}/schema`,
    };
  }
  const { name: _name, in: _in, required: _required, description: _description, ...schema } = one.node;
  return { node: schema, pointer: one.pointer };
}
