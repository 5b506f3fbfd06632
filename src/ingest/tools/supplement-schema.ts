/** JSON schema of a supplement file: commands of a family of tools, in our own words. */
export const SUPPLEMENT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['commands'],
  properties: {
    provider: { type: 'string', pattern: '^[a-z0-9][a-z0-9._+-]*$' },
    version: { type: 'string' },
    shared: { type: 'object', additionalProperties: { type: 'string' } },
    commands: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^\\S+( \\S+)*$' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['is'],
        properties: {
          is: { type: 'string', minLength: 3, maxLength: 200 },
          more: { type: 'string', maxLength: 600 },
          provider: { type: 'string' },
          aka: { type: 'array', items: { type: 'string' } },
          use: { type: 'array', items: { type: 'string' } },
          params: { type: 'string' },
          order: { enum: ['positionals-first'] },
          whole: { type: 'boolean' },
          destructive: { type: 'boolean' },
          deprecated: { type: 'boolean' },
          groups: { type: 'array', items: { type: 'array', items: { type: 'string' }, minItems: 2 } },
          examples: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
    },
  },
} as const;

/** One command of a supplement. `whole`: its options are all there are, so nothing is added from an older source. */
export interface SupplementCommand {
  is: string;
  more?: string;
  provider?: string;
  /** Other paths of the same command: `docker container ls` is `docker ps`. */
  aka?: string[];
  /** Names of the file's `shared` parameter blocks. */
  use?: string[];
  /** One parameter a line: see parameter-line.ts. */
  params?: string;
  order?: 'positionals-first';
  whole?: boolean;
  destructive?: boolean;
  deprecated?: boolean;
  /** Parameters of which at least one is needed. */
  groups?: string[][];
  /** How people ask, and the call. */
  examples?: Record<string, string>;
}

export interface Supplement {
  provider?: string;
  version?: string;
  shared?: Record<string, string>;
  commands: Record<string, SupplementCommand>;
}
