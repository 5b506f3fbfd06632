import type { Literal, LiteralType } from '../literal.ts';

/** What a recogniser says of a text: the type that it has, and what is known of the value. */
export interface Found {
  type: LiteralType;
  also?: LiteralType[];
  prefix?: string;
  number?: number;
  unit?: string;
  iso?: string;
  provider?: string;
}

/** A recogniser's claim on a range of the request. */
export interface Span extends Found {
  start: number;
  end: number;
}

/** Which type wins where one span has several: the first in this list. */
const RANK: LiteralType[] = [
  ...([
    'json',
    'quoted',
    'arn',
    's3-uri',
    'gs-uri',
    'azure-id',
    'url',
    'email',
    'uuid',
    'aws-id',
    'vendor-id',
    'mac',
  ] as const),
  ...([
    'cidr',
    'ip',
    'host-port',
    'cron',
    'instance-type',
    'zone',
    'region',
    'date-time',
    'date',
    'time',
    'percent',
  ] as const),
  ...([
    'money',
    'key-value',
    'option',
    'variable',
    'phone',
    'channel',
    'handle',
    'issue-number',
    'port',
    'glob',
  ] as const),
  ...(['image', 'git-ref', 'duration', 'size', 'file', 'domain', 'version', 'hash', 'repository', 'path'] as const),
  ...(['number', 'place', 'name'] as const),
];

const rankOf = new Map(RANK.map((type, index) => [type, index]));

export function rank(type: LiteralType): number {
  return rankOf.get(type) ?? RANK.length;
}

export function literalOf(request: string, span: Span, also: Iterable<LiteralType>): Literal {
  const others = [...new Set(also)].filter((type) => type !== span.type);
  const literal: Literal = {
    type: span.type,
    start: span.start,
    end: span.end,
    text: request.slice(span.start, span.end),
    also: others,
  };
  if (span.prefix !== undefined) literal.prefix = span.prefix;
  if (span.number !== undefined) literal.number = span.number;
  if (span.unit !== undefined) literal.unit = span.unit;
  if (span.iso !== undefined) literal.iso = span.iso;
  if (span.provider !== undefined) literal.provider = span.provider;
  return literal;
}
