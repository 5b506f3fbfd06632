/**
 * What a span of a request literally is. The types are those that tell something about a provider or a parameter; a plain name
 * (`acme-logs`) is `name`, an ordinary word is no literal at all.
 */
export type LiteralType =
  | 'quoted'
  | 'json'
  | 'arn'
  | 'url'
  | 's3-uri'
  | 'gs-uri'
  | 'email'
  | 'cidr'
  | 'ip'
  | 'mac'
  | 'domain'
  | 'host-port'
  | 'uuid'
  | 'aws-id'
  | 'vendor-id'
  | 'azure-id'
  | 'hash'
  | 'phone'
  | 'image'
  | 'git-ref'
  | 'repository'
  | 'path'
  | 'file'
  | 'glob'
  | 'key-value'
  | 'option'
  | 'variable'
  | 'handle'
  | 'channel'
  | 'issue-number'
  | 'cron'
  | 'region'
  | 'zone'
  | 'place'
  | 'date'
  | 'time'
  | 'date-time'
  | 'duration'
  | 'size'
  | 'percent'
  | 'money'
  | 'version'
  | 'port'
  | 'number'
  | 'instance-type'
  | 'name';

/** A typed span of a request. */
export interface Literal {
  type: LiteralType;
  /** Half-open character range in the request; without quotes, trailing punctuation or brackets that are not part of the value. */
  start: number;
  end: number;
  /** The value as written (of `quoted`: what is within the quotes, whose own types are in `also`). */
  text: string;
  /** Other types that the same span has: `i-0abc` is `aws-id` and `name`; `"2026-01-02"` is `quoted` and `date`; `22` is `number` and perhaps `port`. */
  also: LiteralType[];
  /** Of ids: the vendor's prefix (`i`, `vpc`, `cus`, `AC`). Of key-value: the key. */
  prefix?: string;
  /** The number in base units: bytes, seconds, plain number, per cent. */
  number?: number;
  /** The unit as written (`MB`, `gigs`, `minutes`), of sizes and durations. */
  unit?: string;
  /** ISO form of a date, time or date-time. */
  iso?: string;
  /** Provider that the literal's form hints at: `aws`, `stripe`, `azure`, `gcp`, `slack`, `twilio`, `github`, … */
  provider?: string;
}
