import type { Place } from './report.ts';

/** Lines and columns of a text, by offset. */
export class Places {
  private readonly starts = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** Counted from 1. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }

  range(start: number, end: number): Place {
    const from = this.position(start);
    const to = this.position(Math.max(start, end));
    return { start, end, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }
}
