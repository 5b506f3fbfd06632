import type { Binding } from './candidates.ts';
import type { Member } from './enumerations.ts';
import type { ConstantCandidate } from './features.ts';
import type { Target } from './targets.ts';

/** A value that may be given to a target, with its probability: words of the request, or what others meant. */
export interface Choice {
  p: number;
  target: Target;
  binding?: Binding;
  constant?: ConstantCandidate;
}

/** Where a choice stands in the request. */
export const placeOf = ({ binding, constant }: Choice): number => (binding?.span ?? constant?.used?.[0])?.start ?? 0;

/** Where a value stands that may be a member of a list: words, or a choice that the request spells. */
export function memberOf({ binding, constant }: Choice): Member | undefined {
  if (binding) return binding.span;
  return constant?.source === 'enum' && constant.end > constant.start ? constant : undefined;
}

/** What a choice gives, as text. */
export const textOf = ({ binding, constant }: Choice): string => String(binding?.value ?? constant?.value);
