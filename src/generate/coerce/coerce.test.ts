import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, ValueSchema } from '../../schema/operation.ts';
import { findLiterals } from '../literals/find-literals.ts';
import { coerce } from './coerce.ts';
import type { CoercionContext, NamedSchema } from './context.ts';
import { matchEnum } from './enums.ts';
import { fieldsFrom } from './fields.ts';
import { splitList } from './lists.ts';
import { regionAt } from './places.ts';

const NOW = new Date('2026-11-25T09:00:00Z');
const context = (provider: string | undefined, surface: CoercionContext['surface'] = 'cli'): CoercionContext => ({
  surface,
  now: NOW,
  ...(provider ? { provider } : {}),
});

const param = (name: string, schema: Partial<NamedSchema> & Pick<ValueSchema, 'type'>): NamedSchema => ({
  name,
  ...schema,
});

type Row = [words: string, schema: NamedSchema, provider: string | undefined, value: Json | undefined];

const NAMES: Row[] = [
  ['rdp', param('--destination-port-ranges', { type: 'string' }), 'az', '3389'],
  ['web', param('--port', { type: 'string' }), 'docker', 'web'],
  ['German', param('--source-language-code', { type: 'string' }), 'aws', 'de'],
  ['german', param('--language-code', { type: 'string', enum: ['de-CH', 'de-DE', 'en-US'] }), 'aws', 'de-DE'],
  ['Klingonese', param('--language-code', { type: 'string', enum: ['de-DE'] }), 'aws', undefined],
  ['€29', param('currency', { type: 'string', description: 'ISO code, in lowercase.' }), 'stripe', 'eur'],
  ['15 bucks', param('currency', { type: 'string' }), undefined, 'USD'],
  ['1900 eur cents', param('currency', { type: 'string' }), undefined, 'EUR'],
  ['30 days', param('-mtime', { type: 'string', description: '+30 more than 30 days ago' }), 'x', '30d'],
  ['45 seconds', param('-t', { type: 'string', description: 'Duration' }), 'ffmpeg', '45'],
  ['1h12m', param('-ss', { type: 'string', description: 'Start' }), 'ffmpeg', '01:12:00'],
  ['90.5 seconds', param('-ss', { type: 'string' }), 'ffmpeg', '00:01:30.500'],
  ['closed', param('--state', { type: 'string', enum: ['open', 'closed'], open: true }), 'x', 'closed'],
  ['v6_large', param('--size', { type: 'string', enum: ['v5_large'], open: true }), 'x', 'v6_large'],
  ['tonight', param('--size', { type: 'string', enum: ['v5_large'], open: true }), 'x', undefined],
  ['mw-01', param('--window-id', { type: 'string', constraints: { pattern: '^mw-[0-9a-f]{17}$' } }), 'aws', 'mw-01'],
  ['web-01', param('--window-id', { type: 'string', constraints: { pattern: '^mw-[0-9a-f]{17}$' } }), 'aws', undefined],
  ['1 hour ago', param('--since', { type: 'string', description: 'Newer than: 1 hour ago' }), 'x', '1 hour ago'],
  [
    'the last half hour',
    param('--since', { type: 'string', description: 'Newer than: 1 hour ago' }),
    'x',
    '30 min ago',
  ],
  ['two days', param('--since', { type: 'string', description: 'Newer than: 1 hour ago' }), 'x', '2 days ago'],
  ['a month', param('--prune', { type: 'string', description: 'Files older than specified days' }), 'x', '30'],
  ['5 minutes', param('--for', { type: 'string', description: 'Number of seconds like 5s, 2m' }), 'x', '5m'],
];

const NUMBERS: Row[] = [
  ['postgres', param('--port', { type: 'integer' }), 'aws', 5432],
  ['SSH', param('FromPort', { type: 'integer' }), 'aws', 22],
  ['ssh', param('--report', { type: 'integer' }), 'x', undefined],
  ['15 bucks', param('amount', { type: 'integer', description: 'How much to refund.' }), 'stripe', 1500],
  ['15 bucks', param('amount', { type: 'integer', description: 'In whole dollars.' }), undefined, 15],
  ['15 bucks', param('amount', { type: 'number' }), undefined, 15],
  ['three', param('--count', { type: 'integer' }), 'aws', 3],
  ['twenty-four', param('limit', { type: 'integer' }), undefined, 24],
  ['1,200', param('limit', { type: 'integer' }), undefined, 1200],
  ['0.2', param('temperature', { type: 'number' }), undefined, 0.2],
  ['0.2', param('count', { type: 'integer' }), undefined, undefined],
  ['500', param('count', { type: 'integer', constraints: { maximum: 100 } }), undefined, undefined],
  ['a week', param('--pending-window-in-days', { type: 'integer' }), 'aws', 7],
  [
    'two weeks',
    param('--backup-retention-period', {
      type: 'integer',
      description: 'The number of days for which automated backups are retained',
    }),
    'aws',
    14,
  ],
  ['an hour', param('TTL', { type: 'integer' }), 'aws', 3600],
  ['10 minutes', param('--visibility-timeout', { type: 'integer', description: 'in seconds' }), 'aws', 600],
  ['five minutes', param('idle-timeout', { type: 'integer', description: 'Idle timeout in minutes.' }), 'azure', 5],
  ['2 seconds', param('timeoutMs', { type: 'integer' }), undefined, 2000],
  ['half a gig', param('--memory-size', { type: 'integer', description: 'The amount of memory in MB' }), 'aws', 512],
  ['2 GB', param('--memory-size', { type: 'integer', description: 'The amount of memory in MB' }), 'aws', 2048],
  ['64 gigs', param('--storage-size', { type: 'integer' }), 'azure', 64],
  ['1 MB', param('MaxBytes', { type: 'integer' }), 'aws', 1048576],
  ['80%', param('threshold', { type: 'number' }), 'aws', 80],
  [
    '$12.50',
    param('amount', { type: 'integer', description: 'A positive integer in cents representing how much to charge.' }),
    'stripe',
    1250,
  ],
  ['1290 cents', param('amount', { type: 'integer', description: 'in cents' }), 'stripe', 1290],
  ['1900 eur cents', param('amount', { type: 'integer', description: 'in cents' }), 'stripe', 1900],
  [
    '2025-03-14T09:41:00Z',
    param('start-time', { type: 'integer', description: 'milliseconds since epoch' }),
    'aws',
    1741945260000,
  ],
  ['#45', param('issue_number', { type: 'integer' }), 'github', 45],
  ['blue', param('count', { type: 'integer' }), undefined, undefined],
];

const TEXTS: Row[] = [
  ['Ireland', param('--region', { type: 'string' }), 'aws', 'eu-west-1'],
  ['Ireland', param('--location', { type: 'string' }), 'azure', 'northeurope'],
  ['Tokyo', param('--region', { type: 'string' }), 'gcp', 'asia-northeast1'],
  ['Frankfurt', param('region', { type: 'string' }), 'digitalocean', 'fra1'],
  ['Frankfurt', param('--name', { type: 'string' }), 'aws', 'Frankfurt'],
  ['203.0.113.4', param('--cidr', { type: 'string' }), 'aws', '203.0.113.4/32'],
  ['203.0.113.4', param('--private-ip', { type: 'string' }), 'aws', '203.0.113.4'],
  ['2001:db8::1', param('cidr', { type: 'string', format: 'cidr' }), 'aws', '2001:db8::1/128'],
  ['512 MB', param('--memory', { type: 'string' }), 'docker', '512m'],
  ['half a gig', param('--memory', { type: 'string' }), 'docker', '512m'],
  ['512 MB', param('memory', { type: 'string' }), 'kubernetes', '512Mi'],
  ['8 gigs', param('--memory', { type: 'string' }), 'gcp', '8GB'],
  ['2g', param('--shm-size', { type: 'string' }), 'docker', '2g'],
  ['500 megs', param('-size', { type: 'string' }), 'find', '500M'],
  ['100MB', param('-size', { type: 'string', description: '+100M larger, -10k smaller' }), 'find', '100M'],
  ['20KB', param('-size', { type: 'string', description: '+100M larger, -10k smaller' }), 'find', '20k'],
  [
    '100MB',
    param('--bytes', { type: 'string', description: 'The first so many bytes; -N leaves out the last' }),
    'head',
    '100MB',
  ],
  ['30 minutes', param('--since', { type: 'string' }), 'docker', '30m'],
  ['half an hour', param('-ttl', { type: 'string' }), 'vault', '30m'],
  ['last 2 days', param('--since', { type: 'string' }), 'kubernetes', '48h'],
  ['last 15m', param('--since', { type: 'string', description: 'A duration like 5s, 2m, or 3h' }), 'kubernetes', '15m'],
  ['15m', param('--since', { type: 'string' }), 'kubernetes', '15m'],
  ['512M', param('--memory', { type: 'string' }), 'docker', '512M'],
  ['15 minutes', param('duration', { type: 'string', description: 'ISO 8601 duration' }), 'azure', 'PT15M'],
  ['every 15 minutes', param('--schedule-expression', { type: 'string' }), 'aws', 'rate(15 minutes)'],
  ['every hour', param('--schedule-expression', { type: 'string' }), 'aws', 'rate(1 hour)'],
  ['every ten minutes', param('--schedule', { type: 'string' }), 'gcp', '*/10 * * * *'],
  ['three', param('--tail', { type: 'string' }), 'docker', '3'],
  [
    '16:30 UTC on 4 Nov 2025',
    param('--start-time', { type: 'string', format: 'timestamp' }),
    'aws',
    '2025-11-04T16:30:00Z',
  ],
  ['4 Nov 2025', param('--start-time', { type: 'string', format: 'timestamp' }), 'aws', '2025-11-04T00:00:00Z'],
  ['4 Nov 2025', param('start_date', { type: 'string', format: 'date' }), 'plaid', '2025-11-04'],
  ['last 20 minutes', param('--start-time', { type: 'string', format: 'timestamp' }), 'aws', '2026-11-25T08:40:00Z'],
  ['tomorrow 9am', param('start', { type: 'string', format: 'date-time' }), undefined, '2026-11-26T09:00:00Z'],
  ['blue', param('start', { type: 'string', format: 'date-time' }), undefined, undefined],
  ['@octocat', param('assignee', { type: 'string' }), 'gh', 'octocat'],
  ['+44 7700 900123', param('To', { type: 'string', description: 'phone' }), 'twilio', '+44 7700 900123'],
  ['+44 7700 900123', param('PhoneNumber', { type: 'string' }), 'twilio', '+447700900123'],
  [
    'policy.json',
    param('--policy-document', { type: 'string', description: 'The policy (file://policy.json)' }),
    'aws',
    'file://policy.json',
  ],
  ['code.zip', param('--zip-file', { type: 'binary' }), 'aws', 'fileb://code.zip'],
  ['fileb://code.zip', param('--zip-file', { type: 'binary' }), 'aws', 'fileb://code.zip'],
  ['shop.pem', param('--body', { type: 'string', description: 'The contents of the key' }), 'aws', 'file://shop.pem'],
  ['deny.json', param('--policy-document', { type: 'string' }), 'aws', 'file://deny.json'],
  ['deny.json', param('--policy-document', { type: 'string' }), 'other', 'deny.json'],
  ['site.yaml', param('--template-file', { type: 'string', format: 'path' }), 'aws', 'site.yaml'],
  ['cors.json', param('--cors-configuration', { type: 'object' }), 'aws', 'file://cors.json'],
  ['30 days', param('--retention-days', { type: 'string' }), 'az', '30'],
  ['v5.5.0', param('tag', { type: 'string' }), 'git', 'v5.5.0'],
  ['Acme Logs', param('bucket', { type: 'string', constraints: { pattern: '^[a-z-]+$' } }), 'aws', undefined],
  ['ab', param('name', { type: 'string', constraints: { minLength: 3 } }), 'aws', undefined],
];

const OTHERS: Row[] = [
  ['yes', param('recursive', { type: 'boolean' }), undefined, true],
  ['off', param('enabled', { type: 'boolean' }), undefined, false],
  ['purple', param('enabled', { type: 'boolean' }), undefined, undefined],
  [
    'pay per request',
    param('--billing-mode', { type: 'string', enum: ['PROVISIONED', 'PAY_PER_REQUEST'] }),
    'aws',
    'PAY_PER_REQUEST',
  ],
  ['purple', param('--billing-mode', { type: 'string', enum: ['PROVISIONED', 'PAY_PER_REQUEST'] }), 'aws', undefined],
  ['Ireland', param('LocationConstraint', { type: 'string', enum: ['eu-west-1', 'eu-west-2'] }), 'aws', 'eu-west-1'],
  ['a-1, b-2 and c-3', param('ids', { type: 'array', items: { type: 'string' } }), undefined, ['a-1', 'b-2', 'c-3']],
  ['80 and 443', param('ports', { type: 'array', items: { type: 'integer' } }), undefined, [80, 443]],
  ['["x"]', param('ids', { type: 'array', items: { type: 'string' } }), undefined, ['x']],
  [
    'env=prod',
    param('--tags', {
      type: 'array',
      items: {
        type: 'object',
        fields: [
          { name: 'Key', type: 'string' },
          { name: 'Value', type: 'string' },
        ],
      },
    }),
    'aws',
    ['Key=env,Value=prod'],
  ],
  ['env=prod', param('--labels', { type: 'map', items: { type: 'string' } }), 'gcp', 'env=prod'],
  [
    'Mode=OFF',
    param('--flexible-time-window', { type: 'object', fields: [{ name: 'Mode', type: 'string' }] }),
    'aws',
    'Mode=OFF',
  ],
  ['{"a":1}', param('--payload', { type: 'object' }), 'aws', '{"a":1}'],
  ['hello', param('--payload', { type: 'object' }), 'aws', undefined],
];

const check = ([words, schema, provider, value]: Row): void => {
  expect(coerce(words, schema, context(provider))?.value).toEqual(value);
};

describe('coerce', () => {
  it.each(NUMBERS)('number: %s', (...row) => check(row));
  it.each(TEXTS)('text: %s', (...row) => check(row));
  it.each(OTHERS)('%s', (...row) => check(row));

  it('gives the part of a literal that has the name', () => {
    const part = (words: string, schema: NamedSchema, surface: CoercionContext['surface']): Json | undefined =>
      coerce(findLiterals(words)[0]!, schema, context('github', surface))?.value;
    const text = { type: 'string' } as const;
    expect(part('acme/web', param('owner', text), 'http')).toBe('acme');
    expect(part('acme/web', param('repo', text), 'http')).toBe('web');
    expect(part('acme/web', param('--repo', text), 'cli')).toBe('acme/web');
    expect(part('wait=false', param('--wait', { type: 'boolean' }), 'cli')).toBe(false);
    expect(part('db-1.internal:5432', param('--host', text), 'cli')).toBe('db-1.internal');
    expect(part('db-1.internal:5432', param('--port', { type: 'integer' }), 'cli')).toBe(5432);
  });

  it('gives objects over HTTP', () => {
    expect(coerce('s3://b/k', param('metadata', { type: 'map' }), context('stripe', 'http'))).toBeUndefined();
    expect(coerce('env=prod', param('metadata', { type: 'map' }), context('stripe', 'http'))?.value).toEqual({
      env: 'prod',
    });
    expect(coerce('{"a":1}', param('body', { type: 'object' }), context('x', 'http'))?.value).toEqual({ a: 1 });
  });

  it('reads "now" by the clock, not by what its reader began with', () => {
    const now = findLiterals('from 1 hour ago until now').find(({ text }) => text === 'now');
    expect(now).toBeDefined();
    expect(coerce(now!, param('end', { type: 'string', format: 'date-time' }), context(undefined))?.value).toBe(
      '2026-11-25T09:00:00Z',
    );
  });

  it('reads relative dates only when it is told the time', () => {
    expect(
      coerce('tomorrow', param('start', { type: 'string', format: 'date-time' }), { surface: 'http' }),
    ).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes %s for a word like any other', (word) => {
    expect(coerce(word, param('count', { type: 'integer' }), context('aws'))).toBeUndefined();
  });

  it('never gives a value that breaks the limits', () => {
    const schema = param('count', { type: 'integer', constraints: { minimum: 5, maximum: 9 } });
    fc.assert(
      fc.property(fc.oneof(fc.integer().map(String), fc.string()), (text) => {
        const value = coerce(text, schema, context('aws'))?.value;
        if (value !== undefined) expect(value as number).toSatisfy((number: number) => number >= 5 && number <= 9);
      }),
    );
  });
});

describe('matchEnum', () => {
  const PERMISSIONS = ['pull', 'triage', 'push', 'maintain', 'admin'];
  it.each<[string, string[], string | undefined]>([
    ['public-read', ['private', 'public-read', 'public-read-write'], 'public-read'],
    ['publicRead', ['private', 'public-read', 'public-read-write'], 'public-read'],
    ['squashed', ['merge', 'squash', 'rebase'], 'squash'],
    ['administrator', PERMISSIONS, 'admin'],
    ['write access', PERMISSIONS, 'push'],
    ['newest first', ['asc', 'desc'], 'desc'],
    ['infrequent access', ['STANDARD', 'STANDARD_IA', 'GLACIER'], 'STANDARD_IA'],
    ['glacier', ['STANDARD', 'GLACIER', 'GLACIER_IR'], 'GLACIER'],
    ['the customer requested', ['duplicate', 'fraudulent', 'requested_by_customer'], 'requested_by_customer'],
    ['wontfix', ['completed', 'not_planned', 'reopened'], 'not_planned'],
    ['dollars', ['usd', 'eur'], 'usd'],
    ['on', ['Enabled', 'Suspended'], 'Enabled'],
    ['banana', PERMISSIONS, undefined],
    ['', PERMISSIONS, undefined],
  ])('%s', (words, values, want) => expect(matchEnum(words, values)?.value).toBe(want));

  it('is surest of the exact spelling', () => {
    expect(matchEnum('admin', PERMISSIONS)?.score).toBe(1);
    expect(matchEnum('ADMIN', PERMISSIONS)?.score).toBeLessThan(1);
  });
});

describe('splitList', () => {
  it.each<[string, string[]]>([
    ['a, b and c', ['a', 'b', 'c']],
    ['a, b, and c', ['a', 'b', 'c']],
    ['bug + p1', ['bug', 'p1']],
    ['"x y" and z', ['x y', 'z']],
    ['alone', ['alone']],
    ['a,b', ['a', 'b']],
    ['sandy', ['sandy']],
  ])('%s', (text, parts) => expect(splitList(text)).toEqual(parts));

  it('takes spaces too where it may', () => expect(splitList('a b, c', true)).toEqual(['a', 'b', 'c']));
});

describe('names and counts', () => {
  it.each(NAMES)('%s', (words, schema, provider, value) => {
    const [literal] = findLiterals(words);
    expect(coerce(literal ?? words, schema, context(provider))?.value).toEqual(value);
  });
});

describe('regionAt', () => {
  it('has nothing for a place without a region', () => expect(regionAt('Atlantis', 'aws')).toBeUndefined());
  it('has nothing for a provider without the place', () => expect(regionAt('Belgium', 'aws')).toBeUndefined());
});

describe('fieldsFrom', () => {
  const schema = param('--cluster-config', {
    type: 'object',
    fields: [
      { name: 'InstanceType', type: 'string' },
      { name: 'InstanceCount', type: 'integer' },
      { name: 'ZoneAware', type: 'boolean' },
    ],
  });
  it.each<[string, Json | undefined]>([
    ['update it to InstanceType r6g.large.search and InstanceCount 3', 'InstanceType=r6g.large.search,InstanceCount=3'],
    ['instance count three please', 'InstanceCount=3'],
    ['nothing here', undefined],
  ])('%s', (request, want) =>
    expect(fieldsFrom(request, findLiterals(request), schema, context('aws'))?.value).toBe(want),
  );
});
