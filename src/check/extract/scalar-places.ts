import { Scalar } from 'yaml';
import { align } from './align.ts';

/** Where in the file each character of a scalar's value stands, with one more place for the end; undefined where the two do not fit. */
export function scalarPlaces(node: Scalar<string>, source: string): number[] | undefined {
  if (!node.range) return undefined;
  const [start, end] = node.range;
  const block = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
  const quoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
  const from = block ? source.indexOf('\n', start) + 1 : quoted ? start + 1 : start;
  return align(node.value, source, from, end, node.type === Scalar.QUOTE_DOUBLE);
}
