import type { CallTree } from '../../../verify/tree/call-tree.ts';
import { hubIndex } from '../../../verify/tree/hub-index.ts';
import { isUncertain } from '../../../verify/tree/subtree-index.ts';
import type { Zoo } from '../../../zoo/zoo.ts';
import type { ReadCall } from '../../reading.ts';
import { notChecked, unknown } from '../found.ts';

const PACKAGES =
  /^(?:torch|transformers|tensorflow_hub|diffusers|sentence_transformers|timm|keras|asteroid|speechbrain|huggingface_hub)\./;

/** As the hubs' documents write a function: `hub.load`, `AutoModel.from_pretrained`, `torch.hub.load`. */
function spellings(path: string): string[] {
  if (path.startsWith('tensorflow_hub.')) return [`hub.${path.slice('tensorflow_hub.'.length)}`];
  const parts = path.split('.');
  return parts.map((_, index) => parts.slice(index).join('.'));
}

/** A call that loads a model from a hub that the zoo was taught. Others load models that it has not heard of: they are unknown, not wrong. */
export function readHub(zoo: Zoo, path: string, tree: CallTree): ReadCall | undefined {
  if (!PACKAGES.test(path)) return undefined;
  for (const spelling of spellings(path)) {
    const index = hubIndex(zoo, spelling);
    if (!index) continue;
    const [operation] = index.match(spelling, tree.arguments);
    if (operation) return { verdict: 'right', operation: operation.id, start: tree.start, end: tree.end, findings: [] };
    if (tree.open || isUncertain(tree.arguments)) return notChecked(tree, 'the model is known only when the code runs');
    return unknown(tree, 'the hub that was taught has no such model');
  }
  return undefined;
}
