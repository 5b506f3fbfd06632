import type { Parameter } from '../../schema/operation.ts';
import { isCredential } from './credential.ts';
import type { Located, OpenDocument } from './document.ts';
import { type Loose, list, record, text, token } from './loose.ts';
import type { RawParameter } from './parameters.ts';
import { plain } from './plain-text.ts';
import { type SchemaReader, typeName } from './schema.ts';
import { shapeOf } from './shape.ts';

export interface Body {
  parameters: Parameter[];
  contentType?: string;
  /** The media type object, for its examples. */
  media?: Loose;
}

/** The media types that people write by hand, best first. */
const PREFERRED = [
  /^application\/json\b/,
  /\+json\b/,
  /json/,
  /^application\/x-www-form-urlencoded/,
  /^multipart\/form-data/,
  /./,
];

export function preferredType(types: string[]): string | undefined {
  for (const pattern of PREFERRED) {
    const found = types.find((type) => pattern.test(type));
    if (found) return found === '*/*' ? 'application/json' : found.split(';')[0]!.trim();
  }
  return undefined;
}

/** The body of an operation as parameters: the fields of an object, or the whole value. */
export function bodyOf(document: OpenDocument, schemas: SchemaReader, operation: Located, raw: RawParameter[]): Body {
  return document.major === 2
    ? swaggerBody(document, schemas, operation, raw)
    : openApiBody(document, schemas, operation);
}

function openApiBody(document: OpenDocument, schemas: SchemaReader, operation: Located): Body {
  const written = record(operation.node)?.['requestBody'];
  if (written === undefined) return { parameters: [] };
  const at = document.follow({ node: written, pointer: `${operation.pointer}/requestBody` });
  const node = record(at?.node);
  const content = record(node?.['content']);
  if (!at || !node || !content) {
    if (at) document.skip(at.pointer, 'a request body has no content');
    return { parameters: [] };
  }
  const contentType = preferredType(Object.keys(content));
  if (!contentType) return { parameters: [] };
  const key = Object.keys(content).find((type) => type.startsWith(contentType)) ?? Object.keys(content)[0]!;
  const media = record(content[key]) ?? {};
  const schema = { node: media['schema'] ?? {}, pointer: `${at.pointer}/content/${token(key)}/schema` };
  const parameters = fromSchema(
    document,
    schemas,
    schema,
    'body',
    node['required'] === true,
    plain(node['description'], 160),
  );
  return { parameters, contentType, media };
}

function swaggerBody(document: OpenDocument, schemas: SchemaReader, operation: Located, raw: RawParameter[]): Body {
  const consumes = list(record(operation.node)?.['consumes'] ?? document.root['consumes']).filter(
    (type) => typeof type === 'string',
  );
  const whole = raw.find((one) => one.in === 'body');
  if (whole) {
    const schema = { node: whole.node['schema'] ?? {}, pointer: `${whole.pointer}/schema` };
    const description = plain(whole.node['description'], 160);
    const required = whole.node['required'] === true;
    return {
      parameters: fromSchema(document, schemas, schema, whole.name, required, description),
      contentType: preferredType(consumes) ?? 'application/json',
    };
  }
  const form = raw.filter(
    (one) => one.in === 'formData' && !isCredential(document, 'body', one.name, one.node['description']),
  );
  if (form.length === 0) return { parameters: [] };
  const parameters = form.map((one): Parameter => {
    const field = schemas.field(
      one.name,
      { node: { ...one.node, required: undefined }, pointer: one.pointer },
      one.node['required'] === true,
      1,
    );
    return { ...field, in: 'body' };
  });
  const multipart = form.some((one) => one.node['type'] === 'file');
  return {
    parameters,
    contentType: preferredType(consumes) ?? (multipart ? 'multipart/form-data' : 'application/x-www-form-urlencoded'),
  };
}

function fromSchema(
  document: OpenDocument,
  schemas: SchemaReader,
  schema: Located,
  name: string,
  required: boolean,
  description: string | undefined,
): Parameter[] {
  const shape = shapeOf(document, schema);
  const type = typeName(document.follow(schema)?.pointer ?? schema.pointer);
  const fieldwise = shape.properties.size > 0 && (shape.type === 'object' || (shape.type === 'any' && !shape.items));
  if (fieldwise) {
    const parameters: Parameter[] = [];
    for (const [field, at] of shape.properties) {
      if (isCredential(document, 'body', field, record(at.node)?.['description'])) continue;
      if (schemas.ignores(type, field)) continue;
      const { readOnly, ...rest } = schemas.field(field, at, shape.required.has(field), 1);
      if (!readOnly) parameters.push({ ...rest, in: 'body' });
    }
    return parameters;
  }
  if (shape.closed) return [];
  const parameter: Parameter = { name, in: 'body', ...schemas.read(schema), wholeBody: true };
  if (required) parameter.required = true;
  const said = description ?? plain(text(shape.details['description']), 160);
  if (said) parameter.description = said;
  return [parameter];
}
