import type { Answer } from '../../src/schema/answer.ts';
import { toAnswerLine } from '../../src/surfaces/cli/answer-line.ts';
import { normOp, scoreAll } from '../score.mjs';
import type { Asked, Changed } from './change.ts';

export interface Verdict {
  /** The right operation is first. */
  op: boolean;
  /** And the whole call is right, blanks too. */
  call: boolean;
  /** Names that the document does not have any more, in any candidate. */
  gone: number;
}

/** An answer before the scorer of all evaluations. `ignoreAbstention`: the question is which document is followed, not whether one serves. */
export function verdict(answer: Answer, asked: Asked, ignoreAbstention = false): Verdict {
  const row = {
    id: 'r',
    request: asked.request,
    surface: asked.surface,
    provider: '',
    kind: asked.missing.length > 0 ? 'missing' : 'full',
    gold: [{ op: asked.op, args: asked.args, missing: asked.missing }],
    missing: asked.missing,
  };
  const line = toAnswerLine('r', answer);
  if (ignoreAbstention) line.abstained = false;
  const [item] = scoreAll([{ file: 'rat', rows: [row] }], [line]).items;
  return { op: item?.op1 === true, call: item?.call1 === true, gone: 0 };
}

/** As `verdict`, and what of the old document is still said. */
export function verdictOfChanged(answer: Answer, changed: Changed): Verdict {
  const scored = verdict(answer, changed);
  const { gone, moved } = changed;
  let count = 0;
  for (const { calls } of answer.candidates) {
    for (const { rendered, operation } of calls) {
      if (gone.op !== undefined && normOp(rendered.path, changed.surface).key === normOp(gone.op, changed.surface).key)
        count++;
      if (operation.id !== changed.operation.id) continue;
      const said = [...Object.keys(rendered.arguments), ...rendered.missing].map((name) =>
        changed.surface === 'cli' ? name : /^[^.[]+/.exec(name)![0],
      );
      count += said.filter((name) => gone.parameters.includes(name)).length;
    }
  }
  const first = answer.candidates[0]?.calls[0]?.rendered;
  const inPlace = !moved || !scored.call || has(moved.to === 'query' ? first?.query : first?.body, moved.name);
  return { ...scored, call: scored.call && inPlace, gone: count };
}

function has(place: unknown, name: string): boolean {
  const head = /^[^.[]+/.exec(name)![0];
  return typeof place === 'object' && place !== null && Object.hasOwn(place, head);
}

/** Per cent, one decimal. */
export const share = (part: number, of: number): number => (of === 0 ? 0 : Math.round((1000 * part) / of) / 10);
