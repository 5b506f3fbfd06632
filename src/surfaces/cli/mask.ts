/** What looks like a secret by its own form, whatever stands before it. */
const BY_FORM = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|pypi-|dop_v1_|hf_)[A-Za-z0-9_-]{16,}/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{8,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{8,}/g,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bya29\.[A-Za-z0-9_-]{16,}/g,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** What is one by the word before it. The words stay, the value goes. */
const BY_NAME = [
  /((?:--?|\b)[\w.-]*(?:password|passwd|passphrase|secret|token|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|credentials?|pwd)[\w.-]*["']?(?:\s*[=:]\s*|\s+(?:is\s+|to\s+|as\s+)?))("[^"]*"|'[^']*'|[^\s,;&]+)/gi,
  /(\b(?:bearer|basic)\s+)([A-Za-z0-9+/=._~-]{8,})/gi,
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)([^\s@/]+)(?=@)/gi,
];

export const MASKED = '***';

/**
 * Replaces secrets by `***`. Rather one word too many than a password in a file: a plain word after "password" goes too, if it is not
 * one that only joins.
 */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const form of BY_FORM) masked = masked.replace(form, MASKED);
  for (const name of BY_NAME) {
    masked = masked.replace(name, (whole, before: string, value: string) =>
      /^(?:for|of|from|in|on|with|the|and|or|named|called|name|id|<[^>]*>|\*\*\*)$/i.test(value) ||
      value.startsWith('-')
        ? whole
        : before + MASKED,
    );
  }
  return masked;
}
