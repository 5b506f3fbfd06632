import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listeningServer } from './test-server.ts';

/** Clients of others, as they are: what they accept is what the server must say. */

const KEY = 'a-key-of-twenty-chars';
const CALL = 'kubectl scale --replicas 3 web';
let served: Awaited<ReturnType<typeof listeningServer>>;

beforeAll(async () => {
  served = await listeningServer({ keys: [KEY] });
});
afterAll(() => served.close());

const weather = {
  name: 'weather',
  description: 'The weather of a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

describe('openai for Node', () => {
  const client = (apiKey = KEY) => new OpenAI({ baseURL: `${served.url}/v1`, apiKey, maxRetries: 0 });
  const messages = [{ role: 'user' as const, content: 'scale web to 3' }];

  it('chat completions, and the extension beside them', async () => {
    const { data, response } = await client().chat.completions.create({ model: 'gorilla', messages }).withResponse();
    expect(data.choices[0]?.message.content).toContain(CALL);
    expect(data.usage?.total_tokens).toBeGreaterThan(0);
    expect(data).toHaveProperty('gorilla.candidates[0].calls[0].text', CALL);
    expect(response.status).toBe(200);
  });
  it('a conversation that fills a blank', async () => {
    const first = await client().chat.completions.create({
      model: 'gorilla',
      messages: [{ role: 'user', content: 'scale web' }],
    });
    const answer = first.choices[0]!.message;
    expect(answer.content).toContain('is missing');
    const { choices } = await client().chat.completions.create({
      model: 'gorilla',
      messages: [{ role: 'user', content: 'scale web' }, answer, { role: 'user', content: 'to 3 replicas' }],
    });
    expect(choices[0]?.message.content).toContain(CALL);
  });
  it('streams', async () => {
    const stream = client().chat.completions.stream({
      model: 'gorilla',
      messages,
      stream_options: { include_usage: true },
    });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toContain(CALL);
    expect((await stream.finalChatCompletion()).usage?.completion_tokens).toBeGreaterThan(0);
  });
  it('runs functions until there is an answer', async () => {
    const cities: unknown[] = [];
    const runner = client().chat.completions.runTools({
      model: 'gorilla',
      messages: [{ role: 'user', content: 'weather city Rome' }],
      tools: [
        {
          type: 'function',
          function: {
            ...weather,
            parse: JSON.parse,
            function: (given: unknown) => {
              cities.push(given);
              return 'sunny';
            },
          },
        },
      ],
    });
    expect(await runner.finalContent()).toBe('weather gave: sunny');
    expect(cities).toEqual([{ city: 'Rome' }]);
  });
  it('responses, whole and streamed', async () => {
    const whole = await client().responses.create({ model: 'gorilla', input: 'scale web to 3' });
    expect(whole.output_text).toContain(CALL);
    const stream = client().responses.stream({ model: 'gorilla', input: 'scale web to 3' });
    expect((await stream.finalResponse()).output_text).toBe(whole.output_text);
    const called = await client().responses.create({
      model: 'gorilla',
      input: 'weather city Rome',
      tools: [{ type: 'function', strict: true, ...weather }],
    });
    expect(called.output[0]).toMatchObject({ type: 'function_call', name: 'weather', arguments: '{"city":"Rome"}' });
  });
  it('completions and models', async () => {
    const { choices } = await client().completions.create({ model: 'gorilla', prompt: 'scale web to 3' });
    expect(choices[0]?.text).toContain(CALL);
    expect((await client().models.list()).data.map((model) => model.id)).toEqual(['gorilla']);
    expect((await client().models.retrieve('gorilla')).owned_by).toBe('gorilla');
  });
  it('knows our errors for its own', async () => {
    await expect(client('wrong').models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(client().models.retrieve('gpt-4')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(client().chat.completions.create({ model: 'gorilla', messages: [] })).rejects.toBeInstanceOf(
      OpenAI.BadRequestError,
    );
  });
});

describe('the AI SDK of Vercel', () => {
  const model = () =>
    createOpenAICompatible({ name: 'gorilla', baseURL: `${served.url}/v1`, apiKey: KEY, includeUsage: true })(
      'gorilla',
    );

  it('generates text', async () => {
    const { text, usage, finishReason } = await generateText({
      model: model(),
      system: 'Only kubectl.',
      prompt: 'scale web to 3',
    });
    expect(text).toContain(CALL);
    expect(finishReason).toBe('stop');
    expect(usage.outputTokens).toBeGreaterThan(0);
  });
  it('streams text', async () => {
    const { textStream } = streamText({ model: model(), prompt: 'scale web to 3' });
    let text = '';
    for await (const part of textStream) text += part;
    expect(text).toContain(CALL);
  });
  it('calls tools', async () => {
    const { toolCalls } = await generateText({
      model: model(),
      prompt: 'weather city Rome',
      tools: {
        weather: tool({ description: weather.description, inputSchema: jsonSchema(weather.parameters as never) }),
      },
    });
    expect(toolCalls).toMatchObject([{ toolName: 'weather', input: { city: 'Rome' } }]);
  });
});

describe('curl', () => {
  const run = promisify(execFile);
  const has = spawnSync('curl', ['--version']).status === 0;
  const curl = async (...args: string[]) =>
    (await run('curl', ['-sS', '-H', `Authorization: Bearer ${KEY}`, '-H', 'Content-Type: application/json', ...args]))
      .stdout;
  const body = JSON.stringify({ model: 'gorilla', messages: [{ role: 'user', content: 'scale web to 3' }] });

  it.skipIf(!has)('posts', async () => {
    const reply = JSON.parse(await curl(`${served.url}/v1/chat/completions`, '-d', body));
    expect(reply.gorilla.candidates[0].calls[0].text).toBe(CALL);
  });
  it.skipIf(!has)('streams', async () => {
    const text = await curl('-N', `${served.url}/v1/chat/completions`, '-d', body.replace('{', '{"stream":true,'));
    expect(text.trim().endsWith('data: [DONE]')).toBe(true);
  });
});
