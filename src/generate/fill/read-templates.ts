import { sigmoid } from '../../retrieve/rank/trees.ts';
import type { Case } from './cases.ts';
import { isStructure } from './conventions.ts';
import type { ConstantCandidate } from './features.ts';
import type { FirstLook } from './fill.ts';
import { type Fit, fillFrame, isPlace } from './frames.ts';
import { HARDLY, UNSEEN } from './read-bindings.ts';
import type { ReadTargets } from './second-look.ts';
import { spelling } from './spell.ts';
import type { Target } from './targets.ts';

/** Log-odds of a word below which the reader does not point at it. */
const POINTED_AT = -3;
/** So many frames of a target are filled by what is read. */
const FRAMES = 4;

type Template = Case['templates'][number];

/**
 * Values that others' asks build around words, with the words that the reader points at: their surroundings are nothing like the asks' (`raise the service web to
 * six` after `web=6` of `scale web to 6`).
 */
export function readTemplates(look: FirstLook, read: ReadTargets): (ConstantCandidate & { first: number })[] {
  const { reading, shown } = read;
  const literals = look.spans.flatMap(({ index, literal }) => (index >= 0 && literal ? [literal] : []));
  const known = new Set(look.constants.map(({ target, value }) => `${target.key} ${value}`));
  return shown.flatMap((target, n) => {
    if (target.parameter.in === 'flag' || (reading.use[n] ?? UNSEEN) < HARDLY) return [];
    const pointed: Fit = (_, { start, end }) => {
      const mean = reading.span(n, start, end)?.mean ?? UNSEEN;
      return mean > POINTED_AT ? sigmoid(mean) : 0;
    };
    const spell = spelling(target, look.context);
    return framesOf(target, read).flatMap(({ key, id, parts, shape }) =>
      fillFrame(parts, literals, look.spans, spell, pointed).flatMap(({ text: value, used, fit: match }) => {
        const name = `${target.key} ${value}`;
        if (known.has(name)) return [];
        known.add(name);
        const template = { key, id, shape };
        return [{ target, value, source: 'template' as const, match, template, used, start: 0, end: 0, first: UNSEEN }];
      }),
    );
  });
}

/** The frames with words in them that asks of the operation give the target, those of the nearest asks first, one of a kind. */
function framesOf(target: Target, { near }: ReadTargets): Template[] {
  const frames = new Map<string, Template>();
  for (const { case: c } of near.cases)
    for (const template of c.templates) {
      const { key, parts, id } = template;
      if (key !== target.key || frames.has(id)) continue;
      if (parts.some(isPlace) && isStructure(parts, target, near.templateLines(key, id))) frames.set(id, template);
    }
  return [...frames.values()].sort((a, b) => near.template(b.key, b.id) - near.template(a.key, a.id)).slice(0, FRAMES);
}
