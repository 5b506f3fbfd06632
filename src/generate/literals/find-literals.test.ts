import { describe, expect, it } from 'vitest';
import { findLiterals } from './find-literals.ts';

/** A request and its literals as `type:text`, with `=number` and `@iso` where they matter. */
const CASES: [string, string][] = [
  ['create a bucket named acme-raw in Frankfurt with versioning on', 'name:acme-raw | place:Frankfurt'],
  [
    'launch 3 t3.micro from ami-0abcdef1234567890, key deploy-2024',
    'number:3 | instance-type:t3.micro | aws-id:ami-0abcdef1234567890 | name:deploy-2024',
  ],
  ['t4g.small x3, 2x web, 640x480', 'instance-type:t4g.small | number:3 | number:2 | name:640x480'],
  ['stop every instance tagged env=staging in us-east-1', 'key-value:env=staging | region:us-east-1'],
  [
    'put report.pdf into s3://acme-docs/2025/ as STANDARD_IA',
    'file:report.pdf | s3-uri:s3://acme-docs/2025/ | variable:STANDARD_IA',
  ],
  ['invoke resize-images with {"key": "a.png"}', 'name:resize-images | json:{"key": "a.png"}'],
  [
    'logs of /aws/lambda/checkout for the last 20 minutes, filter "ERROR"',
    'path:/aws/lambda/checkout | duration:last 20 minutes | quoted:ERROR',
  ],
  ['scale deployment/web to five replicas in namespace shop', 'name:deployment/web | number:five'],
  [
    'logs of checkout-7d9f8b6c5-x2lqp since 2h, last 100 lines',
    'name:checkout-7d9f8b6c5-x2lqp | duration:2h | number:100',
  ],
  ['port forward svc/vault 8200:8200', 'name:svc/vault | port:8200:8200'],
  ['run nginx:1.27 as web with 512 MB, publish 8080:80', 'image:nginx:1.27 | size:512 MB | port:8080:80'],
  [
    'docker build -t acme/api:2.1 . with Dockerfile.prod',
    'option:-t | image:acme/api:2.1 | path:. | file:Dockerfile.prod',
  ],
  [
    'gke prod-gke 3 nodes, e2-standard-4, europe-west1-b',
    'name:prod-gke | number:3 | instance-type:e2-standard-4 | zone:europe-west1-b',
  ],
  [
    'vm Standard_D2s_v3 named vm-sql in rg-data, westeurope',
    'instance-type:Standard_D2s_v3 | name:vm-sql | name:rg-data | region:westeurope',
  ],
  ['delete /subscriptions/77aa/resourceGroups/rg-lab', 'azure-id:/subscriptions/77aa/resourceGroups/rg-lab'],
  ['close acme/web#45 as not planned', 'repository:acme/web | issue-number:45'],
  [
    'comment "LGTM, ship it" on PR 1290 of northwind/billing-api',
    'quoted:LGTM, ship it | issue-number:1290 | repository:northwind/billing-api',
  ],
  ['see #56 and issue 12', 'issue-number:56 | issue-number:12'],
  ['refund $12.50 of ch_1Mx90kQ', 'money:$12.50 | vendor-id:ch_1Mx90kQ'],
  ['a price of 1900 eur cents', 'money:1900 eur cents'],
  ['costs 2026-10-01..2026-11-01 by month', 'date:2026-10-01 | date:2026-11-01'],
  ['coupon SUMMER20: 20% off for 3 months', 'name:SUMMER20 | percent:20% | duration:3 months'],
  ['text +4477009001234 from +12025550100', 'phone:+4477009001234 | phone:+12025550100'],
  ["post 'prod is down' to #incidents, mention @dkovacs", 'quoted:prod is down | channel:#incidents | handle:@dkovacs'],
  ['reply to 1718891120.114900 of C0INC17', 'vendor-id:1718891120.114900 | vendor-id:C0INC17'],
  ['cherry-pick f00ba4 and 9f2c71ab40 onto release/2.4', 'hash:f00ba4 | hash:9f2c71ab40 | git-ref:release/2.4'],
  ['log between v1.2.0..HEAD~3, then origin/main', 'git-ref:v1.2.0..HEAD~3 | git-ref:origin/main'],
  ['then tag v5.5.0 and 1.2.3', 'version:v5.5.0 | version:1.2.3'],
  [
    'find *.log bigger than 500M in /var/log older than 30 days',
    'glob:*.log | size:500M | path:/var/log | duration:30 days',
  ],
  [
    'rsync -av site/ web@10.0.0.9:/var/www/ --delete',
    'option:-av | path:site/ | path:web@10.0.0.9:/var/www/ | option:--delete',
  ],
  ['curl https://api.acme.io/v1/health?full=1.', 'url:https://api.acme.io/v1/health?full=1'],
  [
    'open tcp/5432 to 10.1.0.0/16 and 2001:db8::/32 on sg-0abc123',
    'port:tcp/5432 | cidr:10.1.0.0/16 | cidr:2001:db8::/32 | aws-id:sg-0abc123',
  ],
  [
    'resolve pg-main.c9xk2u.eu-west-1.rds.amazonaws.com, acme.dev',
    'domain:pg-main.c9xk2u.eu-west-1.rds.amazonaws.com | domain:acme.dev',
  ],
  [
    'my 203.0.113.7 at 00:1b:44:11:3a:b7, host db-1.internal:5432',
    'ip:203.0.113.7 | mac:00:1b:44:11:3a:b7 | host-port:db-1.internal:5432',
  ],
  ['set FOO_BAR=1 and $HOME, LOG_LEVEL', 'key-value:FOO_BAR=1 | variable:$HOME | variable:LOG_LEVEL'],
  ['every 15 minutes run */15 * * * * /opt/x.sh', 'duration:every 15 minutes | cron:*/15 * * * * | path:/opt/x.sh'],
  ['use rate(5 minutes) or cron(0 12 * * ? *)', 'cron:rate(5 minutes) | cron:cron(0 12 * * ? *)'],
  ['set line_items[0].price=price_1Abc', 'key-value:line_items[0].price=price_1Abc'],
  ['uuid 1b4e28ba-2fa1-11d2-883f-0016d3cca427', 'uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427'],
  ['install @types/node and left-pad', 'name:@types/node | name:left-pad'],
  ['three GitHub runners for a read-only, multi-region k8s e-mail service', 'number:three'],
  [
    'copy web:/etc/nginx/nginx.conf to ~/tmp/ or C:\\temp\\conf',
    'path:web:/etc/nginx/nginx.conf | path:~/tmp/ | path:C:\\temp\\conf',
  ],
  ['CPU > 80% for 5 minutes, over 250ms', 'percent:80% | duration:5 minutes | duration:250ms'],
  ['keep two dozen backups for a fortnight, this one first', 'number:two dozen | duration:a fortnight'],
  ['errors since about 1 hour ago', 'date-time:1 hour ago'],
  ['nightly on 10 G.1X workers', 'number:10 | instance-type:G.1X'],
  ['job with eight G.2X workers, 1.5TiB', 'number:eight | instance-type:G.2X | size:1.5TiB'],
  ['droplet s-1vcpu-1gb in fra1', 'instance-type:s-1vcpu-1gb | region:fra1'],
  [
    'subscribe noc@lumen.dev to arn:aws:sns:us-east-1:123456789012:alerts',
    'email:noc@lumen.dev | arn:arn:aws:sns:us-east-1:123456789012:alerts',
  ],
  ["it's the users' data, don't lose Ann's \"old notes\" or 'new notes'", 'quoted:old notes | quoted:new notes'],
  ['say “we are back” or `git push`', 'quoted:we are back | quoted:git push'],
  ['name="foo bar" please', 'key-value:name="foo bar"'],
  ['half a gig, 8 gigs, 500 megs', 'size:half a gig | size:8 gigs | size:500 megs'],
  [
    'every quarter of an hour, 90s, 2h30m, an hour',
    'duration:every quarter of an hour | duration:90s | duration:2h30m | duration:an hour',
  ],
  ['the 50/page list of (vpc-0e2b4d6f8a1c3e5f7).', 'number:50 | aws-id:vpc-0e2b4d6f8a1c3e5f7'],
  ['put it in Hong Kong, eu-central-1, us-east-1a', 'place:Hong Kong | region:eu-central-1 | zone:us-east-1a'],
  [
    'ghcr.io/acme/api:1.2 ealen/echo-server:0.9.2 name@sha256:abcdef1234',
    'image:ghcr.io/acme/api:1.2 | image:ealen/echo-server:0.9.2 | image:name@sha256:abcdef1234',
  ],
  [
    'bring AC0123456789abcdef0123456789abcdef and cus_9Xy',
    'vendor-id:AC0123456789abcdef0123456789abcdef | vendor-id:cus_9Xy',
  ],
  ['open port 443 and 22', 'port:443 | number:22'],
  ['TaskQueue, billing_api, web-01, lena.hofer', 'name:TaskQueue | name:billing_api | name:web-01 | name:lena.hofer'],
  ['files in gs://acme-img/in on /', 'gs-uri:gs://acme-img/in | path:/'],
  ['give user:lena@acme.io roles/viewer', 'key-value:user:lena@acme.io | repository:roles/viewer'],
  ['only Users[].UserName of them', 'name:Users[].UserName'],
  ['all AWS::EC2::SecurityGroup in [].name', 'name:AWS::EC2::SecurityGroup | name:[].name'],
  ['clone git@git.acme.io:core.git', 'url:git@git.acme.io:core.git'],
  ['docker logs no-trunc, ignore-daemonsets', ''],
  ['pod/redis-0 :6379', 'name:pod/redis-0 | port::6379'],
  ['Burstable / Standard with API a PI', ''],
  ['list all my buckets, please', ''],
  ['a second replica, the old one, from zero', ''],
  ['1,200 rows, -5 and 0.2', 'number:1,200 | number:-5 | number:0.2'],
];

const DATES: [string, string][] = [
  ['16:30 UTC on 4 Nov 2025', 'date-time:16:30 UTC on 4 Nov 2025@2025-11-04T16:30:00Z'],
  ['at 2025-03-14T09:41:00Z', 'date-time:2025-03-14T09:41:00Z@2025-03-14T09:41:00Z'],
  ['from 2025-05-01 until 2025-06-01', 'date:2025-05-01@2025-05-01 | date:2025-06-01@2025-06-01'],
  ['between May 1 and May 31 2025', 'date:May 1@2025-05-01 | date:May 31 2025@2025-05-31'],
  ['meet 20/06/2025 15:00', 'date-time:20/06/2025 15:00@2025-06-20T15:00:00'],
  ['on 4 August 2025 from 10:30 to 11:00', 'date:4 August 2025@2025-08-04 | time:10:30@10:30 | time:11:00@11:00'],
  ['every night at 02:00 UTC', 'time:02:00 UTC@02:00'],
  ['tomorrow 9am, next Monday, 3 days ago', 'date-time:tomorrow 9am | date:next Monday | date:3 days ago'],
  ['you may march on; the second sun sat', ''],
];

const shown = (request: string, iso: boolean): string =>
  findLiterals(request)
    .map((literal) => `${literal.type}:${literal.text}${iso && literal.iso ? `@${literal.iso}` : ''}`)
    .join(' | ');

describe('findLiterals', () => {
  it.each(CASES)('%s', (request, want) => expect(shown(request, false)).toBe(want));

  it.each(DATES)('dates: %s', (request, want) => expect(shown(request, true)).toBe(want));

  it.each<[string, number]>([
    ['twenty-four', 24],
    ['two hundred and fifty', 250],
    ['half a dozen', 6],
    ['half a gig', 512 * 1024 ** 2],
    ['1.5TiB', 1.5 * 1024 ** 4],
    ['512Mi', 512 * 1024 ** 2],
    ['a quarter of an hour', 900],
    ['three quarters of an hour', 2700],
    ['2h30m', 9000],
    ['a fortnight', 1209600],
    ['fifty percent', 50],
    ['$12.50', 12.5],
    ['an hour and a half', 5400],
    ['two and a half hours', 9000],
  ])('%s counts %d', (text, number) => expect(findLiterals(`for ${text} now`)[0]?.number).toBe(number));

  it('keeps the other types of a span', () => {
    expect(findLiterals('use "2026-01-02"')[0]).toMatchObject({
      type: 'quoted',
      text: '2026-01-02',
      iso: '2026-01-02',
      also: expect.arrayContaining(['date']),
    });
    expect(findLiterals('i-0abc12')[0]).toMatchObject({ type: 'aws-id', prefix: 'i', provider: 'aws', also: ['name'] });
  });

  it('knows the provider by the form of the value', () => {
    const providers = [
      's3://x/y',
      'gs://x/y',
      'C0INC17',
      'cus_9Xy',
      'europe-west1',
      'ghcr.io/a/b:1',
      'Standard_B1ms',
      '/subscriptions/x',
    ].map((text) => findLiterals(text)[0]?.provider);
    expect(providers.slice(0, 5)).toEqual(['aws', 'gcp', 'slack', 'stripe', 'gcp']);
    expect(providers.slice(6)).toEqual(['azure', 'azure']);
  });
});
