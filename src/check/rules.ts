import type { RuleId } from './report.ts';

export interface Rule {
  /** One sentence, as SARIF shows it. */
  title: string;
  /** Unless the configuration says otherwise. */
  severity: 'error' | 'warning';
}

const rule = (severity: Rule['severity'], title: string): Rule => ({ title, severity });

/** Every finding that there is. The ids are part of the interface: each has a heading in docs/check.md. */
export const RULES: Record<RuleId, Rule> = {
  syntax: rule('error', 'The call cannot be read'),
  'unknown-operation': rule('error', 'There is no such command, operation or method'),
  'unknown-parameter': rule('error', 'There is no such option or field'),
  'wrong-type': rule('error', 'The value is of another type'),
  'not-in-enum': rule('error', 'The value is none of the documented ones'),
  constraint: rule('error', 'The value breaks a documented limit'),
  'missing-required': rule('error', 'Something that is required is missing'),
  excluded: rule('error', 'Two arguments exclude each other'),
  'missing-dependency': rule('error', 'An argument needs another one'),
  repeated: rule('error', 'An argument stands twice'),
  'unexpected-positional': rule('error', 'There is a word too many'),
  deprecated: rule('warning', 'It works, but its makers advise against it'),
  'ambiguous-prefix': rule('warning', 'The shortened option could mean several'),
  removed: rule('error', 'The version no longer has it'),
  'not-yet-available': rule('error', 'The pinned version does not have it yet'),
};

export const RULE_IDS = Object.keys(RULES) as RuleId[];

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(RULES, text);
}

/** Where a person reads more. */
export const ruleAnchor = (id: RuleId): string => `docs/check.md#${id}`;
