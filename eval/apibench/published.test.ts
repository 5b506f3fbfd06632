import { describe, expect, it } from 'vitest';
import { tagged } from './baselines.ts';
import type { HubRecord } from './data.ts';
import { PublishedScorer } from './published.ts';
import { StrictScorer } from './strict.ts';

const records: HubRecord[] = [
  { domain: 'Text', api_call: "AutoModel.from_pretrained('bert')" },
  { domain: 'Image', api_call: "pipeline('image', model='vit')" },
];
const published = new PublishedScorer('huggingface', records);
const strict = new StrictScorer(records);
const bert = { call: records[0]!.api_call, domain: 'Text' };

describe('the two scorers', () => {
  it.each([
    ['the gold', tagged("AutoModel.from_pretrained('bert')"), 0, 'exact'],
    ['other quotes and names', tagged('AutoModel.from_pretrained(pretrained_model_name_or_path="bert")'), 0, 'exact'],
    ['a substring', tagged("AutoModel.from_pretrained('not-bert')"), 0, 'hallucinated'],
    ['the fall-through', tagged("print('not-bert')"), 0, 'hallucinated'],
    ['another record', tagged("pipeline('image', model='vit')"), 1, 'wrong'],
    ['nothing', tagged("AutoModel.from_pretrained('gpt')"), undefined, 'hallucinated'],
  ])('%s', (_, answer, record, verdict) => {
    expect(published.judge(answer).record).toBe(record);
    const { exact, hallucinated } = strict.judge(answer, bert);
    expect(exact ? 'exact' : hallucinated ? 'hallucinated' : 'wrong').toBe(verdict);
  });

  it('Torch Hub wants the tag', () => {
    const torch = new PublishedScorer('torchhub', [
      { domain: 'x', api_call: "torch.hub.load(repo_or_dir='a', model='b')" },
    ]);
    expect(torch.judge("torch.hub.load('a', 'b')")).toEqual({ untagged: true });
  });
});
