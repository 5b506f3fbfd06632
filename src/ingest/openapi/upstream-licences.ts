/** The licence of the repository that a description without `info.license` was collected from. */
export interface UpstreamLicence {
  /** The file, or the folder with a trailing slash, within the collection. */
  file: string;
  licence: string;
  repository: string;
  copyright: string;
  /**
   * What was read to know it: the repository's LICENSE, or its package's metadata. `unconfirmed`: the licence that the repository is known
   * under, whose LICENSE nobody has read for this table yet.
   */
  evidence: 'LICENSE' | 'package metadata' | 'unconfirmed';
}

/**
 * Only vendors' own repositories, and a few by others where the licence is the author's to give. A description that is not here and names no
 * licence is not shipped: it can be read on the user's machine with the same adapter.
 */
export const UPSTREAM_LICENCES: UpstreamLicence[] = [
  upstream('stripe.com.json', 'MIT', 'stripe/openapi', 'Stripe, Inc.', 'unconfirmed'),
  upstream('slack.com.json', 'MIT', 'slackapi/slack-api-specs', 'Slack Technologies, Inc.', 'unconfirmed'),
  upstream(
    'microsoft.com/graph.json',
    'MIT',
    'microsoftgraph/msgraph-metadata',
    'Microsoft Corporation',
    'unconfirmed',
  ),
  upstream('openai.com.json', 'MIT', 'openai/openai-openapi', 'OpenAI', 'unconfirmed'),
  upstream('sendgrid.com.json', 'MIT', 'sendgrid/sendgrid-oai', '2015 SendGrid', 'LICENSE'),
  upstream('netlify.com.json', 'MIT', 'netlify/open-api', 'Netlify', 'package metadata'),
  upstream('spotify.com/sonallux.json', 'MIT', 'sonallux/spotify-web-api', '2020 sonallux', 'LICENSE'),
  upstream('adyen.com/', 'MIT', 'Adyen/adyen-openapi', '2017 Adyen bv', 'LICENSE'),
  upstream('xero.com/', 'MIT', 'XeroAPI/Xero-OpenAPI', '2017 Xero Developer API', 'LICENSE'),
  upstream('docusign.net.json', 'MIT', 'docusign/OpenAPI-Specifications', '2016- DocuSign, Inc.', 'LICENSE'),
  upstream(
    'keycloak.local.json',
    'Apache-2.0',
    'ccouzens/keycloak-openapi',
    'Red Hat, Inc. and the Keycloak authors',
    'LICENSE',
  ),
  upstream('influxdata.com.json', 'MIT', 'influxdata/openapi', '2022 InfluxData', 'LICENSE'),
  upstream('adafruit.com.json', 'MIT', 'adafruit/io-api', '2015-2018 Adafruit Industries', 'LICENSE'),
  upstream('docker.com/hub.json', 'Apache-2.0', 'docker/docs', '2025 Docker, Inc.', 'LICENSE'),
  upstream('shipengine.com.json', 'MIT', 'ShipEngine/shipengine-openapi', 'ShipEngine', 'package metadata'),
];

function upstream(
  file: string,
  licence: string,
  repository: string,
  copyright: string,
  evidence: UpstreamLicence['evidence'],
): UpstreamLicence {
  return { file, licence, repository, copyright: `Copyright (c) ${copyright}`, evidence };
}

export function upstreamLicence(file: string): UpstreamLicence | undefined {
  return UPSTREAM_LICENCES.find((one) => one.file === file || (one.file.endsWith('/') && file.startsWith(one.file)));
}
