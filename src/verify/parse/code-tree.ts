import { createRequire } from 'node:module';
import type { SgNode } from '@ast-grep/napi';
import { AppError } from '../../schema/error.ts';
import type { Json } from '../../schema/operation.ts';
import { DEEPEST_NESTING, nestingOf } from '../nesting.ts';
import type { Range } from './parsed.ts';

export type Language = 'python' | 'typescript' | 'tsx';

type Napi = typeof import('@ast-grep/napi');

let napi: Napi | undefined;

/** Native parsers are loaded at the first code text, so that command lines never pay for them. */
function load(): Napi {
  if (napi) return napi;
  const require = createRequire(import.meta.url);
  napi = require('@ast-grep/napi') as Napi;
  const python = require('@ast-grep/lang-python') as { default?: unknown };
  napi.registerDynamicLanguage({
    python: (python.default ?? python) as Parameters<Napi['registerDynamicLanguage']>[0][string],
  });
  return napi;
}

/** Fails: `source-too-deep` where brackets are nested deeper than code ever is. */
export function parseCode(language: Language, text: string): SgNode {
  if (nestingOf(text) > DEEPEST_NESTING) {
    throw new AppError('source-too-deep', 'The code is nested too deeply to be read', 'Check a smaller part of it.');
  }
  const { parse, Lang } = load();
  const grammar = language === 'python' ? 'python' : language === 'tsx' ? Lang.Tsx : Lang.TypeScript;
  return parse(grammar, text).root();
}

export function rangeOf(node: SgNode): Range {
  const { start, end } = node.range();
  return { start: start.index, end: end.index };
}

/** Every node of these kinds, in the order of the text. */
export function nodesOf(root: SgNode, ...kinds: string[]): SgNode[] {
  return root.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } });
}

/** A value that is known only when the code runs. */
export const DYNAMIC = Symbol('dynamic');

export type Literal = Json | typeof DYNAMIC;

const SIMPLE: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', a: '\x07', '0': '\0' };

/** Escapes of both languages; they agree on all that are common. */
function unescaped(body: string): string {
  return body.replace(
    /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(\r?\n)|([\s\S]))/g,
    (_, braces, four, eight, two, line, char) => {
      const code = braces ?? four ?? eight ?? two;
      if (code !== undefined)
        return four ? String.fromCharCode(Number.parseInt(four, 16)) : String.fromCodePoint(Number.parseInt(code, 16));
      return line !== undefined ? '' : (SIMPLE[char] ?? char);
    },
  );
}

function stringValue(node: SgNode): Literal {
  const text = node.text();
  if (node.children().some((child) => child.kind() === 'interpolation' || child.kind() === 'template_substitution'))
    return DYNAMIC;
  const match = /^([a-zA-Z]*)("""|'''|["'`])([\s\S]*)\2$/.exec(text);
  if (!match) return DYNAMIC;
  return /r/i.test(match[1]!) ? match[3]! : unescaped(match[3]!);
}

function numberValue(text: string): Literal {
  const value = Number(text.replaceAll('_', '').replace(/n$/, ''));
  return Number.isNaN(value) ? DYNAMIC : value;
}

function keyOf(node: SgNode): string | typeof DYNAMIC {
  if (node.kind() === 'property_identifier' || node.kind() === 'identifier') return node.text();
  const inner = node.kind() === 'computed_property_name' ? node.namedChildren()[0] : node;
  const value = inner ? literalOf(inner) : DYNAMIC;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : DYNAMIC;
}

function objectValue(node: SgNode): Literal {
  const entries: [string, Json][] = [];
  for (const child of node.namedChildren()) {
    if (child.kind() === 'comment') continue;
    const key = child.field('key');
    const value = child.field('value');
    if (child.kind() !== 'pair' || !key || !value) return DYNAMIC;
    const name = keyOf(key);
    const literal = literalOf(value);
    if (name === DYNAMIC || literal === DYNAMIC) return DYNAMIC;
    entries.push([name, literal]);
  }
  return Object.fromEntries(entries);
}

function listValue(node: SgNode): Literal {
  const items = node
    .namedChildren()
    .filter((child) => child.kind() !== 'comment')
    .map(literalOf);
  return items.includes(DYNAMIC) ? DYNAMIC : (items as Json[]);
}

/** The value of a literal expression of either language. */
export function literalOf(node: SgNode): Literal {
  switch (node.kind()) {
    case 'string':
    case 'template_string':
      return stringValue(node);
    case 'concatenated_string': {
      const parts = node.namedChildren().map(literalOf);
      return parts.includes(DYNAMIC) ? DYNAMIC : parts.join('');
    }
    case 'integer':
    case 'float':
    case 'number':
      return numberValue(node.text());
    case 'true':
      return true;
    case 'false':
      return false;
    case 'none':
    case 'null':
      return null;
    case 'unary_operator':
    case 'unary_expression': {
      const value = numberValue(node.text().replace(/\s/g, ''));
      return value;
    }
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression': {
      const [inner] = node.namedChildren();
      return inner ? literalOf(inner) : DYNAMIC;
    }
    case 'list':
    case 'tuple':
    case 'array':
      return listValue(node);
    case 'dictionary':
    case 'object':
      return objectValue(node);
    default:
      return DYNAMIC;
  }
}
