import { setKey } from '../schema/dotted.ts';
import type { Resolve } from '../schema/locate.ts';
import type { Json, ValueSchema } from '../schema/operation.ts';
import { readScalar } from './scalar.ts';

const ANY: ValueSchema = { type: 'any' };

/** The text is no shorthand. */
export class NotShorthand extends Error {}

/**
 * awscli's shorthand: `Key=value,List=a,b,Other=[c,d],Inner={K=v}`, quotes around values with commas. A value takes its type from the document.
 * Source: awscli user guide, "Using shorthand syntax"; the backtracking rule (`a,b,K=v`: `K=` ends the list) is its parser's.
 */
export function readShorthand(text: string, schema: ValueSchema, resolve: Resolve): Json {
  const reader = new Reader(text, resolve);
  const value = reader.pairs(schema, undefined);
  if (reader.at !== text.length) throw new NotShorthand(`unexpected ${text[reader.at]} at ${reader.at}`);
  return value;
}

class Reader {
  at = 0;

  constructor(
    private readonly text: string,
    private readonly resolve: Resolve,
  ) {}

  pairs(schema: ValueSchema, close: string | undefined): { [key: string]: Json } {
    const object: { [key: string]: Json } = {};
    if (close !== undefined && this.text[this.at] === close) return object;
    for (;;) {
      const key = this.key();
      if (Object.hasOwn(object, key)) throw new NotShorthand(`${key} is given twice`);
      // `Key@=file://x`: the value is the file's content, and nobody knows it here.
      const fromFile = this.text[this.at - 2] === '@';
      setKey(object, key, fromFile ? this.value(ANY) : this.value(this.below(schema, key)));
      if (this.text[this.at] !== ',') return object;
      this.at++;
    }
  }

  private below(schema: ValueSchema, key: string): ValueSchema {
    const shape = this.resolve(schema);
    return shape.fields?.find((field) => field.name === key) ?? (shape.type === 'map' ? shape.items : undefined) ?? ANY;
  }

  private key(): string {
    const match = /^\s*([A-Za-z0-9_.#/:-]+)@?=/.exec(this.text.slice(this.at));
    if (!match) throw new NotShorthand(`no KEY= at ${this.at}`);
    this.at += match[0].length;
    return match[1]!;
  }

  private value(schema: ValueSchema): Json {
    const char = this.text[this.at];
    const shape = this.resolve(schema);
    const item = shape.type === 'array' ? (shape.items ?? ANY) : ANY;
    if (char === '{') {
      // One structure where a list is expected is a list of one.
      const pairs = this.wrapped('}', () => this.pairs(shape.type === 'array' ? item : schema, '}'));
      return shape.type === 'array' ? [pairs] : pairs;
    }
    if (char === '[') return this.wrapped(']', () => this.list(item, ']'));
    const values = [this.scalar(shape.type === 'array' ? item : shape)];
    while (this.text[this.at] === ',' && !/^,\s*[A-Za-z0-9_.#/:-]+@?=/.test(this.text.slice(this.at))) {
      this.at++;
      values.push(this.scalar(item));
    }
    return shape.type === 'array' || values.length > 1 ? values : values[0]!;
  }

  private wrapped<T>(close: string, read: () => T): T {
    this.at++;
    const value = read();
    if (this.text[this.at] !== close) throw new NotShorthand(`no ${close}`);
    this.at++;
    return value;
  }

  private list(item: ValueSchema, close: string): Json[] {
    const values: Json[] = [];
    while (this.text[this.at] !== close) {
      const char = this.text[this.at];
      values.push(char === '{' || char === '[' ? this.value(item) : this.scalar(item));
      if (this.text[this.at] !== ',') break;
      this.at++;
    }
    return values;
  }

  private scalar(schema: ValueSchema): Json {
    const rest = this.text.slice(this.at);
    const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^'\\]|\\.)*)'/s.exec(rest);
    if (quoted) {
      this.at += quoted[0].length;
      return readScalar(this.resolve(schema), (quoted[1] ?? quoted[2]!).replace(/\\(["'\\])/g, '$1'));
    }
    const bare = /^(?:\\[\s\S]|[^,\]}"'\\])*/.exec(rest)![0];
    this.at += bare.length;
    return readScalar(this.resolve(schema), bare.trim().replace(/\\([,\\])/g, '$1'));
  }
}
