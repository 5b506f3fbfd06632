/** What a document is written in; `package`: the packages of a registry that a shipped pack was read from. */
export const FORMATS = [
  'openapi',
  'discovery',
  'aws',
  'fig',
  'help',
  'man',
  'mcp',
  'graphql',
  'postman',
  'gorilla-zoo',
  'markdown',
  'community',
  'package',
] as const;

export type Format = (typeof FORMATS)[number];

/** Where a taught pack comes from: kept with it, so that it can be read anew. */
export interface TaughtSource {
  kind: 'file' | 'url' | 'cli' | 'man' | 'mcp' | 'package';
  /** Absolute path, URL, program, page, command line or URL of a server, or the provider whose packages are read. */
  at: string;
  /** Where a person said what it is. */
  format?: Format;
  /** The server of the described API, where a person said it (GraphQL). */
  server?: string;
  allowPrivate?: true;
  /** Of the document as it was read last: hash of its bytes, and what the server said of it. */
  sha256?: string;
  etag?: string;
  lastModified?: string;
}
