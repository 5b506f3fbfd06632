import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xformName } from './xform-name.ts';

describe('xformName', () => {
  it.each([
    ['StopInstances', 'stop_instances', 'stop-instances'],
    ['DescribeDBInstances', 'describe_db_instances', 'describe-db-instances'],
    ['ListObjectsV2', 'list_objects_v2', 'list-objects-v2'],
    ['ListWebACLs', 'list_web_acls', 'list-web-acls'],
    ['GatewayARNs', 'gateway_arns', 'gateway-arns'],
    ['SwapEnvironmentCNAMEs', 'swap_environment_cnames', 'swap-environment-cnames'],
    ['CreateCachediSCSIVolume', 'create_cached_iscsi_volume', 'create-cached-iscsi-volume'],
    ['DescribeStorediSCSIVolumes', 'describe_stored_iscsi_volumes', 'describe-stored-iscsi-volumes'],
    ['ExecutePartiQLStatement', 'execute_partiql_statement', 'execute-partiql-statement'],
    ['ExecutePartiQLBatch', 'execute_partiql_batch', 'execute-partiql-batch'],
    ['ListHITsForQualificationType', 'list_hits_for_qualification_type', 'list-hits-for-qualification-type'],
    ['CreateOAuth2Token', 'create_oauth2_token', 'create-oauth2-token'],
    ['CreateOAuth2TokenWithIAM', 'create_oauth2_token_with_iam', 'create-oauth2-token-with-iam'],
    [
      'CreateOAuth2TokenWithTokenExchange',
      'create_o_auth2_token_with_token_exchange',
      'create-o-auth2-token-with-token-exchange',
    ],
    ['SendWhatsAppMessage', 'send_whatsapp_message', 'send-whatsapp-message'],
    ['StartOTelEnrichment', 'start_otel_enrichment', 'start-otel-enrichment'],
    ['already_there', 'already_there', 'already_there'],
  ])('%s', (name, python, cli) => {
    expect(xformName(name)).toBe(python);
    expect(xformName(name, '-')).toBe(cli);
  });

  it('leaves what it has made as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([A-Z][a-z0-9]{0,6}){1,5}$/), (name) => {
        expect(xformName(xformName(name))).toBe(xformName(name));
      }),
    );
  });
});
