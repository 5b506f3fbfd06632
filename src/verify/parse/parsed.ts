import type { Call, Finding } from '../../schema/call.ts';

export interface Range {
  /** Half-open character range in the text that was read. */
  start: number;
  end: number;
}

/** A call found in a text. */
export interface ParsedCall {
  /** Absent: the text calls something that the zoo does not have (a finding says what). */
  call?: Call;
  range: Range;
  /** What reading alone has found; `verifyText` adds what the document says. */
  findings: Finding[];
  /** Where each argument stands, by its name in `call`. */
  ranges: Map<string, Range>;
  /** Arguments whose value is known only when the text runs. */
  dynamic: Set<string>;
  /** More arguments come from somewhere else (`**options`): what is not seen here need not be missing. */
  open?: true;
}
