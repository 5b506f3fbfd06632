import type { Literal } from '../../generate/literal.ts';
import type { Ask } from '../../schema/operation.ts';

/** The request with each literal replaced by its type: what remains is how people ask. */
export function mask(request: string, literals: readonly Literal[]): string {
  let at = 0;
  let out = '';
  for (const literal of literals) {
    out += `${request.slice(at, literal.start)}<${literal.type}>`;
    at = literal.end;
  }
  return out + request.slice(at);
}

type Value = string | string[];

/**
 * A written request and its arguments as an ask: values that are literals of the request become `$n`, all others stay the constants that the
 * author meant. A value which holds a literal as a part (`Key=$0`, `$1:/data`) keeps what stands around it.
 */
export function askOf(request: string, literals: readonly Literal[], values: Record<string, Value>): Ask {
  const order = literals
    .map((literal, index) => ({ literal, index }))
    .sort((a, b) => b.literal.text.length - a.literal.text.length);
  const replace = (value: string): string => {
    for (const { literal, index } of order) if (literal.text === value) return `$${index}`;
    let out = value.replaceAll('$', '$$');
    for (const { literal, index } of order) {
      if (literal.text.length >= 3 && out.includes(literal.text)) out = out.replace(literal.text, () => `\${${index}}`);
    }
    return out;
  };
  const arguments_: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    arguments_[name] = Array.isArray(value) ? value.map(replace) : replace(value);
  }
  return { text: mask(request, literals), ...(Object.keys(arguments_).length > 0 ? { arguments: arguments_ } : {}) };
}
