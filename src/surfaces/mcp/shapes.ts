import { z } from 'zod';
import { STYLES } from '../cli/engine.ts';
import { SURFACES } from '../cli/style.ts';

/** What goes into the tools and what comes out. Descriptions are short: every agent pays for them in each of its turns. */

const providers = z
  .array(z.string().min(1).max(100))
  .max(20)
  .optional()
  .describe('Only these, such as aws, kubectl, git, github');
const surfaces = z.enum(SURFACES);
const surface = surfaces.optional();
const style = z.enum(STYLES).optional();
const json = z.unknown();

export const searchInput = {
  words: z.string().min(1).max(2_000).describe('What it should do, or part of its name'),
  providers,
  surface: surface.describe('Only operations that exist there'),
  limit: z.number().int().min(1).max(20).optional().describe('8 where absent'),
};

const named = {
  operation: z.string(),
  summary: z.string(),
  calledAs: z.partialRecord(surfaces, z.string()),
  destructive: z.boolean().optional(),
  deprecated: z.boolean().optional(),
};

export const searchOutput = { operations: z.array(z.object(named)) };

export const buildInput = {
  task: z.string().min(1).max(8_000).describe('One task in plain words, with all names and values'),
  providers,
  surface: surface.describe('Where the call is written; the command line where absent'),
  style: style.describe('How it is written'),
};

const blank = z.object({
  name: z.string(),
  type: z.string(),
  choices: z.array(z.string()).optional(),
  documentation: z.string().optional(),
});

const builtCall = z.object({
  operation: z.string(),
  text: z.string().describe('Ready to run but for <blanks>'),
  arguments: z.record(z.string(), json),
  because: z.record(z.string(), z.string()).describe('The words of the task that gave each argument'),
  blanks: z.array(blank).describe('Required values that the task does not give'),
  warnings: z.array(z.string()),
  destructive: z.boolean(),
  source: z.string().optional(),
});

export const buildOutput = {
  found: z.boolean().describe('False: no documented call serves the task'),
  confidence: z.number(),
  calls: z.array(builtCall).describe('In order; several where the task has several steps'),
  alternatives: z.array(z.object({ operations: z.array(z.string()), text: z.string(), confidence: z.number() })),
};

export const checkInput = {
  text: z.string().min(1).max(20_000).describe('A command line, curl, HTTP request or code'),
  style: style.describe('Guessed where absent'),
};

const verdict = z.enum(['correct', 'wrong', 'unknown']);

export const checkOutput = {
  verdict: verdict.describe('unknown: no document here has such a call'),
  calls: z.array(
    z.object({
      text: z.string(),
      operation: z.string().optional(),
      verdict,
      problems: z.array(
        z.object({
          severity: z.enum(['error', 'warning']),
          message: z.string(),
          parameter: z.string().optional(),
          insteadOf: z.string().optional(),
          use: z.string().optional(),
        }),
      ),
      near: z.array(z.string()).optional().describe('Commands of that program'),
      destructive: z.boolean(),
    }),
  ),
  corrected: z.string().optional().describe('The text with all errors mended, checked'),
};

export const showInput = {
  operation: z
    .string()
    .min(1)
    .max(500)
    .describe('Id, or path: aws:s3.PutObject, git commit, POST /repos/{owner}/{repo}/issues'),
  about: z.string().max(500).optional().describe('Of many parameters those about these words'),
};

const parameter = z.object({
  name: z.string(),
  in: z.string(),
  type: z.string(),
  required: z.boolean().optional(),
  aliases: z.array(z.string()).optional(),
  choices: z.array(z.string()).optional(),
  default: json.optional(),
  fields: z.array(z.string()).optional(),
  description: z.string().optional(),
});

export const showOutput = {
  operations: z.array(
    z.object({
      ...named,
      description: z.string().optional(),
      parameters: z.array(parameter),
      omitted: z.number().int().describe('Parameters left out here; ask with "about"'),
      examples: z.array(z.object({ task: z.string(), call: z.string() })),
      source: z.string().optional(),
    }),
  ),
};
