/**
 * A table that is looked up with other people's words: without a prototype, so that `constructor` and `__proto__` are words like any other.
 */
export function table<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}
