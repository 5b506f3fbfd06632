import { isOrdinaryHyphenated, isTerm } from './data/common-words.ts';
import { AWS_PREFIXES, UNDERSCORE_PREFIXES } from './data/forms.ts';
import type { Found } from './span.ts';

const AWS_ID = /^([a-z]{1,8}(?:-[a-z]{2,12}){0,3})-([0-9a-f]{1,32})$/;
/** Prefixes that are words as well: their ids have at least eight digits. */
const WORDLIKE =
  /^(?:key|cluster|stack|fleet|bastion|directory|r|e|j|q|s|o|d|h|b|pb|db|fl|cr|vs|mi|sp|ws|sub|nat|fs|asg|import-ami|lt)$/;
const UNDERSCORE_ID = /^((?:[a-z]{2,8}_)?[A-Za-z]{1,8}|github_pat)_([A-Za-z0-9_]{3,255})$/;
const TWILIO =
  /^(AC|SM|MM|MG|VA|CA|PN|SK|RE|CF|WS|WK|WT|WQ|WW|KS|IS|CH|US|RL|FW|ZS|QU|BN|AD|AP|OR|IP|TR|RF|GT|EH|HX)(?:[0-9a-fA-F]{32}|(?=[0-9a-fA-F]{0,31}\d)[0-9a-f]{2,31})$/;
const SLACK = /^[CUGSTDWBF]\d(?=\d{0,12}[A-Z])[0-9A-Z]{2,14}$/;
const SLACK_TIME = /^\d{10}\.\d{6}$/;
const AWS_KEY = /^(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,20}$/;

/** Ids whose form tells their owner: ARNs, AWS, Stripe, Twilio, Slack, GitHub, Azure, UUIDs and hashes. */
export function identifierOf(text: string): Found | undefined {
  if (/^arn:aws[a-z-]{0,12}:[^\s]{2,}/.test(text))
    return { type: 'arn', provider: 'aws', prefix: text.split(':')[2] ?? '' };
  if (/^\/subscriptions\/./i.test(text)) return { type: 'azure-id', also: ['path'], provider: 'azure' };
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)) return { type: 'uuid', also: ['name'] };
  const aws = AWS_ID.exec(text);
  if (aws && AWS_PREFIXES.has(aws[1]!) && /\d/.test(aws[2]!) && (aws[2]!.length >= 8 || !WORDLIKE.test(aws[1]!)))
    return { type: 'aws-id', also: ['name'], prefix: aws[1]!, provider: 'aws' };
  if (/^(?:eu|us|ap|sa|ca|me|af)-[a-z]+-\d:[0-9a-f-]{36}$/.test(text)) return { type: 'vendor-id', provider: 'aws' };
  if (AWS_KEY.test(text)) return { type: 'vendor-id', also: ['name'], prefix: text.slice(0, 4), provider: 'aws' };
  const under = UNDERSCORE_ID.exec(text);
  if (under && UNDERSCORE_PREFIXES[under[1]!] && /\d|[A-Z]/.test(under[2]!)) {
    return { type: 'vendor-id', also: ['name'], prefix: under[1]!, provider: UNDERSCORE_PREFIXES[under[1]!]! };
  }
  if (TWILIO.test(text)) return { type: 'vendor-id', also: ['name'], prefix: text.slice(0, 2), provider: 'twilio' };
  if (/^xox[abpsr]-[\w-]{5,}$/.test(text))
    return { type: 'vendor-id', also: ['name'], prefix: text.slice(0, 4), provider: 'slack' };
  if (SLACK.test(text)) return { type: 'vendor-id', also: ['name'], prefix: text[0]!, provider: 'slack' };
  if (SLACK_TIME.test(text)) return { type: 'vendor-id', also: ['number'], prefix: 'ts', provider: 'slack' };
  if (/^sha(?:256|512):[0-9a-f]{8,128}$/.test(text)) return { type: 'hash' };
  if (/^[0-9a-f]{4,128}$/.test(text) && /\d/.test(text) && /[a-f]/.test(text) && !isTerm(text))
    return { type: 'hash', also: ['name'] };
  return undefined;
}

const WORD_WITH_FORM = /^[\p{L}\d][\p{L}\d_.$#-]{0,250}$/u;

/** Words that look made up: kebab, snake, camel, dots or digits inside, and not of the language. */
export function nameOf(text: string): Found | undefined {
  if (/^[A-Z][A-Z0-9]{1,9}-\d{1,7}$/.test(text))
    return { type: 'name', also: ['issue-number'], prefix: text.split('-')[0]!, provider: 'jira' };
  // Types of CloudFormation, private names, queries of JMESPath.
  if (
    /^\w{1,60}(?:::\w{1,60}){1,5}$/.test(text) ||
    /^_[A-Za-z]\w{0,80}$/.test(text) ||
    /^\[[\w*]{0,20}\]\.[\w.[\]]{1,100}$/.test(text)
  )
    return { type: 'name' };
  if (text.startsWith('{') && text.endsWith('}') && text.length > 3) return { type: 'name' };
  // Passwords, patterns, formats: signs that no prose has.
  if (
    text.length > 1 &&
    /[a-z0-9]/i.test(text) &&
    (/[\\$^*?{}|~!%&=]|\+%|\[\w+\]|\w\[\*?\]\.\w/.test(text.slice(0, -1)) || /^\/\/\w/.test(text))
  )
    return { type: 'name' };
  if (/^\d{1,6}:[\w-]{1,60}$/.test(text)) return { type: 'name' };
  // Identifiers in base 64, with what fills them up.
  if (/^(?=.*\d)(?=.*[A-Z])[\w+/-]{8,500}={1,2}$/.test(text)) return { type: 'name' };
  if (!WORD_WITH_FORM.test(text) || /^[\d.-]+$/.test(text) || text.length < 2) return undefined;
  if (isTerm(text)) return undefined;
  const digit = /\d/.test(text);
  if (text.includes('_')) return { type: 'name' };
  if (text.includes('.'))
    return /^(?:e\.g|i\.e|etc|vs|a\.k\.a|p\.s|a\.m|p\.m|approx|no)\.?$/i.test(text) || /\.\.$/.test(text)
      ? undefined
      : { type: 'name' };
  if (text.includes('-'))
    return (!digit && isOrdinaryHyphenated(text)) ||
      /^\d+-(?:way|fold|based|bit|core|node|month|day|year|week|hour|minute)s?$/i.test(text)
      ? undefined
      : { type: 'name' };
  if (digit) return /^\d+(?:st|nd|rd|th|x|k|bit)$/i.test(text) ? undefined : { type: 'name' };
  // Camel case: a capital after a small letter, or several capitals before one.
  return /\p{Ll}\p{Lu}/u.test(text) || /^\p{Lu}\p{Ll}+\p{Lu}/u.test(text) ? { type: 'name' } : undefined;
}
