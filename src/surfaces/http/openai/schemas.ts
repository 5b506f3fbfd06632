import { STYLES } from '../../cli/engine.ts';
import { SURFACES } from '../../cli/style.ts';

/** JSON schemas of what comes in and goes out: they check requests, and are the OpenAPI document. */

const text = { type: 'string' } as const;
const anything = { type: 'object', additionalProperties: true } as const;
const list = (items: object) => ({ type: 'array', items }) as const;

export const ERROR = {
  description: 'What went wrong, and how to mend it',
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        message: text,
        type: text,
        param: { type: ['string', 'null'] },
        code: { type: ['string', 'null'], description: 'One of docs/errors.md, or a name that OpenAI clients know' },
      },
      required: ['message', 'type', 'param', 'code'],
    },
  },
  required: ['error'],
} as const;

/** The extension in a request: what the command line has as options. */
export const GORILLA_OPTIONS = {
  type: 'object',
  description: 'What the command line has as options; before what a system message says',
  properties: {
    surface: { type: 'string', enum: [...SURFACES], description: 'Where the call is written' },
    style: { type: 'string', enum: [...STYLES], description: 'How the call is written' },
    scope: { ...list(text), description: 'Only these providers' },
    limit: { type: 'integer', minimum: 1, maximum: 5, description: 'At most this many candidates' },
    unlikely: { type: 'boolean', description: 'Candidates that are out of the question, too' },
  },
  additionalProperties: false,
} as const;

const ARGUMENT = {
  type: 'object',
  properties: {
    name: text,
    value: {},
    from: { type: 'string', enum: ['request', 'enum', 'flag', 'default', 'example', 'person'] },
    words: { type: 'string', description: 'The words that filled it' },
    start: { type: 'integer', description: 'Where the words begin in gorilla.request' },
    end: { type: 'integer' },
    message: {
      description: 'The message that they stand in: its place in messages, or system',
      type: ['integer', 'string'],
    },
    how: { type: 'string', description: 'How the words became the value' },
    documentation: text,
  },
  required: ['name', 'from'],
  additionalProperties: true,
} as const;

const BLANK = {
  type: 'object',
  properties: { name: text, type: text, format: text, enum: list(text), constraints: anything, documentation: text },
  required: ['name', 'type'],
  additionalProperties: true,
} as const;

export const CALL = {
  type: 'object',
  properties: {
    operation: { type: 'string', description: 'The operation of the zoo' },
    surface: { type: 'string', enum: [...SURFACES] },
    path: text,
    arguments: anything,
    missing: list(text),
    text: { type: 'string', description: 'What a person would run or send; blanks are <name>' },
    summary: text,
    provider: text,
    destructive: { type: 'boolean' },
    deprecated: { type: 'boolean' },
    explanation: list(ARGUMENT),
    blanks: list(BLANK),
    findings: list(anything),
    source: { ...anything, type: ['object', 'null'] },
    given: { ...list(anything), description: 'The arguments with their provenance, for /api/fill' },
  },
  required: ['operation', 'surface', 'path', 'arguments', 'missing', 'text'],
  additionalProperties: true,
} as const;

/** The extension in an answer. */
export const GORILLA = {
  type: 'object',
  description: 'The structured answer: candidates, arguments and their words, blanks, sources, findings',
  properties: {
    request: { type: 'string', description: 'The text that was answered' },
    abstained: { type: 'boolean', description: 'Nothing serves the request; candidates are the nearest operations' },
    latencyMs: { type: 'number' },
    candidates: list({
      type: 'object',
      properties: { confidence: { type: 'number' }, calls: list(CALL) },
      required: ['confidence', 'calls'],
      additionalProperties: true,
    }),
  },
  required: ['request', 'abstained', 'latencyMs', 'candidates'],
  additionalProperties: true,
} as const;

const CONTENT = {
  anyOf: [text, list({ type: 'object', properties: { type: text, text }, required: ['type'] }), { type: 'null' }],
} as const;

const MESSAGE = {
  type: 'object',
  properties: {
    role: { type: 'string', enum: ['system', 'developer', 'user', 'assistant', 'tool', 'function'] },
    content: CONTENT,
    name: text,
    tool_calls: list(anything),
    tool_call_id: text,
  },
  required: ['role'],
  additionalProperties: true,
} as const;

const MODEL = { type: 'string', description: 'gorilla' } as const;
const CHOICES = { type: 'integer', minimum: 1, maximum: 5, description: 'So many candidates as choices' } as const;
const STREAM_OPTIONS = {
  type: ['object', 'null'],
  properties: { include_usage: { type: 'boolean' } },
  additionalProperties: true,
} as const;
const STREAM = { type: ['boolean', 'null'] } as const;

const FUNCTION = {
  type: 'object',
  properties: { name: { type: 'string', pattern: '^[\\w.:-]{1,128}$' }, description: text, parameters: anything },
  required: ['name'],
  additionalProperties: true,
} as const;

const MOST_TOOLS = 512;

export const CHAT_REQUEST = {
  type: 'object',
  properties: {
    model: MODEL,
    messages: { ...list(MESSAGE), minItems: 1, maxItems: 1000 },
    stream: STREAM,
    stream_options: STREAM_OPTIONS,
    n: { ...CHOICES, type: ['integer', 'null'] },
    tools: {
      type: ['array', 'null'],
      maxItems: MOST_TOOLS,
      items: {
        type: 'object',
        properties: { type: { type: 'string', enum: ['function'] }, function: FUNCTION },
        required: ['type', 'function'],
        additionalProperties: true,
      },
    },
    tool_choice: {
      anyOf: [
        { type: 'string', enum: ['none', 'auto', 'required'] },
        { type: 'object', properties: { type: text, function: { type: 'object', properties: { name: text } } } },
        { type: 'null' },
      ],
    },
    parallel_tool_calls: { type: ['boolean', 'null'] },
    gorilla: GORILLA_OPTIONS,
  },
  required: ['model', 'messages'],
  additionalProperties: true,
} as const;

export const COMPLETION_REQUEST = {
  type: 'object',
  properties: {
    model: MODEL,
    prompt: { anyOf: [text, { ...list(text), minItems: 1, maxItems: 64 }] },
    stream: STREAM,
    stream_options: STREAM_OPTIONS,
    n: { ...CHOICES, type: ['integer', 'null'] },
    gorilla: GORILLA_OPTIONS,
  },
  required: ['model', 'prompt'],
  additionalProperties: true,
} as const;

export const RESPONSE_REQUEST = {
  type: 'object',
  properties: {
    model: MODEL,
    input: { anyOf: [text, { ...list(anything), minItems: 1, maxItems: 1000 }] },
    instructions: { type: ['string', 'null'] },
    stream: STREAM,
    tools: { type: ['array', 'null'], maxItems: MOST_TOOLS, items: anything },
    tool_choice: { anyOf: [{ type: 'string', enum: ['none', 'auto', 'required'] }, anything, { type: 'null' }] },
    parallel_tool_calls: { type: ['boolean', 'null'] },
    previous_response_id: { type: ['string', 'null'], description: 'Not supported: nothing is stored' },
    gorilla: GORILLA_OPTIONS,
  },
  required: ['model', 'input'],
  additionalProperties: true,
} as const;

const USAGE = anything;

export const CHAT_ANSWER = {
  type: 'object',
  description: 'A chat.completion; with stream: true server-sent events of chat.completion.chunk',
  properties: {
    id: text,
    object: text,
    created: { type: 'integer' },
    model: text,
    choices: list(anything),
    usage: USAGE,
    gorilla: GORILLA,
  },
  required: ['id', 'object', 'created', 'model', 'choices', 'usage'],
  additionalProperties: true,
} as const;

export const RESPONSE_ANSWER = {
  type: 'object',
  description: 'A response; with stream: true server-sent events',
  properties: { id: text, object: text, status: text, output: list(anything), usage: USAGE, gorilla: GORILLA },
  required: ['id', 'object', 'status', 'output'],
  additionalProperties: true,
} as const;

export const MODELS_ANSWER = {
  type: 'object',
  properties: { object: text, data: list(anything) },
  required: ['object', 'data'],
} as const;
