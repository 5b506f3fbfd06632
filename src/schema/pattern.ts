/** Patterns of documents are other people's: only short ones without nested repetition are run, and only over short values. */
const LONGEST_PATTERN = 500;
const LONGEST_VALUE = 2000;
const NESTED_REPEAT = /\([^()]*(?:[+*]|\{\d+,\d*\})[^()]*\)(?:[+*]|\{\d+,)/;

const compiled = new Map<string, RegExp | undefined>();

function compile(pattern: string): RegExp | undefined {
  if (pattern.length > LONGEST_PATTERN || NESTED_REPEAT.test(pattern)) return undefined;
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

/** Whether `value` breaks the pattern; false where the pattern is not JavaScript's or cannot be run safely. */
export function breaksPattern(pattern: string, value: string): boolean {
  if (value.length > LONGEST_VALUE) return false;
  if (!compiled.has(pattern)) {
    if (compiled.size > 5000) compiled.clear();
    compiled.set(pattern, compile(pattern));
  }
  const regex = compiled.get(pattern);
  return regex !== undefined && !regex.test(value);
}
