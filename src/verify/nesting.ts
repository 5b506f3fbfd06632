/** Deeper than anything that a person writes, far from the depth at which recursion fails. */
export const DEEPEST_NESTING = 300;

/** How deep brackets are nested in a text, by counting: those in strings count too, which errs on the safe side. */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    // ( [ {
    if (char === 40 || char === 91 || char === 123) deepest = Math.max(deepest, ++depth);
    // ) ] }
    else if ((char === 41 || char === 93 || char === 125) && depth > 0) depth--;
  }
  return deepest;
}
