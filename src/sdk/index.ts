/** What `import … from 'gorilla-ts'` gives. Loading it opens nothing: the machinery comes with `Gorilla.open`. */

export type { Style } from '../render/render.ts';
export type { Answer, AskOptions, Candidate, CheckedCall, SearchHit } from '../schema/answer.ts';
export type { Argument, Call, Finding, FindingCode, Provenance, RenderedCall } from '../schema/call.ts';
export { AppError, type ErrorCode } from '../schema/error.ts';
export type {
  Example,
  Invocation,
  Json,
  Operation,
  Parameter,
  Skip,
  Source,
  Surface,
  ValueSchema,
} from '../schema/operation.ts';
export type { Blank, ExplainedArgument, ExplainedCall } from '../surfaces/cli/explained.ts';
export type { ProviderInfo } from '../zoo/zoo.ts';
export {
  Gorilla,
  type OpenOptions,
  type ShownOperation,
  type Taught,
  type TeachOptions,
  type TeachSource,
  type Verification,
  type VerifiedCall,
} from './gorilla.ts';
