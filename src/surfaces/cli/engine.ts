import type { FunctionCall } from '../../functions/call-functions.ts';
import type { FunctionSpec } from '../../functions/schema-operation.ts';
import type { Style } from '../../render/render.ts';
import type { Asking } from '../../schema/answer.ts';
import type { Call, Finding, RenderedCall } from '../../schema/call.ts';
import type { Json, Operation } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';

export type { Style };

/** Named here once more: the renderers themselves are loaded only with the zoo. */
export const STYLES = ['posix', 'powershell', 'curl', 'http', 'python', 'typescript'] as const satisfies Style[];

/** A call that somebody else wrote, read back against the documents. */
export interface ReadCall {
  /** The part of the text that is this call. */
  text: string;
  /** Absent where the zoo knows no such operation. */
  operation?: Operation;
  arguments: { name: string; value: Json; documentation?: string }[];
  findings: Finding[];
}

/** All that the command line needs of the machinery; `openEngine` puts it together, tests bring their own. */
export interface Engine extends Asking {
  readonly zoo: Zoo;
  render(call: Call, operation: Operation, style: Style): string;
  renderCall(call: Call, operation: Operation): RenderedCall;
  /** What the verifier says of a call. */
  check(call: Call, operation: Operation): Finding[];
  read(text: string, style: Style): Promise<ReadCall[]>;
  /** Calls of somebody's functions that serve the request; `required` wants one even where none is near. */
  callFunctions(request: string, functions: FunctionSpec[], options: { required: boolean }): Promise<FunctionCall[]>;
  close(): void;
}
