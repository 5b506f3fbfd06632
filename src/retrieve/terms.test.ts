import { describe, expect, it } from 'vitest';
import { findLiterals } from '../generate/literals/find-literals.ts';
import { requestTerms, withJoined } from './terms.ts';
import { tokenize } from './tokenize.ts';

const termsOf = (request: string): string[] => [...requestTerms(request, findLiterals(request)).keys()];

describe('the terms of a request', () => {
  it('have the type of a literal for its text', () => {
    const terms = termsOf('stop i-0abc1234def567890');
    expect(terms).toContain('stop');
    expect(terms.some((term) => term.startsWith('<'))).toBe(true);
    expect(terms).not.toContain('0abc1234def567890');
  });

  it.each([
    ['arn:aws:cloudwatch:eu-west-1:318840027756:alarm:till-offline', ['cloudwatch', 'alarm'], 'till'],
    ['arn:aws:iam::730185542906:policy/continuous-delivery-push', ['iam', 'policy'], 'continuous'],
    ['arn:aws:sns:us-east-1:730185542906:very-loud-alerts-of-the-night', ['sns'], 'alerts'],
    ['arn:aws:apigateway:eu-west-1::/restapis/q5e7wuu2dc/stages/production', ['apigateway'], 'production'],
  ])('have the service and the kind of thing of %s', (arn, said, unsaid) => {
    const terms = termsOf(`untag ${arn}`);
    for (const term of said.flatMap(tokenize)) expect(terms).toContain(term);
    expect(terms).not.toContain(unsaid);
  });
});

describe('words that stand side by side', () => {
  const written = new Set(
    ['pod templates', 'csi storage capacities', 'the resource'].map((words) => tokenize(words.replaceAll(' ', ''))[0]),
  );
  const joined = (request: string): string[] => [...withJoined(new Map(), request, (term) => written.has(term)).keys()];

  it.each([
    ['delete pod templates', [...tokenize('podtemplates')]],
    ['list CSI storage capacities', [...tokenize('csistoragecapacities')]],
    // Written by nobody as one, divided by more than space, or a word that says nothing.
    ['delete storage templates', []],
    ['a pod, templates', []],
    ['show the resource', []],
  ])('are also searched for as one where documents write them so: %s', (request, terms) =>
    expect(joined(request)).toEqual(terms),
  );

  it('leave what was there', () =>
    expect(withJoined(new Map(tokenize('podtemplate').map((term) => [term, 1])), 'pod template', () => true).size).toBe(
      1,
    ));
});
