import type { Json, Surface } from './operation.ts';

/** Where a value comes from. There is no other way for a value to enter a call: this is what "invents nothing" means. */
export type Provenance =
  /** Words of the request: half-open character range. `how` names the coercion, where the value is not the words themselves. */
  | { kind: 'request'; start: number; end: number; how?: string }
  /** A value of the parameter's enum, meant by these words. */
  | { kind: 'enum'; start: number; end: number }
  /** A flag, meant by these words. */
  | { kind: 'flag'; start: number; end: number }
  /** The document's default, or the only value that its enum allows. */
  | { kind: 'default' }
  /** Stands in an example of the operation's document (a vendor's, or an ask) whose words are the request's. */
  | { kind: 'example'; example: string }
  /** Given by the person when asked, or by an earlier turn. */
  | { kind: 'person' };

/**
 * One argument of a call. `name` is the canonical parameter name, or a dotted path into it (`spec.replicas`, `line_items[0].price`; a
 * dot within a key is written `\.`). A repeated option or a variadic positional has an array value. A flag's value is `true`.
 */
export interface Argument {
  name: string;
  value: Json;
  from: Provenance;
}

/** A call of an operation: what the engine makes, the renderers write and the verifier judges. */
export interface Call {
  operation: string;
  surface: Surface;
  arguments: Argument[];
  /** Required parameters without evidence, by canonical name: marked blanks. */
  missing: string[];
}

/** A call as it is shown: FORMAT.md's answer. Positionals are `<0>`, `<1>`; `text` shows blanks as `<name>`. */
export interface RenderedCall {
  operation: string;
  surface: Surface;
  path: string;
  arguments: Record<string, Json>;
  missing: string[];
  text: string;
  /** On `http` the request itself; values have the types of the description. */
  method?: string;
  url?: string;
  query?: Record<string, Json>;
  headers?: Record<string, string>;
  body?: Json;
}

export type FindingCode =
  | 'syntax'
  | 'unknown-operation'
  | 'unknown-parameter'
  | 'wrong-type'
  | 'not-in-enum'
  | 'constraint'
  | 'missing-required'
  | 'excluded'
  | 'missing-dependency'
  | 'repeated'
  | 'unexpected-positional'
  | 'deprecated'
  | 'ambiguous-prefix';

/** What the verifier has to say about a text or a call. No error-severity finding: the call is right by its document. */
export interface Finding {
  code: FindingCode;
  severity: 'error' | 'warning';
  message: string;
  /** The parameter, where there is one. */
  parameter?: string;
  /** The name or value that is wrong, as it was given. */
  actual?: string;
  /** Half-open character range in the text that was checked. */
  start?: number;
  end?: number;
  /** Did you mean: a verified replacement of the range. */
  repair?: string;
}
