/** Token counts as OpenAI reports them. */
export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

/**
 * Tokens by our own count: words, each piece of four letters of a longer one, each mark. No vendor's tokenizer counts like another's, and
 * nothing is billed by it here; clients want numbers that grow with the text.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) tokens += Math.ceil(piece.length / 4);
  return tokens;
}

export function usageOf(prompt: string, completion: string): Usage {
  const [prompt_tokens, completion_tokens] = [countTokens(prompt), countTokens(completion)];
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}
