import { AppError } from '../../src/schema/error.ts';

export interface Asked {
  id: string;
  text: string;
}

const PROMPT =
  'Answer with the shell command that does the task, in one code block, and nothing else. Leave values that are not given as <name>.';

/** Asks an OpenAI-compatible server, one request after another. Fails: `download-failed`. The key, where one is needed: `OPENAI_API_KEY`. */
export async function askEndpoint(
  url: string,
  model: string,
  requests: readonly { id: string; request: string }[],
): Promise<Asked[]> {
  const key = process.env['OPENAI_API_KEY'];
  const target = `${url.replace(/\/+$/, '')}/chat/completions`;
  const out: Asked[] = [];
  for (const { id, request } of requests) {
    const messages = [
      { role: 'system', content: PROMPT },
      { role: 'user', content: request },
    ];
    const reply = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ model, messages, temperature: 0, seed: 1 }),
    }).catch((cause: unknown) => {
      throw new AppError(
        'download-failed',
        `${target} does not answer.`,
        'Is the server up, and the URL right?',
        cause,
      );
    });
    if (!reply.ok)
      throw new AppError(
        'download-failed',
        `${target} says ${reply.status}.`,
        'Look at the server, the model and the key.',
      );
    const body = (await reply.json()) as { choices?: { message?: { content?: string } }[] };
    out.push({ id, text: body.choices?.[0]?.message?.content ?? '' });
  }
  return out;
}
