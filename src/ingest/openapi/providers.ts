import type { Auth } from '../../schema/operation.ts';

const BEARER: Auth = { in: 'header', name: 'Authorization', template: 'Bearer <token>' };

/** What people call a provider, where that is not its domain without the ending. */
const NAMES: Record<string, string> = {
  'microsoft.com/graph.json': 'microsoft-graph',
  'apache.org/airflow.json': 'airflow',
  'apache.org/qakka.json': 'qakka',
  'squareup.com.json': 'square',
  'hetzner.cloud.json': 'hetzner',
  'bitbucket.org.json': 'bitbucket',
  'telegram.org.json': 'telegram',
  'postmarkapp.com': 'postmark',
  'influxdata.com.json': 'influxdb',
  'nexmo.com': 'vonage',
  'docker.com/hub.json': 'docker-hub',
  'docker.com/engine.json': 'docker-engine',
  'superset.apache.local': 'superset',
  'mist.com.json': 'juniper-mist',
  'netbox.dev.json': 'netbox',
  'monarchinitiative.org.json': 'monarch-initiative',
  'keycloak.local.json': 'keycloak',
  'discourse.local.json': 'discourse',
  'meshery.local.json': 'meshery',
  'airbyte.local/config.json': 'airbyte',
  'gov.bc.ca': 'british-columbia',
  'apis.guru.json': 'apis-guru',
  'ptv.vic.gov.au.json': 'ptv',
  'color.pizza.json': 'color-pizza',
};

/** Read from better sources, or by nobody. */
const LEFT_OUT: [RegExp, string][] = [
  [
    /^(?:amazonaws\.com|googleapis\.com|walletobjects\.googleapis\.com|azure\.com|github\.com|kubernetes\.io)/,
    'read from its own package',
  ],
  [
    /^(?:swagger\.io|testfire\.net|httpbin\.org|rudder\.example|example|mermade\.org\.uk|asuarez\.dev|jokes\.one|netboxdemo\.com)/,
    'a demonstration',
  ],
  [/^google\./, 'read from its own package'],
  [/^adyen\.com\/.*(?:Notification|TerminalAPI)/, 'messages to the user, not calls by him'],
  [/^microsoft\.com\/graph-beta/, 'a beta of a stable document'],
  [
    /^twilio\.com\/(?:twilio_ip_messaging|twilio_preview|twilio_fax|twilio_autopilot)/,
    'ended, or the same as another service',
  ],
  [/^spotify\.com\.json/, 'another document of the same API is read'],
];

/** Products that run under their user's own name: their `.local` domain is an invention of the collection. */
const SELF_HOSTED = /^(?:keycloak|discourse|meshery|airbyte|jira|mercure)\.local/;

export function whyLeftOut(file: string): string | undefined {
  const reason = LEFT_OUT.find(([pattern]) => pattern.test(file))?.[1];
  if (reason) return reason;
  if (/(?:\.local|azurewebsites\.net|herokuapp\.com|appspot\.com)(?:\/|\.json)/.test(file) && !SELF_HOSTED.test(file)) {
    return 'a server of somebody, not a public API';
  }
  return undefined;
}

/** `adyen.com/CheckoutService.json` -> `adyen.com`; `stripe.com.json` -> `stripe.com`. */
export function domainOf(file: string): string {
  return (file.split('/')[0] ?? file).replace(/\.json$/, '');
}

/** `CheckoutService-v71` and `CheckoutService` are one service; undefined where the domain has a single document. */
export function serviceOf(file: string): { service: string; full: string; version: number } | undefined {
  const rest = file
    .split('/')
    .slice(1)
    .join('/')
    .replace(/\.json$/, '');
  if (rest === '') return undefined;
  const version = /[-_. ]v(\d+)$/i.exec(rest);
  return {
    service: version ? rest.slice(0, version.index) : rest,
    full: rest,
    version: version ? Number(version[1]) : 0,
  };
}

export function namedProvider(file: string): string | undefined {
  return NAMES[file] ?? NAMES[domainOf(file)];
}

/** `example.co.uk` -> `example`, `api.example.io` -> `example`. */
export function shortName(domain: string): string {
  const labels = domain
    .toLowerCase()
    .split('.')
    .filter((label) => label !== 'www' && label !== 'api');
  const endings = new Set(['com', 'co', 'org', 'net', 'gov', 'ac', 'edu', 'io', 'ai', 'app', 'dev', 'local', 'cloud']);
  while (labels.length > 1 && (endings.has(labels.at(-1)!) || labels.at(-1)!.length === 2)) labels.pop();
  return labels.at(-1) ?? domain;
}

/** Where the description is silent about credentials that every request needs. */
export const SILENT_AUTH: Record<string, Auth> = {
  'microsoft-graph': BEARER,
  slack: BEARER,
  openai: BEARER,
  sendgrid: BEARER,
  spotify: BEARER,
  zoom: BEARER,
};

/** Twilio's versions stand side by side: each has paths of its own. */
export const ALL_VERSIONS = new Set(['twilio.com']);
